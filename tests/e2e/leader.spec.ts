import { createFeed } from '../support/app.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, test } from '../support/story.ts';

const WARD = '31825';
const LAGGARD = '32152';
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();

/** A ward that is on time, and a commune with more overdue than fits on a screen. */
const LEDGER = [
	...[1, 2, 3].map((n) => anAccepted(`FINE-${n}`, { at: hours(-50), returnAt: hours(80 + n), receiving: WARD })),
	...Array.from({ length: 130 }, (_, n) =>
		anAccepted(`LATE-${String(n).padStart(3, '0')}`, {
			at: hours(-90),
			returnAt: hours(-70 + n / 4),
			receiving: n % 3 === 0 ? WARD : LAGGARD,
			resolving: LAGGARD,
			handler: n % 2 === 0 ? 'Trần Văn Bé' : 'Lê Thị Út'
		})
	)
];

test.use({ viewport: { width: 1440, height: 900 } });

test('a morning: from the overview to the unit that lags, to its list, to a dossier, and back to the same place', async ({
	app,
	page
}) => {
	const key = await createFeed(app, 'test');
	const { version } = await pushRecords(app.url, 'test', key, LEDGER);
	await page.goto('/');
	await expect(page.getByTestId('board')).toHaveVersionAtLeast(version);
	await expect(page.getByTestId('overdue')).toHaveAttribute('data-value', '130');
	const worst = page.getByTestId('ranking-communes').locator('tbody tr').first();
	await expect(worst).toHaveAttribute('data-code', LAGGARD);
	await expect(worst.getByRole('link').last()).toHaveText('130');
	await worst.getByRole('link', { name: 'Đầm Dơi' }).click();

	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Xã Đầm Dơi');
	await expect(page.getByTestId('overdue')).toHaveAttribute('data-value', '130');
	await page.getByTestId('overdue').getByRole('link').first().click();

	const total = page.getByTestId('total');
	await expect(total).toHaveAttribute('data-value', '130');
	await expect(total).toHaveAttribute('data-version', String(version));
	await page.getByRole('link', { name: 'Trang sau' }).click();
	await expect(page).toHaveURL(/after=/);
	const listUrl = page.url();
	const row = page.locator('tbody tr').nth(20);
	const code = (await row.getAttribute('data-code')) ?? '';
	await row.getByRole('link', { name: code }).scrollIntoViewIfNeeded();
	const place = await page.evaluate(() => window.scrollY);
	expect(place).toBeGreaterThan(0);
	await row.getByRole('link', { name: code }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(code);
	await expect(page.getByTestId('dossier')).toContainText('Đầm Dơi');

	await page.goBack();
	await expect(page).toHaveURL(listUrl);
	await expect(total).toHaveAttribute('data-value', '130');
	await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(place);
	await expect(page.locator(`tr[data-code="${code}"]`)).toBeInViewport();
	await page.goBack();
	await expect(total).toHaveAttribute('data-value', '130');
	await page.goBack();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Xã Đầm Dơi');
	await expect(page.getByTestId('overdue')).toHaveAttribute('data-value', '130');
	await page.goBack();
	await expect(page).toHaveURL('/');
	await expect(page.getByTestId('live-status')).toHaveAttribute('data-state', 'live');
});

test('keys alone lead from the overview to a dossier of the unit that lags', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	await page.goto('/');
	await expect(page.getByTestId('live-status')).toHaveAttribute('data-state', 'live');
	await page.keyboard.press('/');
	await page.keyboard.type('dam doi');
	await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Xã Đầm Dơi');
	await page.getByTestId('overdue').getByRole('link').first().focus();
	await page.keyboard.press('Enter');
	await expect(page.getByTestId('total')).toHaveAttribute('data-value', '130');
	const codes = await page
		.locator('tbody tr')
		.evaluateAll((rows) => rows.map((one) => one.getAttribute('data-code') ?? ''));
	const focused = page.locator('tr[data-code]:has(:focus)');
	for (const [pressed, at] of [
		['j', 0],
		['j', 1],
		['j', 2],
		['k', 1]
	] as const) {
		await page.keyboard.press(pressed);
		await expect(focused).toHaveAttribute('data-code', codes[at] ?? '');
	}
	await page.keyboard.press('x');
	await expect(page.getByTestId('selected')).toContainText('1');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(codes[1] ?? '');
});

test.describe('a presenter', () => {
	test.use({ as: 'presenter' });

	test('sees the province and every list, takes none of them out, and learns no applicant', async ({ app, page }) => {
		const key = await createFeed(app, 'test');
		await pushRecords(app.url, 'test', key, [anAccepted('A-1', { applicant: { name: 'Trần Thị Thử' } })]);
		await page.goto('/dossiers?figure=backlog');
		await expect(page.getByTestId('total')).toHaveAttribute('data-value', '1');
		await expect(page.getByRole('link', { name: 'Tải CSV' })).toHaveCount(0);
		await expect(page.getByRole('link', { name: 'Tải Excel' })).toHaveCount(0);
		for (const address of ['/dossiers.csv', '/dossiers.xlsx?figure=backlog', '/admin/audit', '/admin/accounts'])
			expect((await page.request.get(address)).status(), address).toBe(403);
		await page.goto('/dossiers/A-1');
		await expect(page.getByTestId('dossier')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Xem thông tin người nộp' })).toHaveCount(0);
		const asked = await page.request.post('/dossiers/A-1?/applicant', { form: {}, headers: { origin: app.url } });
		expect(asked.status()).toBe(403);
		expect(await asked.text()).not.toContain('Trần Thị Thử');
	});
});
