import { openDatabase } from '../../src/lib/server/db/database.ts';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import type { RunningApp } from '../support/app.ts';
import { findBarriers } from '../support/barriers.ts';
import { openIngest } from '../support/ingest.ts';
import { anAccepted } from '../support/records.ts';
import { expect, signedInState, test } from '../support/story.ts';

test.use({ as: 'presenter' });

const ids = (count: number, name: string) => Array.from({ length: count }, (_, n) => `${name}-${String(n)}`);

const EARLIER = { at: new Date(Date.now() - 10 * 60_000).toISOString() };

/** Records that came to us minutes ago: a freeze counts what had come before its minute began. */
async function cameInBefore(app: RunningApp, records: readonly EventRecord[]): Promise<void> {
	if (!('databaseUrl' in app.storage)) throw new Error('a story has a database of its own');
	const database = openDatabase(app.storage.databaseUrl);
	const office = await openIngest(database.db, Date.now() - 5 * 60_000);
	await office.push(records);
	await database.close();
}

test('a press conference: frozen by one, signed off by another, published, and read by everybody without scripts', async ({
	app,
	page,
	browser
}) => {
	test.setTimeout(120_000);
	await cameInBefore(app, [
		...ids(40, 'A').map((id) => anAccepted(id, { ...EARLIER, receiving: '32152' })),
		...ids(12, 'B').map((id) => anAccepted(id, EARLIER)),
		...ids(3, 'C').map((id) => anAccepted(id, { ...EARLIER, receiving: '32002' }))
	]);

	await page.goto('/press');
	await page.getByRole('button', { name: 'Chốt số liệu' }).click();
	await expect(page).toHaveURL(/\/press\/CM-\d{6}-\d{4}-[0-9A-F]{4}/);
	const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
	await expect(page.getByText('Chờ người thứ hai duyệt')).toBeVisible();

	const anybody = await browser.newContext({
		baseURL: app.url,
		javaScriptEnabled: false,
		storageState: { cookies: [], origins: [] }
	});
	const publicPage = await anybody.newPage();
	const draft = await publicPage.goto(`/p/${id}`);
	const unknown = await anybody.request.get('/p/CM-250829-1400-FFFF');
	expect([draft?.status(), unknown.status()]).toEqual([404, 404]);
	// Whoever froze it cannot sign it, also not by hand.
	const headers = { origin: app.url };
	expect((await page.request.post(`/press/${id}?/sign`, { form: { check: 'silent' }, headers })).status()).toBe(403);

	const leader = await browser.newContext({ baseURL: app.url, storageState: await signedInState(app, 'leader') });
	const leaders = await leader.newPage();
	await leaders.goto(`/press/${id}`);
	await leaders.getByRole('button', { name: 'Duyệt số liệu' }).click();
	await expect(leaders.getByRole('alert')).toContainText('đánh dấu đủ');
	for (const box of await leaders.getByRole('checkbox').all()) await box.check();
	await leaders.getByRole('button', { name: 'Duyệt số liệu' }).click();
	await expect(leaders.getByTestId('history')).toContainText('duyệt');
	await leaders.getByRole('button', { name: 'Công bố' }).click();
	await expect(leaders.getByRole('link', { name: 'Trang công khai' })).toBeVisible();

	await publicPage.goto('/p');
	await publicPage.getByLabel('Mã số liệu').fill(id.toLowerCase().replaceAll('-', ' '));
	await publicPage.getByRole('button', { name: 'Kiểm tra' }).click();
	await expect(publicPage).toHaveURL(`${app.url}/p/${id}`);
	await expect(publicPage.getByTestId('headline')).toBeVisible();
	await expect(publicPage.getByTestId('freeze-id')).toContainText(id);
	expect(await anybody.cookies()).toEqual([]);
	expect(await publicPage.locator('script').count()).toBe(0);
	expect(await publicPage.locator('main [style]').count()).toBe(0);

	const json = await anybody.request.get(
		(await publicPage.getByRole('link', { name: 'JSON' }).getAttribute('href')) ?? ''
	);
	expect(json.headers()['cache-control']).toContain('immutable');
	const { content } = (await json.json()) as { content: { totals: { received: { all: number | null } } } };
	const headline = await publicPage.getByTestId('headline').locator('strong').textContent();
	expect(content.totals.received.all).toBe(55);
	expect(headline?.trim()).toBe('55');
	const csv = await anybody.request.get(`/p/${id}.csv`);
	expect(csv.headers()['cache-control']).toBe('public, no-cache');
	const text = await csv.text();
	expect(text).toContain(id);
	expect(text).toContain('"Toàn tỉnh";"";55;');

	await leaders.getByText('Rút số liệu').first().click();
	await leaders.getByRole('button', { name: 'Rút số liệu' }).click();
	await expect(leaders.getByTestId('history')).toContainText('rút');
	await publicPage.reload();
	await expect(publicPage.getByRole('alert')).toContainText('đã được rút');
	await expect(publicPage.getByTestId('headline')).toHaveCount(0);
	expect((await anybody.request.get(`/p/${id}.json`)).status()).toBe(410);
});

test('the wrong person sees nothing of the press desk', async ({ app, browser }) => {
	for (const as of ['official', 'commune-head', 'department-head', 'administrator'] as const) {
		const state = await signedInState(app, as);
		const context = await browser.newContext({ baseURL: app.url, storageState: state });
		expect((await context.request.get('/press')).status(), as).toBe(403);
		expect((await context.request.get('/press/CM-250829-1400-7F3A')).status(), as).toBe(403);
		await context.close();
	}
});

test('slides need no line once they are shown, and are walked by keys and clicker', async ({ app, page, browser }) => {
	await cameInBefore(
		app,
		ids(55, 'A').map((id) => anAccepted(id, EARLIER))
	);
	await page.goto('/press');
	await page.getByRole('button', { name: 'Chốt số liệu' }).click();
	await expect(page.getByTestId('headline')).toBeVisible();
	const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
	await page.goto(`/press/${id}/stage`);
	const place = page.getByTestId('place');
	const shown = page.locator('[data-slide]:visible');
	await expect(shown.getByTestId('stage-headline')).toContainText('55');
	await expect(place).toContainText(/^\s*1 \/ /);
	await page.context().setOffline(true);
	await page.keyboard.press('PageDown');
	await expect(shown).toHaveAttribute('data-slide', 'figures');
	await page.keyboard.press('End');
	await expect(shown).toHaveAttribute('data-slide', 'curve');
	for (const text of [/ĐÃ CHỐT · \d\d:\d\d, /, id, 'Nguồn: ', 'được ẩn'])
		await expect(page.getByRole('main')).toContainText(text);
	await page.keyboard.press('l');
	await expect(page.getByRole('main')).toContainText('FROZEN');
	await page.keyboard.press('t');
	await expect(page.getByRole('main')).not.toHaveClass(/hall/);
	await page.keyboard.press('Home');
	await expect(place).toContainText(/^\s*1 \/ /);
	await page.context().setOffline(false);
	expect(await findBarriers(page)).toEqual([]);

	const anybody = await browser.newContext({ baseURL: app.url, storageState: { cookies: [], origins: [] } });
	expect((await anybody.request.get(`/p/${id}/stage`)).status()).toBe(404);
	const official = await browser.newContext({ baseURL: app.url, storageState: await signedInState(app, 'official') });
	const refusal = await official.request.get(`/press/${id}/stage`);
	expect(refusal.status()).toBe(403);
	expect(await refusal.text()).not.toContain('stage-headline');
});
