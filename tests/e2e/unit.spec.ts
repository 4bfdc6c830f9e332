import { createFeed } from '../support/app.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, test } from '../support/story.ts';

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const WARD = '31825';
const COMMUNE = '32152';

/** Three dossiers the commune resolves: its own, and two of the ward, of which one is overdue. */
const RECORDS = [
	anAccepted('OWN-1', { receiving: COMMUNE, resolving: COMMUNE, handler: 'Lê Thị Út' }),
	anAccepted('ACROSS-1', { resolving: COMMUNE, handler: 'Lê Thị Út' }),
	anAccepted('ACROSS-2', { resolving: COMMUNE, at: inHours(-50), returnAt: inHours(-2), handler: 'Trần Văn Bé' })
];

test('from the overview to the unit, from its numbers to the dossiers', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	const { version } = await pushRecords(app.url, 'test', key, RECORDS);
	await page.goto('/');
	await expect(page.getByTestId('board')).toHaveVersionAtLeast(version);
	const row = page.getByTestId('ranking-communes').locator(`tr[data-code="${COMMUNE}"]`);
	await expect(row.locator('td').last().getByRole('link')).toHaveCount(0);
	await row.getByRole('link', { name: 'Đầm Dơi' }).click();

	await expect(page).toHaveURL(`/units/${COMMUNE}?side=resolving`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Xã Đầm Dơi');
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '3');
	const official = page.getByTestId('unit-officials').locator('tr[data-key="Trần Văn Bé"]');
	await expect(official.locator('[data-column="overdue"]')).toHaveAttribute('data-value', '1');
	const partner = page.getByTestId('unit-partners').locator(`tr[data-key="${WARD}"]`);
	await expect(partner.locator('[data-column="backlog"]')).toHaveAttribute('data-value', '2');

	// Every number of every table is the length of the list behind it.
	const unitUrl = page.url();
	const links = await page
		.locator('[data-testid^="unit-"] td[data-value] a')
		.evaluateAll((all) =>
			all.map((one) => [one.getAttribute('href') ?? '', one.closest('td')?.dataset['value'] ?? ''] as const)
		);
	expect(links.length).toBeGreaterThan(8);
	for (const [href, value] of links) {
		await page.goto(href);
		await expect(page.getByTestId('total'), href).toHaveAttribute('data-value', value);
	}
	await page.goto(unitUrl);
	await page.getByTestId('overdue').getByRole('link').first().click();
	await expect(page.getByTestId('total')).toHaveAttribute('data-value', '1');
	await page.locator('tbody').getByRole('link', { name: 'Đầm Dơi' }).click();
	await expect(page).toHaveURL(`/units/${COMMUNE}`);
	await page.getByRole('link', { name: 'Toàn cảnh giải quyết hồ sơ' }).click();
	await expect(page).toHaveURL('/');
});

test('the page of a unit at a past instant is as it was, says so, and all its links stay there', async ({
	app,
	page
}) => {
	// Many pages, one after the other.
	test.slow();
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, RECORDS);
	const then = new Date().toISOString();
	// Since then one has ended and another has gone to the ward.
	await pushRecords(app.url, 'test', key, [
		{ dossier: 'OWN-1', type: 'resolved', at: new Date().toISOString() },
		{ dossier: 'ACROSS-2', type: 'corrected', at: new Date().toISOString(), resolving: WARD }
	]);
	await page.goto(`/units/${COMMUNE}`);
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '1');

	await page.goto(`/?at=${encodeURIComponent(then)}`);
	await page.getByTestId('ranking-communes').getByRole('link', { name: 'Đầm Dơi' }).click();
	await expect(page.getByTestId('past-banner')).toBeVisible();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Xã Đầm Dơi');
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '3');
	await expect(page.getByTestId('live-status')).toHaveAttribute('data-state', 'past');
	await expect(page.getByTestId('past-health')).toBeVisible();

	const unitUrl = page.url();
	const links = await page
		.locator('[data-testid^="unit-"] td[data-value] a')
		.evaluateAll((all) =>
			all.map((one) => [one.getAttribute('href') ?? '', one.closest('td')?.dataset['value'] ?? ''] as const)
		);
	expect(links.length).toBeGreaterThan(6);
	for (const [href] of links) expect(href).toContain('at=');
	for (const [href, value] of links.slice(0, 4)) {
		await page.goto(href);
		await expect(page.getByTestId('total'), href).toHaveAttribute('data-value', value);
	}
	// The list of the past is put in order, like every list.
	await page.getByRole('columnheader', { name: 'Mã hồ sơ' }).getByRole('link').click();
	await expect(page).toHaveURL(/sort=code/);
	await expect(page.getByTestId('past-banner')).toBeVisible();

	await page.goto(unitUrl);
	await page.getByRole('link', { name: 'Nơi tiếp nhận', exact: true }).click();
	await expect(page).toHaveURL(/side=receiving.*at=/);
	await expect(page.getByTestId('past-banner')).toBeVisible();
	await page.getByTestId('past-banner').getByRole('link', { name: 'Về hiện tại' }).click();
	await expect(page.getByTestId('past-banner')).toHaveCount(0);
	await expect(page).toHaveURL(new RegExp(`/units/${COMMUNE}\\?side=receiving$`));
});

test('the two sides of a unit have each their address, and going back leads from one to the other', async ({
	app,
	page
}) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, RECORDS);
	await page.goto(`/units/${WARD}`);
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '0');
	await page.getByRole('navigation', { name: 'vai trò' }).getByRole('link', { name: 'Nơi tiếp nhận' }).click();
	await expect(page).toHaveURL(`/units/${WARD}?side=receiving`);
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '2');
	await expect(page.getByTestId('unit-officials')).toHaveCount(0);
	const partner = page.getByTestId('unit-partners').locator(`tr[data-key="${COMMUNE}"]`);
	await expect(partner.locator('[data-column="overdue"]')).toHaveAttribute('data-value', '1');
	// The new side is followed live, too.
	const { version } = await pushRecords(app.url, 'test', key, [anAccepted('ACROSS-3', { resolving: COMMUNE })]);
	await expect(page.getByTestId('backlog')).toHaveVersionAtLeast(version);
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '3');
	await page.goBack();
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '0');
	await page.goto('/units/TTPVHCC');
	await expect(page.locator('nav a[aria-current="page"]', { hasText: 'Nơi tiếp nhận' })).toBeVisible();
});

test('one posted record moves tiles and tables of its unit without a reload, and asks nothing for other units', async ({
	app,
	page
}) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, RECORDS);
	await page.goto(`/units/${COMMUNE}`);
	await expect(page.getByTestId('live-status')).toHaveAttribute('data-state', 'live');
	const asked: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('/tables')) asked.push(request.url());
	});
	const elsewhere = await pushRecords(app.url, 'test', key, [anAccepted('ELSEWHERE-1')]);
	await expect(page.getByTestId('unit')).toHaveVersionAtLeast(elsewhere.version);
	expect(asked).toEqual([]);
	const { version } = await pushRecords(app.url, 'test', key, [
		anAccepted('OWN-2', { receiving: COMMUNE, resolving: COMMUNE, handler: 'Trần Văn Bé' })
	]);
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '4');
	const official = page.getByTestId('unit-officials').locator('tr[data-key="Trần Văn Bé"]');
	await expect(official.locator('[data-column="backlog"]')).toHaveAttribute('data-value', '2');
	await expect(page.getByTestId('unit-officials')).toHaveVersionAtLeast(version);
	const assigned = await pushRecords(app.url, 'test', key, [
		{ dossier: 'OWN-2', type: 'assigned', at: inHours(0), handler: 'Lê Thị Út' }
	]);
	await expect(page.getByTestId('unit-officials')).toHaveVersionAtLeast(assigned.version);
	await expect(official.locator('[data-column="backlog"]')).toHaveAttribute('data-value', '1');
});

test('keys alone lead from the overview to a unit, through its numbers, to a list', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, RECORDS);
	await page.goto('/');
	await expect(page.getByTestId('live-status')).toHaveAttribute('data-state', 'live');
	await page.keyboard.press('/');
	const finder = page.getByTestId('unit-finder');
	await expect(finder).toBeFocused();
	await page.keyboard.type('dam doi');
	await expect(page.getByRole('listbox').getByRole('option')).toHaveText(['X. Đầm Dơi']);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Xã Đầm Dơi');

	const officials = page.getByTestId('unit-officials');
	await officials.locator('a[tabindex="0"]').focus();
	await expect(officials.locator('a[tabindex="0"]')).toHaveCount(1);
	const first = officials.locator('tr[data-key="Trần Văn Bé"] [data-column="backlog"] a');
	await expect(first).toBeFocused();
	await page.keyboard.press('ArrowRight');
	await expect(officials.locator('tr[data-key="Trần Văn Bé"] [data-column="overdue"] a')).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await expect(officials.locator('tr[data-key="Lê Thị Út"] [data-column="backlog"] a')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByTestId('total')).toHaveAttribute('data-value', '2');
});

test.describe('to the head of another commune', () => {
	test.use({ as: { role: 'commune-head', unit: COMMUNE } });

	test('a unit that is not theirs looks like one that does not exist', async ({ page }) => {
		const own = await page.goto(`/units/${COMMUNE}`);
		expect(own?.status()).toBe(200);
		const texts: string[] = [];
		for (const code of [WARD, 'nowhere']) {
			const response = await page.goto(`/units/${code}`);
			expect(response?.status()).toBe(404);
			texts.push(await page.locator('main').innerText());
			const tables = await page.request.get(`/units/${code}/tables?side=resolving`);
			expect(tables.status()).toBe(404);
		}
		expect(texts[0]).toBe(texts[1]);
		expect(texts[0]).not.toContain(WARD);
	});

	test('names of units that are not theirs are no links', async ({ app, page }) => {
		const key = await createFeed(app, 'test');
		await pushRecords(app.url, 'test', key, RECORDS);
		await page.goto(`/units/${COMMUNE}`);
		const partner = page.getByTestId('unit-partners').locator(`tr[data-key="${WARD}"]`);
		await expect(partner.locator('th a')).toHaveCount(0);
		await expect(partner.locator('[data-column="backlog"] a')).toHaveCount(1);
	});
});

test('a unit that does not exist is said not to be found, and an address with a broken side opens the usual one', async ({
	page
}) => {
	const response = await page.goto('/units/00000');
	expect(response?.status()).toBe(404);
	const broken = await page.goto(`/units/${WARD}?side=%3Cscript%3E`);
	expect(broken?.status()).toBe(200);
	await expect(page.locator('nav a[aria-current="page"]', { hasText: 'Nơi giải quyết' })).toBeVisible();
});
