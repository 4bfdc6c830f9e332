import { createFeed } from '../support/app.ts';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, signedInState, test } from '../support/story.ts';

const WARD = '31825';
const COMMUNE = '32152';
const OTHER = '32002';
/** A minute or more ago, whatever the hour; what is a minute old may be of yesterday or last month, so lists of the open are asked. */
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

/** Four communes that file for each other, unevenly; one dossier is lost on its way. */
const LEDGER: EventRecord[] = [
	...many(9, 'AB', { receiving: WARD, resolving: COMMUNE }),
	...many(4, 'BA', { receiving: COMMUNE, resolving: WARD }),
	...many(6, 'AC', { receiving: WARD, resolving: OTHER, channel: 'counter' }),
	...many(3, 'CB', { receiving: OTHER, resolving: COMMUNE }),
	...many(5, 'AA', { receiving: WARD, resolving: WARD }),
	{ dossier: 'LOST-1', type: 'filed', at: ago(20_000), receiving: WARD, resolving: COMMUNE, procedure: '1.004873' },
	{ dossier: 'LOST-1', type: 'transferred', at: ago(19_000) }
];
function many(count: number, name: string, some: Partial<EventRecord>): EventRecord[] {
	return Array.from({ length: count }, (_, n) => anAccepted(`${name}-${n}`, { at: ago(5), ...some }));
}

test.use({ viewport: { width: 1440, height: 900 } });

test('a leader goes from the overview to the flows, to a cell, to its list, and counts the same', async ({
	app,
	page
}) => {
	const key = await createFeed(app, 'test');
	const { version } = await pushRecords(app.url, 'test', key, LEDGER);
	await page.goto('/');
	await page.getByRole('link', { name: 'Luồng hồ sơ' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Luồng hồ sơ');
	await expect(page.getByTestId('flows')).toHaveVersionAtLeast(version);
	await page.getByRole('link', { name: 'Đang giải quyết', exact: true }).click();
	await expect(page).toHaveURL(/figure=backlog/);

	const matrix = page.getByTestId('flow-matrix');
	await expect(matrix).toHaveAttribute('data-total', '27');
	// What receives most stands first.
	await expect(matrix.locator('tbody tr').first()).toHaveAttribute('data-row', WARD);
	const cell = matrix.locator(`tr[data-row="${WARD}"] td[data-column="${COMMUNE}"]`);
	await expect(cell).toHaveAttribute('data-value', '9');
	await cell.getByRole('link').click();

	const total = page.getByTestId('total');
	await expect(total).toHaveAttribute('data-value', '9');
	await expect(page).toHaveURL(new RegExp(`receiving=${WARD}&resolving=${COMMUNE}`));
	await page.goBack();
	await expect(matrix).toHaveAttribute('data-total', '27');

	const stuck = page.getByTestId('lag-stuck');
	await expect(stuck).toHaveAttribute('data-value', '1');
	await stuck.getByRole('link').click();
	await expect(total).toHaveAttribute('data-value', '1');
	await expect(page.locator('tbody tr').first()).toHaveAttribute('data-code', 'LOST-1');
});

test('what fell overdue in the hands of a unit leads to exactly those dossiers', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	const late = { at: ago(20_000), returnAt: ago(10_000) };
	await pushRecords(app.url, 'test', key, [
		...many(3, 'LATE', { ...late, receiving: WARD, resolving: COMMUNE }),
		// Fell overdue at one, and was handed to another since: it stays with the one that held it.
		...many(2, 'MOVED', { ...late, receiving: WARD, resolving: COMMUNE }),
		...[0, 1].map((n) => ({ dossier: `MOVED-${n}`, type: 'corrected' as const, at: ago(5), resolving: OTHER })),
		...many(4, 'ELSE', { ...late, receiving: WARD, resolving: OTHER })
	]);
	await page.goto('/flows');
	const held = page.getByTestId('flow-holders').locator('tbody tr', { hasText: 'Đầm Dơi' });
	const cell = held.locator('td[data-column="resolution"]');
	await expect(cell).toHaveAttribute('data-value', '5');
	await cell.getByRole('link').click();
	await expect(page.getByTestId('total')).toHaveAttribute('data-value', '5');
	await expect(page.locator('tbody tr[data-code^="MOVED"]')).toHaveCount(2);
	await expect(page.getByText('Đang giữ khi quá hạn: ')).toBeVisible();
});

test('the matrix is one stop of the Tab key, and arrow keys walk its numbers', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	await page.goto('/flows?figure=backlog');
	const matrix = page.getByTestId('flow-matrix');
	const links = matrix.locator('table a');
	await expect(links.first()).toBeVisible();
	expect(await matrix.locator('table a[tabindex="0"]').count()).toBe(1);

	const rows = await matrix.locator('tbody tr').evaluateAll((all) => all.map((row) => row.getAttribute('data-row')));
	const columns = await matrix
		.locator('tfoot td')
		.evaluateAll((all) => all.map((cell) => cell.getAttribute('data-column')));
	const focused = () =>
		page.evaluate(() => {
			const cell = document.activeElement?.closest('td');
			return `${cell?.closest('tr')?.getAttribute('data-row') ?? ''} ${cell?.getAttribute('data-column') ?? ''}`;
		});
	await matrix.locator('table a[tabindex="0"]').focus();
	expect(await focused()).toBe(`${rows[0]!} ${columns[0]!}`);
	await page.keyboard.press('ArrowRight');
	expect(await focused()).toBe(`${rows[0]!} ${columns[1]!}`);
	expect(await matrix.locator('table a[tabindex="0"]').count()).toBe(1);
	await page.keyboard.press('End');
	expect(await focused()).toBe(`${rows[0]!} sum`);
	for (let row = 1; row < rows.length; row++) {
		await page.keyboard.press('ArrowDown');
		expect(await focused()).toBe(`${rows[row]!} sum`);
	}
	await page.keyboard.press('ArrowDown');
	expect(await focused()).toBe('sum sum');
	await page.keyboard.press('Enter');
	await expect(page.getByTestId('total')).toHaveAttribute('data-value', '27');
});

test('what is received for another unit shows on a page that is open, without a reload', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	await page.goto('/flows?figure=backlog');
	await expect(page.getByTestId('flow-matrix')).toHaveAttribute('data-total', '27');
	await pushRecords(app.url, 'test', key, many(2, 'NEW', { receiving: OTHER, resolving: WARD }));
	await expect(page.getByTestId('flow-matrix')).toHaveAttribute('data-total', '29', { timeout: 30_000 });
});

test('an administrator enters other assumptions, is told what is wrong with them, and all see them', async ({
	app,
	browser
}) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	const open = async (as: 'administrator' | 'leader') =>
		(await browser.newContext({ baseURL: app.url, storageState: await signedInState(app, as) })).newPage();
	const admin = await open('administrator');
	await admin.goto('/flows/assumptions');
	await admin.getByLabel('Hệ số đường bộ').fill('9');
	await admin.getByLabel('Căn cứ').fill('Đo 20 tuyến trong tháng');
	await admin.getByRole('button', { name: 'Lưu giả định' }).click();
	await expect(admin.getByRole('alert')).toContainText('Hệ số đường bộ');
	await expect(admin.getByLabel('Căn cứ')).toHaveValue('Đo 20 tuyến trong tháng');
	await admin.getByLabel('Hệ số đường bộ').fill('1,4');
	await admin.getByRole('button', { name: 'Lưu giả định' }).click();
	await expect(admin.getByText('Đã lưu.')).toBeVisible();

	const leader = await open('leader');
	await leader.goto('/flows');
	await expect(leader.getByTestId('flow-travel')).toContainText('hệ số đường bộ 1,4');
	await expect(leader.getByTestId('flow-travel')).toContainText('Đo 20 tuyến trong tháng');
	await expect(leader.getByTestId('travel-money')).toHaveCount(0);
	await leader.goto('/flows/assumptions');
	await expect(leader.getByTestId('assumptions-form')).toHaveCount(0);
});

test('the matrix leaves as a file with the same numbers, and the log knows', async ({ app, page, browser }) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	const answer = await page.request.get(`${app.url}/flows.csv?figure=backlog`);
	expect(answer.ok()).toBe(true);
	const lines = (await answer.text()).trim().split('\r\n');
	expect(lines.at(-1)).toMatch(/;27$/);
	expect(lines.find((line) => line.startsWith('"Phường Bạc Liêu"'))).toMatch(/;20$/);
	const book = await page.request.get(`${app.url}/flows.xlsx?figure=backlog`);
	expect((await book.body()).subarray(0, 2).toString()).toBe('PK');
	const auditor = await (
		await browser.newContext({ baseURL: app.url, storageState: await signedInState(app, 'auditor') })
	).newPage();
	await auditor.goto('/admin/audit');
	await expect(auditor.locator('tbody tr').filter({ hasText: 'flows' })).toHaveCount(2);
});
