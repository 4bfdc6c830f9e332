import { createFeed } from '../support/app.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { signInAt, type As } from '../support/sign-in.ts';
import { expect, test } from '../support/story.ts';
import type { RunningApp } from '../support/app.ts';
import type { BrowserContext } from '@playwright/test';

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

async function enter(app: RunningApp, context: BrowserContext, as: As): Promise<void> {
	if (!('databaseUrl' in app.storage)) throw new Error('a story has a database of its own');
	const { cookie } = await signInAt(app.storage.databaseUrl, as);
	await context.addCookies([{ ...cookie, url: app.url }]);
}

test('names that would do harm are shown as they are, in list and page', async ({ app, page, context }) => {
	await enter(app, context, 'leader');
	const key = await createFeed(app, 'test');
	const handler = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>';
	await pushRecords(app.url, 'test', key, [anAccepted('X-1', { handler, step: handler, reason: handler })]);
	for (const address of ['/dossiers', '/dossiers/X-1', `/dossiers?q=${encodeURIComponent('<script>')}`]) {
		await page.goto(address);
		expect(await page.evaluate(() => 'harmed' in window), address).toBe(false);
	}
	await page.goto('/dossiers');
	await expect(page.getByText(handler).first()).toBeVisible();
	await page.goto('/dossiers/X-1');
	await expect(page.getByText(handler).first()).toBeVisible();
});

test('a list is worked through by keyboard, and a selection outlives what happens meanwhile', async ({
	app,
	page,
	context
}) => {
	await enter(app, context, 'leader');
	const key = await createFeed(app, 'test');
	const records = ['A-1', 'A-2', 'A-3'].map((code, n) => anAccepted(code, { returnAt: inHours(20 + n) }));
	await pushRecords(app.url, 'test', key, records);
	await page.goto('/dossiers?figure=backlog');
	await expect(page.getByTestId('total')).toHaveAttribute('data-value', '3');
	await page.locator('[data-testid=dossiers]').waitFor();
	await expect(async () => {
		await page.keyboard.press('j');
		await expect(page.getByRole('link', { name: 'A-1' })).toBeFocused({ timeout: 500 });
	}).toPass();
	await page.keyboard.press('j');
	await expect(page.getByRole('link', { name: 'A-2' })).toBeFocused();
	await page.keyboard.press('x');
	await expect(page.getByTestId('selected')).toContainText('1');

	await pushRecords(app.url, 'test', key, [
		anAccepted('A-4', { returnAt: inHours(30) }),
		anAccepted('A-1', { type: 'processing', at: inHours(0), handler: 'Nguyễn Văn Mới' })
	]);
	await expect(page.getByTestId('fresh')).toHaveText('1 mới');
	await expect(page.locator('tr[data-code="A-1"]')).toHaveClass(/changed/);
	await expect(page.getByRole('link', { name: 'A-2' })).toBeFocused();
	await expect(page.locator('tbody tr')).toHaveCount(3);
	await page.getByTestId('fresh').click();
	await expect(page.locator('tbody tr')).toHaveCount(4);
	await expect(page.locator('tr[data-code="A-2"] input')).toBeChecked();
	await expect(page.getByTestId('fresh')).toHaveCount(0);

	await page.keyboard.press('?');
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
	await page.keyboard.press('Escape');
	await expect(page.getByTestId('selected')).toHaveCount(0);
	await page.keyboard.press('/');
	await expect(page.getByRole('searchbox')).toBeFocused();
	await page.getByRole('searchbox').fill('nguyen van moi');
	await page.keyboard.press('Enter');
	await expect(page.locator('tbody tr')).toHaveCount(1);
	await page.getByRole('link', { name: 'A-1' }).focus();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/dossiers\/A-1$/);
});

test('the browser remembers which columns are shown, without any script', async ({ app, browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL: app.url });
	await enter(app, context, 'leader');
	const page = await context.newPage();
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, [anAccepted('A-1')]);
	await page.goto('/dossiers?sort=code');
	await expect(page.getByRole('columnheader', { name: 'Trạng thái' })).toBeVisible();
	await page.getByText('Cột', { exact: true }).click();
	await page.getByLabel('Trạng thái').uncheck();
	await page.getByRole('button', { name: 'Áp dụng' }).click();
	await expect(page).toHaveURL(/\/dossiers\?sort=code$/);
	await expect(page.getByRole('columnheader', { name: 'Trạng thái' })).toHaveCount(0);
	await context.close();
});
