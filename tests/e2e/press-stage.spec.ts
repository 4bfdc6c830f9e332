import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { findBarriers } from '../support/barriers.ts';
import { freezeWeeks } from '../support/freeze-weeks.ts';
import { expect, test } from '../support/story.ts';

test.use({ as: 'presenter', viewport: { width: 1920, height: 1080 } });

const shown = (page: Page) => page.locator('[data-slide]:visible');

test('slides of before and now, of the waves and of the travel saved are made of what was frozen', async ({
	app,
	page
}) => {
	const id = await freezeWeeks(app, page);
	await page.goto(`/press/${id}/stage`);
	const seen: (string | null)[] = [];
	for (let last = ''; ;) {
		const slide = await shown(page).getAttribute('data-slide');
		if (slide === last) break;
		seen.push(slide);
		last = slide ?? '';
		for (const text of ['ĐÃ CHỐT', id, 'Nguồn: ']) await expect(page.getByRole('main')).toContainText(text);
		expect.soft(await findBarriers(page), last).toEqual([]);
		await page.keyboard.press('PageDown');
	}
	expect(seen).toEqual(['headline', 'figures', 'travel', 'map', 'waves', 'change', 'curve']);
});

/** Width and height a PNG file says it has, and how many different bytes its picture holds. */
function readPng(file: Buffer): { width: number; height: number } {
	expect(file.subarray(1, 4).toString()).toBe('PNG');
	return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

/** Part of a drawing, in its own units. */
interface Part {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Colours of a picture or a part of it. */
const coloursOf = (page: Page, png: Buffer, part?: Part) =>
	page.evaluate(
		async ([data, at]) => {
			const image = new Image();
			image.src = `data:image/png;base64,${data}`;
			await image.decode();
			const canvas = document.createElement('canvas');
			[canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
			const context = canvas.getContext('2d');
			context?.drawImage(image, 0, 0);
			const { x, y, width, height } = at ?? { x: 0, y: 0, width: canvas.width / 2, height: canvas.height / 2 };
			const dots = context?.getImageData(2 * x, 2 * y, 2 * width, 2 * height).data ?? [];
			const colours = new Set<string>();
			for (let n = 0; n < dots.length; n += 4 * (at === null ? 17 : 1)) colours.add([...dots.slice(n, n + 3)].join());
			return [...colours];
		},
		[png.toString('base64'), part ?? null] as const
	);

test('each chart of a release is saved as a picture of twice the size that says what it is', async ({ app, page }) => {
	const id = await freezeWeeks(app, page);
	for (const chart of ['units', 'map', 'waves', 'days', 'change']) {
		const svg = await page.request.get(`/press/${id}/chart/${chart}.svg`);
		expect(svg.headers()['content-type']).toContain('image/svg+xml');
		expect(svg.headers()['content-security-policy']).toContain("default-src 'none'");
		const drawing = await svg.text();
		for (const text of [id, 'ĐÃ CHỐT · ', 'Nguồn: ', 'CHƯA CÔNG BỐ', 'được ẩn']) expect(drawing, chart).toContain(text);
		expect(drawing).not.toMatch(/var\(|NaN|undefined|<!--/);
		const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(drawing) ?? [];
		const saved = page.waitForEvent('download');
		await page.locator(`p:has(> a[href*="/chart/${chart}.svg"])`).getByRole('button').click();
		const download = await saved;
		expect(download.suggestedFilename()).toBe(`${id}-${chart}.png`);
		const png = readFileSync(await download.path());
		expect(readPng(png)).toEqual({ width: 2 * Number(width), height: 2 * Number(height) });
		const colours = await coloursOf(page, png);
		expect(colours.length, chart).toBeGreaterThan(10);
		// Texts of both weights, above and below.
		for (const part of [
			{ x: 40, y: 30, width: 300, height: 24 },
			{ x: 40, y: 60, width: 200, height: 24 },
			{ x: 40, y: Number(height) - 54, width: 300, height: 20 }
		])
			expect((await coloursOf(page, png, part)).length, `${chart}, words`).toBeGreaterThan(4);
		for (const colour of ['255,255,255', ...(chart === 'map' ? [] : ['8,112,91'])])
			expect(colours, chart).toContain(colour);
	}
	const english = await page.request.get(`/press/${id}/chart/days.svg?lang=en`);
	expect(await english.text()).toContain('FROZEN');
	expect((await page.request.get(`/press/${id}/chart/nothing.svg`)).status()).toBe(404);
	// What is not public has no picture for everybody.
	expect((await page.request.get(`/p/${id}/chart/days.svg`)).status()).toBe(404);

	await page.goto(`/press/${id}/stage`);
	await page.keyboard.press('End');
	const saved = page.waitForEvent('download');
	await page.keyboard.press('s');
	expect((await saved).suggestedFilename()).toBe(`${id}-days.png`);
});

test('a question mark shows the keys, and nothing on a slide keeps the clicker from going on', async ({
	app,
	page
}) => {
	const id = await freezeWeeks(app, page);
	await page.goto(`/press/${id}/stage`);
	const help = page.getByRole('dialog');
	await page.keyboard.press('?');
	await expect(help).toContainText('Trang sau');
	expect(await findBarriers(page)).toEqual([]);
	await page.keyboard.press('?');
	await expect(help).toBeHidden();
	await page.keyboard.press('?');
	await page.keyboard.press('PageDown');
	await expect(help).toBeHidden();
	await expect(shown(page)).toHaveAttribute('data-slide', 'figures');
	await page.keyboard.press('l');
	await page.keyboard.press('?');
	await expect(help).toContainText('Next slide');
	await page.keyboard.press('Escape');
	await page.keyboard.press('l');

	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowRight');
	await expect(shown(page)).toHaveAttribute('data-slide', 'map');
	// The tiles are looked at, not walked: the keyboard reaches what is in the footer alone.
	await expect(shown(page).locator('[tabindex]')).toHaveCount(0);
	await shown(page).locator('[data-code]').first().click();
	await page.keyboard.press('ArrowRight');
	await expect(shown(page)).toHaveAttribute('data-slide', 'waves');
	await page.getByRole('button', { name: 'Trang sau' }).focus();
	await page.keyboard.press('PageUp');
	await expect(shown(page)).toHaveAttribute('data-slide', 'map');
});
