import { findBarriers, findOverflow } from '../support/barriers.ts';
import { freezeWeeks } from '../support/freeze-weeks.ts';
import { expect, scriptsRun, signedInState, test } from '../support/story.ts';

test.use({ as: 'presenter' });

test('what is published reads well without scripts, on a phone and in English, with pictures and files of the same id', async ({
	app,
	page,
	browser
}) => {
	test.setTimeout(120_000);
	const id = await freezeWeeks(app, page);
	const leader = await browser.newContext({ baseURL: app.url, storageState: await signedInState(app, 'leader') });
	const leaders = await leader.newPage();
	await leaders.goto(`/press/${id}`);
	await scriptsRun(leaders);
	for (const box of await leaders.getByRole('checkbox').all()) await box.check();
	await leaders.getByRole('button', { name: 'Duyệt số liệu' }).click();
	await leaders.getByRole('button', { name: 'Công bố' }).click();
	await expect(leaders.getByRole('link', { name: 'Trang công khai' })).toBeVisible();

	const nobody = { baseURL: app.url, storageState: { cookies: [], origins: [] } };
	const plain = await browser.newContext({ ...nobody, javaScriptEnabled: false });
	const reader = await plain.newPage();
	await reader.goto(`/p/${id}`);
	await expect(reader.getByTestId('change').getByRole('row')).toHaveCount(5);
	await expect(reader.getByTestId('travel')).toContainText('km');
	await expect(reader.getByTestId('travel')).toContainText('hệ số đường bộ 1,3');
	await expect(reader.getByRole('button', { name: 'Lưu hình PNG' })).toHaveCount(0);
	for (const link of await reader.getByRole('link', { name: 'SVG' }).all()) {
		const picture = await plain.request.get((await link.getAttribute('href')) ?? '');
		expect(picture.status()).toBe(200);
		const drawing = await picture.text();
		expect(drawing).toContain(id);
		expect(drawing).not.toContain('CHƯA CÔNG BỐ');
	}
	const book = await plain.request.get((await reader.getByRole('link', { name: 'XLSX' }).getAttribute('href')) ?? '');
	expect(book.headers()['content-type']).toContain('spreadsheetml');
	expect((await book.body()).subarray(0, 2).toString()).toBe('PK');

	// The look needs scripts of the one who looks, not of the page.
	const looking = await browser.newContext({ ...nobody, reducedMotion: 'reduce' });
	const looker = await looking.newPage();
	for (const locale of ['vi', 'en'])
		for (const [scheme, viewport] of [
			['light', { width: 1440, height: 900 }],
			['dark', { width: 390, height: 844 }]
		] as const) {
			await looking.addCookies([{ name: 'locale', value: locale, url: app.url }]);
			await looker.emulateMedia({ colorScheme: scheme });
			await looker.setViewportSize(viewport);
			for (const part of ['', '/stage']) {
				await looker.goto(`/p/${id}${part}`);
				const where = `${part}, ${locale}, ${scheme}`;
				expect.soft(await findBarriers(looker), where).toEqual([]);
				expect.soft(await findOverflow(looker), where).toEqual([]);
			}
		}
});
