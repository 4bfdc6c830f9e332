import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createFeed } from '../support/app.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, test } from '../support/story.ts';

/** Pushes simulated history, as `npm run simulate` does. */
async function simulate(url: string, { days, scale }: { days: number; scale: number }): Promise<void> {
	const args = ['src/cli/simulate.ts', '--once', '--url', url, '--days', String(days), '--scale', String(scale)];
	await promisify(execFile)(process.execPath, args, { env: { ...process.env, FEED_KEY: DEMO_KEY } });
}

const DEMO_KEY = 'ts_a-key-for-one-story';
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

test('from a number to its list, to one dossier, and why it is due when it is', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, [
		anAccepted('H12.31825-260101-0001', { at: inHours(-90), returnAt: inHours(-5), handler: 'Nguyễn Văn Thử' })
	]);
	await page.goto('/');
	await page.getByTestId('overdue').getByRole('link').first().click();
	await expect(page).toHaveURL(/figure=overdue/);
	await page.getByRole('link', { name: 'H12.31825-260101-0001' }).click();
	await expect(page.getByRole('heading', { name: 'H12.31825-260101-0001' })).toBeVisible();
	await expect(page.getByText('Rõ người')).toBeVisible();
	await expect(page.getByText('Nguyễn Văn Thử').first()).toBeVisible();
	await expect(page.getByText('Cách tính thời hạn')).toBeVisible();
	await page.goBack();
	await expect(page).toHaveURL(/figure=overdue/);
});

test('an address that means nothing is answered in words, never with an error of ours', async ({ page }) => {
	expect((await page.goto('/dossiers/KHONG-CO'))?.status()).toBe(404);
	expect((await page.goto('/dossiers?figure=nonsense&age=soon&after=~~~'))?.status()).toBe(200);
	await expect(page.getByRole('status').filter({ hasText: 'figure' })).toBeVisible();
	expect((await page.goto('/dossiers/%E0%A4%A'))?.status()).toBeLessThan(500);
});

test('a reader chooses language and theme without any script', async ({ app, browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL: app.url });
	const page = await context.newPage();
	await page.goto('/');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Toàn cảnh giải quyết hồ sơ');
	await page.getByRole('button', { name: 'English' }).first().click();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Handling of dossiers at a glance');
	await expect(page.getByTestId('backlog')).toBeVisible();
	await context.close();
});

test.describe('an administrator', () => {
	test.use({ as: 'administrator' });

	test('what a feed could not hand in is listed with its reason and can be replayed', async ({ app, page }) => {
		const key = await createFeed(app, 'test');
		await pushRecords(app.url, 'test', key, [anAccepted('WAITS-1', { resolving: 'NO-SUCH-UNIT' })]);
		await page.goto('/admin/feeds');
		await expect(page.getByText('WAITS-1', { exact: true })).toBeVisible();
		await expect(page.getByText('resolving').first()).toBeVisible();
	});
});

test.describe('the demonstration', () => {
	test.use({
		as: ['leader', 'administrator'],
		appEnv: { DEMO: 'on', DEMO_FEED_KEY: DEMO_KEY },
		viewport: { width: 1440, height: 900 }
	});

	test('says on every page that its dossiers are made up', async ({ app, page }) => {
		await pushRecords(app.url, 'demo', DEMO_KEY, [anAccepted('MADE-UP-1')]);
		for (const path of ['/', '/dossiers', '/dossiers/MADE-UP-1', '/admin/feeds', '/dossiers/KHONG-CO']) {
			await page.goto(path);
			await expect(page.getByTestId('simulated'), path).toBeVisible();
		}
	});

	test('fills a province through the public API, and makes the picture of the README', async ({ app, page }) => {
		test.setTimeout(120_000);
		const isForReadme = process.env.README_PICTURE === 'yes';
		await simulate(app.url, { days: isForReadme ? 90 : 35, scale: isForReadme ? 660 : 60 });
		await page.goto('/');
		await expect(page.getByTestId('backlog')).not.toHaveAttribute('data-value', '0');
		await expect(page.getByTestId('live-status')).toHaveAttribute('data-state', 'live');
		await page.screenshot({ path: isForReadme ? 'static/overview.png' : 'test-results/overview.png' });
	});
});
