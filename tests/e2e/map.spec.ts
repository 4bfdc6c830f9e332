import type { Page } from '@playwright/test';
import { findBarriers, findOverflow } from '../support/barriers.ts';
import { createFeed } from '../support/app.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, test } from '../support/story.ts';

const WARD = '31825';
const OTHER = '32002';
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

const map = (page: Page) => page.getByTestId('unit-map');
const tile = (page: Page, code: string) => map(page).locator(`[data-code="${code}"]`);
const row = (page: Page, code: string) => page.locator(`[data-testid="ranking-communes"] tr[data-code="${code}"]`);
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-code') ?? null);

/** Two communes with work, one of them late with half of it. */
async function someWork(url: string, key: string): Promise<number> {
	const { version } = await pushRecords(url, 'test', key, [
		anAccepted('A-1', { resolving: WARD, receiving: WARD, at: inHours(-50), returnAt: inHours(-2) }),
		anAccepted('A-2', { resolving: WARD, receiving: WARD }),
		anAccepted('B-1', { resolving: OTHER, receiving: OTHER })
	]);
	return version;
}

test('every commune is on the map once, and says what it knows: nothing is hatched, not zero', async ({
	app,
	page
}) => {
	const key = await createFeed(app, 'test');
	await page.goto('/');
	await expect(map(page).locator('.unit')).toHaveCount(64);
	await expect(map(page).locator('.unit.unknown')).toHaveCount(64);
	await expect(tile(page, WARD)).toHaveAccessibleName(/Bạc Liêu: chưa có số liệu/);
	// Hatched where it can be seen, with a word for it in the legend.
	await expect(tile(page, WARD).locator('[fill^="url(#"]')).toHaveCount(1);
	await expect(map(page).getByText('chưa có số liệu')).toBeVisible();

	const version = await someWork(app.url, key);
	await expect(page.getByTestId('board')).toHaveVersionAtLeast(version);
	await expect(tile(page, WARD)).toHaveAccessibleName('P. Bạc Liêu: Quá hạn 50,0% (1 trên 2 hồ sơ)');
	await expect(tile(page, WARD)).toHaveClass(/shade-4/);
	await expect(tile(page, OTHER)).toHaveAccessibleName(/0,0% \(0 trên 1 hồ sơ\)/);
	await expect(tile(page, OTHER)).toHaveClass(/shade-0/);
	await expect(map(page).locator('.unit.unknown')).toHaveCount(62);
});

test('the map shows what is chosen: each figure as the ranking has it', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	const version = await someWork(app.url, key);
	await page.goto('/');
	await expect(page.getByTestId('board')).toHaveVersionAtLeast(version);
	const choice = page.getByLabel('Bản đồ cho thấy');
	for (const [metric, words] of [
		['Quá hạn', 'P. Bạc Liêu: Quá hạn: 1'],
		['Đang giải quyết', 'P. Bạc Liêu: Đang giải quyết: 2'],
		['Tỷ lệ quá hạn', 'P. Bạc Liêu: Quá hạn 50,0% (1 trên 2 hồ sơ)']
	] as const) {
		await choice.selectOption({ label: metric });
		await expect(tile(page, WARD)).toHaveAccessibleName(words);
	}
});

test("the map tells what share of a commune's work is filed elsewhere, live, and its list counts the same", async ({
	app,
	page
}) => {
	const key = await createFeed(app, 'test');
	const now = () => new Date().toISOString();
	await page.goto('/');
	await page.getByLabel('Bản đồ cho thấy').selectOption({ label: 'Tỷ lệ phi địa giới' });
	await expect(tile(page, WARD)).toHaveClass(/unknown/);
	const { version } = await pushRecords(app.url, 'test', key, [
		anAccepted('HERE-1', { resolving: WARD, receiving: WARD, at: now() }),
		anAccepted('HERE-2', { resolving: WARD, receiving: WARD, at: now() }),
		anAccepted('AWAY', { resolving: WARD, receiving: OTHER, at: now() })
	]);
	await expect(page.getByTestId('board')).toHaveVersionAtLeast(version);
	await expect(tile(page, WARD)).toHaveAccessibleName(
		'P. Bạc Liêu: 33,3% nộp ở nơi khác (1 trên 3 hồ sơ tiếp nhận trong tháng)'
	);
	// Who received for another has no work of its own: not known, which is not none.
	await expect(tile(page, OTHER)).toHaveClass(/unknown/);
	await page.getByRole('link', { name: 'Bảng tỷ lệ của mọi đơn vị' }).click();
	await expect(page).toHaveURL(/\/flows$/);
	await page.goto(`/dossiers?figure=cross-boundary-month&resolving=${WARD}`);
	await expect(page.getByTestId('total')).toHaveAttribute('data-value', '1');
});

test('arrow keys walk to every commune, and Enter opens its page', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await someWork(app.url, key);
	await page.goto('/');
	const codes = await map(page)
		.locator('.unit')
		.evaluateAll((units) => units.map((unit) => unit.getAttribute('data-code') ?? ''));
	const [first = ''] = codes;
	// Every unit is a stop of its own.
	await expect(map(page).locator('a.unit[tabindex="0"]')).toHaveCount(64);
	await tile(page, first).focus();
	// Walks as a person would who tries every arrow everywhere: from a unit known, one step to the next one.
	const reached = await page.evaluate((start) => {
		const press = (code: string, key: string): string | null => {
			const unit = document.querySelector<SVGElement>(`[data-testid="unit-map"] [data-code="${code}"]`);
			unit?.focus();
			unit?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
			return document.activeElement?.getAttribute('data-code') ?? null;
		};
		const met = new Set([start]);
		for (const code of met)
			for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp']) {
				const next = press(code, key);
				if (next !== null) met.add(next);
			}
		return [...met];
	}, first);
	expect(reached.sort()).toEqual([...codes].sort());

	await tile(page, WARD).focus();
	await page.keyboard.press('ArrowLeft');
	const west = await focused(page);
	expect(west).not.toBe(WARD);
	await page.keyboard.press('ArrowRight');
	expect(await focused(page)).toBe(WARD);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(new RegExp(`/units/${WARD}`));
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Bạc Liêu');
});

test('what is looked at on the map is marked in the ranking, and the other way round', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	const version = await someWork(app.url, key);
	await page.goto('/');
	await expect(page.getByTestId('board')).toHaveVersionAtLeast(version);
	await tile(page, WARD).hover();
	await expect(row(page, WARD)).toHaveClass(/selected/);
	await expect(map(page).locator('.readout')).toContainText('50,0%');
	await row(page, OTHER).hover();
	await expect(row(page, OTHER)).toHaveClass(/selected/);
	await expect(row(page, WARD)).not.toHaveClass(/selected/);
	await expect(map(page).locator('.readout')).toContainText('0 trên 1');
	await page.mouse.move(0, 0);
	await expect(map(page).locator('.marker')).toHaveCount(0);
	await tile(page, WARD).focus();
	await expect(row(page, WARD)).toHaveClass(/selected/);
});

test('on a phone the table comes first, the map fits, and touching a tile opens the commune', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await someWork(app.url, key);
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('/');
	const table = await page.getByTestId('ranking-communes').boundingBox();
	const drawing = await map(page).boundingBox();
	expect(table?.y ?? 0).toBeLessThan(drawing?.y ?? 0);
	expect(await findOverflow(page)).toEqual([]);
	await tile(page, WARD).click();
	await expect(page).toHaveURL(new RegExp(`/units/${WARD}`));
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });
	test('the map is there, with its numbers and its links', async ({ app, page }) => {
		const key = await createFeed(app, 'test');
		await someWork(app.url, key);
		await page.goto('/', { waitUntil: 'commit' });
		await expect(tile(page, WARD)).toHaveAccessibleName(/50,0%/);
		await expect(tile(page, WARD)).toHaveAttribute('href', `/units/${WARD}?side=resolving`);
	});
});

for (const scheme of ['light', 'dark'] as const) {
	test(`the overview with its map has no barriers, ${scheme}`, async ({ app, page }) => {
		const key = await createFeed(app, 'test');
		await someWork(app.url, key);
		await page.emulateMedia({ colorScheme: scheme });
		await page.goto('/');
		await tile(page, WARD).focus();
		expect(await findBarriers(page)).toEqual([]);
	});
}
