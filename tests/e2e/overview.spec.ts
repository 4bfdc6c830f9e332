import { createFeed } from '../support/app.ts';
import { aLineToCut } from '../support/line.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, test } from '../support/story.ts';

const FIGURES = ['received-today', 'backlog', 'due-soon', 'overdue', 'on-time-month', 'cross-boundary-month'];
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

test('one posted record reaches the tile without a reload', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await page.goto('/');
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '0');
	const { version } = await pushRecords(app.url, 'test', key, [anAccepted('D-1')]);
	await expect(page.getByTestId('backlog')).toHaveVersionAtLeast(version);
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '1');
});

test('every tile counts as many dossiers as the list behind it', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	const records = [
		anAccepted('OPEN-1'),
		anAccepted('OPEN-2', { returnAt: inHours(2) }),
		anAccepted('LATE-1', { at: inHours(-50), returnAt: inHours(-2) }),
		anAccepted('LATE-2', { at: inHours(-50), returnAt: inHours(-30), receiving: '32002' }),
		anAccepted('DONE-1', { at: inHours(-1), receiving: '32002' }),
		anAccepted('DONE-1', { at: inHours(-0.5), type: 'resolved' })
	];
	const { version, accepted } = await pushRecords(app.url, 'test', key, records);
	expect(accepted).toBe(records.length);
	await page.goto('/');
	await expect(page.getByTestId('board')).toHaveVersionAtLeast(version);
	const answer = (await (await page.request.get('/api/v1/figures')).json()) as {
		version: number;
		figures: { id: string; of: number; value: number | null }[];
	};
	expect(answer.version).toBe(version);
	for (const id of FIGURES) {
		await page.goto('/');
		const tile = page.getByTestId(id);
		const figure = answer.figures.find((one) => one.id === id);
		expect(await tile.getAttribute('data-value'), id).toBe(String(figure?.value));
		await tile.getByRole('link').first().click();
		await expect(page.getByTestId('total')).toHaveAttribute('data-version', String(version));
		await expect(page.getByTestId('total'), id).toHaveAttribute('data-value', String(figure?.of));
		await expect(page.locator('tbody tr')).toHaveCount(figure?.of ?? -1);
	}
});

test('a dossier turns overdue at its second with no one touching it', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await page.goto('/');
	const returnAt = new Date(Date.now() + 4_000);
	const { version } = await pushRecords(app.url, 'test', key, [
		anAccepted('SOON-1', { at: inHours(-50), returnAt: returnAt.toISOString() })
	]);
	await expect(page.getByTestId('due-soon')).toHaveVersionAtLeast(version);
	await expect(page.getByTestId('overdue')).toHaveAttribute('data-value', '0');
	await expect(page.getByTestId('overdue')).toHaveAttribute('data-value', '1');
	expect(Date.now()).toBeGreaterThan(returnAt.getTime());
	await expect(page.getByTestId('overdue')).toHaveAttribute('data-version', String(version));
});

test('a screen that is cut off says so, and recovers by itself with what it missed', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	const line = await aLineToCut(page);
	await page.goto('/');
	const status = page.getByTestId('live-status');
	await expect(status).toHaveAttribute('data-state', 'live');
	line.cut();
	await expect(status).toHaveAttribute('data-state', 'cut');
	await expect(page.getByTestId('cut-banner')).toBeVisible();
	const { version } = await pushRecords(app.url, 'test', key, [anAccepted('MISSED-1')]);
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '0');
	line.mend();
	// It tries again after nine seconds at most.
	await expect(page.getByTestId('backlog')).toHaveVersionAtLeast(version, { timeout: 25_000 });
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '1');
	await expect(status).toHaveAttribute('data-state', 'live');
	await expect(page.getByTestId('cut-banner')).toBeHidden();
});
