import type { Page } from '@playwright/test';
import { createFeed } from '../support/app.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, test } from '../support/story.ts';

const DAY_MS = 86_400_000;
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** What the two tiles about deadlines say, and what the server says of them now. */
async function expectDeadlinesOfTheOffice(page: Page): Promise<void> {
	const answer = (await (await page.request.get('/api/v1/figures')).json()) as {
		figures: { id: string; value: number }[];
	};
	for (const id of ['due-soon', 'overdue']) {
		const truth = answer.figures.find((figure) => figure.id === id)?.value;
		await expect(page.getByTestId(id), id).toHaveAttribute('data-value', String(truth));
	}
}

for (const [name, byMs] of [
	['a day ahead', DAY_MS],
	['a day behind', -DAY_MS]
] as const) {
	test(`a screen whose clock jumps ${name} goes on showing deadlines by the clock of the office`, async ({
		app,
		page
	}) => {
		const key = await createFeed(app, 'test');
		const returnAt = Date.now() + 8_000;
		await pushRecords(app.url, 'test', key, [
			anAccepted('LATE-1', { at: inHours(-50), returnAt: inHours(-2) }),
			anAccepted('SOON-1', { at: inHours(-50), returnAt: inHours(0.5) }),
			anAccepted('NOW-1', { at: inHours(-50), returnAt: new Date(returnAt).toISOString() })
		]);
		await page.goto('/');
		const status = page.getByTestId('live-status');
		await expect(status).toHaveAttribute('data-state', 'live');
		await expect(page.getByTestId('overdue')).toHaveAttribute('data-value', '1');

		await page.clock.setSystemTime(Date.now() + byMs);
		expect(Math.abs((await page.evaluate(() => Date.now())) - Date.now())).toBeGreaterThan(DAY_MS / 2);
		const { version } = await pushRecords(app.url, 'test', key, [anAccepted('NEW-1', { returnAt: inHours(100) })]);
		await expect(page.getByTestId('backlog')).toHaveVersionAtLeast(version);
		await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '4');
		await expectDeadlinesOfTheOffice(page);
		// The second at which a deadline passes is the office's too.
		await expect(page.getByTestId('overdue')).toHaveAttribute('data-value', '2');
		expect(Date.now()).toBeGreaterThan(returnAt);
		await expectDeadlinesOfTheOffice(page);
		await expect(status).toHaveAttribute('data-state', 'live');
		await expect(page.getByTestId('cut-banner')).toBeHidden();
	});
}

test('a screen that slept for a day is right as soon as it is looked at', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await page.clock.install();
	await page.goto('/');
	const status = page.getByTestId('live-status');
	await expect(status).toHaveAttribute('data-state', 'live');
	await page.clock.fastForward(DAY_MS);
	const { version } = await pushRecords(app.url, 'test', key, [anAccepted('NEW-1', { returnAt: inHours(100) })]);
	await expect(page.getByTestId('backlog')).toHaveVersionAtLeast(version);
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '1');
	await expectDeadlinesOfTheOffice(page);
	await expect(status).toHaveAttribute('data-state', 'live');
});
