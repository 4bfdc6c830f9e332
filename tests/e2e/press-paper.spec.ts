import type { Page } from '@playwright/test';
import { createFeed, type RunningApp } from '../support/app.ts';
import { letArriveEarlier } from '../support/earlier-arrival.ts';
import { findBarriers } from '../support/barriers.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, signedInState, test } from '../support/story.ts';

test.use({ as: 'presenter' });

const ids = (count: number, name: string) => Array.from({ length: count }, (_, n) => `${name}-${String(n)}`);
const daysAgo = (count: number) => new Date(Date.now() - count * 86_400_000).toISOString();

async function freezeSome(app: RunningApp, page: Page): Promise<string> {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, [
		...ids(40, 'A').map((id) => anAccepted(id, { receiving: '32152', at: daysAgo(3) })),
		...ids(30, 'B').map((id) => anAccepted(id, { at: daysAgo(2) })),
		...ids(9, 'C').map((id) => anAccepted(id, { receiving: '32185', at: daysAgo(2) })),
		...ids(12, 'E').map((id) => anAccepted(id, { receiving: '32071', at: daysAgo(2) })),
		...ids(3, 'D').map((id) => anAccepted(id, { receiving: '32002', at: daysAgo(1) }))
	]);
	await letArriveEarlier(app);
	await page.goto('/press');
	await page.getByRole('button', { name: 'Chốt số liệu' }).click();
	await expect(page).toHaveURL(/\/press\/CM-\d{6}-\d{4}-[0-9A-F]{4}/);
	return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

test('the hand-out is a few sheets of A4 with its tables, its source and places to sign', async ({ app, page }) => {
	const id = await freezeSome(app, page);
	await page.goto(`/press/${id}/paper`);
	await expect(page.getByTestId('paper')).toContainText(id);
	await expect(page.getByTestId('paper')).toContainText('CHƯA CÔNG BỐ');
	await expect(page.getByTestId('signatures').getByRole('listitem')).toHaveCount(3);
	expect.soft(await findBarriers(page)).toEqual([]);
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
	const sheets = pdf.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
	expect(sheets).toBeGreaterThanOrEqual(3);
	expect(sheets).toBeLessThanOrEqual(8);
	// A4 upright, in points.
	expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
});

test('the wrong person does not see the hand-out, whether there is one or not', async ({ app, page, browser }) => {
	const id = await freezeSome(app, page);
	for (const as of ['official', 'commune-head', 'administrator'] as const) {
		const context = await browser.newContext({ baseURL: app.url, storageState: await signedInState(app, as) });
		for (const known of [id, 'CM-250829-1400-7F3A'])
			for (const part of ['paper', 'stage', 'chart/days.svg']) {
				const answer = await context.request.get(`/press/${known}/${part}`);
				expect(answer.status(), `${as}, ${part}`).toBe(403);
				expect(await answer.text()).not.toContain('data-testid="paper"');
			}
		await context.close();
	}
	expect((await page.request.get('/press/CM-250829-1400-7F3A/paper')).status()).toBe(404);
});
