import type { Page } from '@playwright/test';
import { createFeed, type RunningApp } from '../support/app.ts';
import { findBarriers, findOverflow } from '../support/barriers.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { signedInState, expect, test } from '../support/story.ts';

const OWN = 'H12.44';
const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();

/** An official with too much, one with little, and one dossier nobody has. */
const LEDGER = [
	...Array.from({ length: 12 }, (_, place) =>
		anAccepted(`DESK-A-${String(place + 1).padStart(2, '0')}`, {
			receiving: OWN,
			resolving: OWN,
			handler: 'Lê Thị Út',
			returnAt: days(4 + place)
		})
	),
	anAccepted('DESK-B-01', { receiving: OWN, resolving: OWN, handler: 'Nguyễn Văn Ba', returnAt: days(9) }),
	anAccepted('DESK-P-01', { receiving: OWN, resolving: OWN, returnAt: days(5) })
];

test.use({ as: { role: 'department-head', unit: OWN }, viewport: { width: 1440, height: 900 } });

/** Long stories: also on a machine that does much else. */
test.beforeEach(() => test.setTimeout(240_000));

async function openDesk(app: RunningApp, page: Page): Promise<void> {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	await page.goto('/');
	await page.getByRole('navigation').getByRole('link', { name: 'Điều phối' }).click();
	await expect(page.getByTestId('live-status')).toHaveAttribute('data-state', 'live');
}
const carries = (page: Page, official: string) =>
	page.locator(`tr[data-official="${official}"]`).getByTestId('dossiers');

test('a head moves one dossier, sees both sides before and after, and takes it back', async ({
	app,
	page,
	browser
}) => {
	await openDesk(app, page);
	await expect(carries(page, 'Lê Thị Út')).toHaveText('12');
	await expect(page.getByTestId('pool').getByTestId('dossiers')).toHaveText('1');
	const leaders = await browser.newContext({ baseURL: app.url, storageState: await signedInState(app, 'leader') });
	const theirs = await leaders.newPage();
	await theirs.goto(`/workload?unit=${OWN}`);
	await expect(theirs.getByTestId('live-status')).toHaveAttribute('data-state', 'live');

	await page.getByRole('button', { name: 'Lê Thị Út' }).click();
	await page.getByRole('checkbox', { name: 'DESK-A-01' }).focus();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('x');
	await expect(page.getByRole('checkbox', { name: 'DESK-A-02' })).toBeChecked();
	await page.getByRole('button', { name: 'Chuyển 1 hồ sơ…' }).click();
	const dialog = page.getByTestId('move-dialog');
	await dialog.getByLabel('Chuyển cho').selectOption('Nguyễn Văn Ba');
	await expect(dialog.locator('[data-side="Nguyễn Văn Ba"] td').first()).toHaveText(/^1\s*→\s*đến\s*2$/);
	await expect(dialog.locator('[data-side="Lê Thị Út"] td').first()).toHaveText(/^12\s*→\s*đến\s*11$/);
	const commit = dialog.getByRole('button', { name: 'Chuyển 1 hồ sơ' });
	await expect(commit).toBeDisabled();
	await dialog.getByLabel('Lý do').selectOption('overload');
	expect(await findBarriers(page)).toEqual([]);
	await commit.click();
	await expect(dialog.getByTestId('moved')).toHaveAttribute('data-value', '1');
	await dialog.getByRole('button', { name: 'Đóng' }).click();
	await expect(dialog).toHaveCount(0);
	await expect(carries(page, 'Lê Thị Út')).toHaveText('11');
	await expect(carries(page, 'Nguyễn Văn Ba')).toHaveText('2');
	// Whoever else looks sees it without doing anything.
	await expect(carries(theirs, 'Nguyễn Văn Ba')).toHaveText('2');

	await page.getByRole('button', { name: /^Rút lại 1 hồ sơ đã chuyển cho Nguyễn Văn Ba/ }).click();
	await expect(page.getByText('Đã rút lại 1 hồ sơ.')).toBeVisible();
	await expect(carries(page, 'Lê Thị Út')).toHaveText('12');
	await expect(carries(theirs, 'Nguyễn Văn Ba')).toHaveText('1');
	await expect(page.getByRole('button', { name: /^Rút lại/ })).toHaveCount(0);
	await leaders.close();
});

test('a dossier that changed after it was seen is told and left alone, the other one moves', async ({ app, page }) => {
	await openDesk(app, page);
	await page.getByRole('button', { name: 'Lê Thị Út' }).click();
	await page.getByRole('checkbox', { name: 'DESK-A-03' }).check();
	await page.getByRole('checkbox', { name: 'DESK-A-04' }).check();
	const key = await createFeed(app, 'other');
	await pushRecords(app.url, 'other', key, [
		{ dossier: 'DESK-A-03', type: 'processing', at: new Date().toISOString(), step: 'Thẩm định' }
	]);
	await page.getByRole('button', { name: 'Chuyển 2 hồ sơ…' }).click();
	const dialog = page.getByTestId('move-dialog');
	await dialog.getByLabel('Chuyển cho').selectOption({ label: 'Trả về chưa phân công' });
	await expect(dialog.getByText('Giữ nguyên 1: vừa có thay đổi sau khi xem.')).toBeVisible();
	await dialog.getByLabel('Lý do').selectOption('other');
	await expect(dialog.getByRole('button', { name: 'Chuyển 1 hồ sơ' })).toBeDisabled();
	await dialog.getByLabel('Nói rõ thêm').fill('Chờ phân công lại');
	await page.keyboard.press('Enter');
	await expect(dialog.getByTestId('moved')).toHaveAttribute('data-value', '1');
	await expect(dialog.getByTestId('left').locator('li')).toHaveText(['DESK-A-03: vừa có thay đổi sau khi xem']);
	await page.keyboard.press('Escape');
	await expect(page.getByTestId('pool').getByTestId('dossiers')).toHaveText('2');
});

test('a proposal is worked out, a row taken out of it, and the rest moved', async ({ app, page }) => {
	await openDesk(app, page);
	await page.getByRole('button', { name: 'Đề xuất cân bằng' }).click();
	const proposal = page.getByTestId('proposal');
	await expect(proposal).toHaveAttribute('data-ended', /^(best|no-better-step)$/);
	const proposed = proposal.getByTestId('proposed').locator('tbody tr');
	const count = await proposed.count();
	expect(count).toBeGreaterThan(1);
	await expect(proposed.filter({ hasText: 'DESK-P-01' })).toHaveCount(1);
	await proposed.filter({ hasText: 'DESK-A-' }).first().getByRole('checkbox').uncheck();
	expect(await findBarriers(page)).toEqual([]);
	await proposal.getByRole('button', { name: `Chuyển ${String(count - 1)} hồ sơ` }).click();
	await expect(proposal.getByTestId('moved')).toHaveAttribute('data-value', String(count - 1));
	await expect(page.getByTestId('pool').getByTestId('dossiers')).toHaveText('0');
	await page.setViewportSize({ width: 390, height: 844 });
	expect(await findOverflow(page)).toEqual([]);
});

test('a proposal says how its search ended, and how far from the best it may be', async ({ app, page }) => {
	let found: { ended: string; gap: number } = { ended: 'time', gap: 3.24 };
	// As the solver answers for an office too large for its time (`solve.test.ts`).
	await page.route('**/api/desk/proposal', async (route) => {
		const response = await route.fetch();
		await route.fulfill({ response, json: { ...((await response.json()) as object), ...found } });
	});
	await openDesk(app, page);
	const propose = page.getByRole('button', { name: 'Đề xuất cân bằng' });
	const proposal = page.getByTestId('proposal');
	await propose.click();
	await expect(proposal).toContainText(
		'Dừng tìm vì hết thời gian. Cách tốt nhất có thể bớt nhiều nhất 3,2 hồ sơ quá hạn nữa.'
	);
	found = { ended: 'no-better-step', gap: 0.01 };
	await propose.click();
	await expect(proposal).toContainText(
		'Không tìm thấy bước nào tốt hơn. Không cách nào bớt được số quá hạn dự kiến nữa.'
	);
	found = { ended: 'best', gap: 0 };
	await propose.click();
	await expect(proposal).toContainText('Đã chứng minh là cách tốt nhất.');
});

test('a leader chooses among the units; an official has no desk, and another unit is as if it did not exist', async ({
	app,
	page,
	browser
}) => {
	await openDesk(app, page);
	expect((await page.goto('/workload?unit=31825'))?.status()).toBe(404);
	expect((await page.goto('/workload?unit=no-such-unit'))?.status()).toBe(404);
	for (const [as, status] of [
		['official', 403],
		['auditor', 403],
		['leader', 200]
	] as const) {
		const context = await browser.newContext({ baseURL: app.url, storageState: await signedInState(app, as) });
		const other = await context.newPage();
		expect((await other.goto('/workload'))?.status(), as).toBe(status);
		if (as === 'leader') {
			await other.getByLabel('Đơn vị').selectOption(OWN);
			await other.getByRole('button', { name: 'Xem', exact: true }).click();
			await expect(carries(other, 'Lê Thị Út')).toHaveText('12');
		}
		await context.close();
	}
});
