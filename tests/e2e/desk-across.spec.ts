import type { Page } from '@playwright/test';
import { createFeed, type RunningApp } from '../support/app.ts';
import { findBarriers, findOverflow } from '../support/barriers.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, signedInState, test } from '../support/story.ts';

const OWN = 'H12.44';
const OTHER = '31825';
const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();
const ours = (code: string, handler: string, inDays: number) =>
	anAccepted(code, { receiving: OWN, resolving: OWN, handler, returnAt: days(inDays) });

const LEDGER = [
	...Array.from({ length: 8 }, (_, place) => ours(`ACR-A-${String(place + 1)}`, 'Lê Thị Út', 4 + place)),
	ours('ACR-B-1', 'Nguyễn Văn Ba', 9)
];

test.use({ as: { role: 'department-head', unit: OWN }, viewport: { width: 1440, height: 900 } });

/** Long stories, each with several people: also on a machine that does much else. */
test.beforeEach(() => test.setTimeout(240_000));

async function fill(app: RunningApp): Promise<void> {
	await pushRecords(app.url, 'test', await createFeed(app, 'test'), LEDGER);
}
async function openDesk(app: RunningApp, page: Page): Promise<void> {
	await fill(app);
	await page.goto('/workload');
	await expect(page.getByTestId('live-status')).toHaveAttribute('data-state', 'live');
}
const carries = (page: Page, official: string) =>
	page.locator(`tr[data-official="${official}"]`).getByTestId('dossiers');

test('dossiers offered to another unit wait there, its head hears of it on any page, declines and accepts, and the leadership directs', async ({
	app,
	page,
	browser
}) => {
	await openDesk(app, page);
	const theirs = await browser.newContext({
		baseURL: app.url,
		storageState: await signedInState(app, { role: 'commune-head', unit: OTHER })
	});
	const other = await theirs.newPage();
	await other.goto('/findings');
	await expect(other.getByTestId('inbox')).toHaveAttribute('data-unread', '0');

	async function offer(code: string) {
		await page.getByRole('checkbox', { name: code, exact: false }).check();
		await page.getByRole('button', { name: 'Chuyển 1 hồ sơ…' }).click();
		const dialog = page.getByTestId('move-dialog');
		await dialog.getByLabel('Chuyển cho').selectOption({ label: 'Đơn vị khác…' });
		await expect(dialog.getByLabel('Chỉ đạo, không cần đồng ý')).toHaveCount(0);
		await dialog.getByLabel('Đơn vị nhận', { exact: true }).selectOption(OTHER);
		await dialog.getByLabel('Lý do').selectOption('wrong-unit');
		await dialog.getByRole('button', { name: 'Gửi đề nghị 1 hồ sơ' }).click();
		await expect(dialog.getByTestId('moved')).toHaveAttribute('data-offered', '1');
		await dialog.getByRole('button', { name: 'Đóng' }).click();
	}
	await page.getByRole('button', { name: 'Lê Thị Út' }).click();
	await offer('ACR-A-1');
	await expect(page.getByTestId('offers-made').locator('li')).toHaveAttribute('data-state', 'offered');
	// Nothing has moved, and the other head is told wherever they are.
	await expect(carries(page, 'Lê Thị Út')).toHaveText('8');
	await expect(other.getByTestId('inbox')).toHaveAttribute('data-unread', '1');

	await other.getByTestId('inbox').click();
	await expect(other.getByTestId('messages').locator('li')).toHaveAttribute('data-about', 'offer');
	expect(await findBarriers(other)).toEqual([]);
	await other.getByRole('link', { name: 'Mở trang điều phối' }).click();
	const received = other.getByTestId('offers-received').locator('li');
	await received.getByRole('button', { name: /^Không nhận 1 hồ sơ/ }).click();
	const send = received.getByRole('button', { name: 'Gửi trả lời không nhận' });
	await expect(send).toBeDisabled();
	await received.getByLabel('Lý do không nhận').fill('Không thuộc thẩm quyền');
	await send.click();
	await expect(received).toHaveCount(0);
	// Whoever offered sees it without doing anything, with the reason.
	const made = page.getByTestId('offers-made').locator('li');
	await expect(made).toHaveAttribute('data-state', 'declined');
	await expect(made).toContainText('Không thuộc thẩm quyền');
	await expect(page.getByTestId('inbox')).toHaveAttribute('data-unread', '1');

	await offer('ACR-A-2');
	await expect(received).toHaveCount(1);
	await received.getByRole('button', { name: /^Nhận 1 hồ sơ/ }).click();
	await expect(other.getByTestId('pool').getByTestId('dossiers')).toHaveText('1');
	await expect(carries(page, 'Lê Thị Út')).toHaveText('7');

	const leaders = await browser.newContext({ baseURL: app.url, storageState: await signedInState(app, 'leader') });
	const leader = await leaders.newPage();
	await leader.goto('/dossiers/ACR-A-3');
	await leader.getByRole('button', { name: 'Chuyển hồ sơ…' }).click();
	const dialog = leader.getByTestId('move-dialog');
	await dialog.getByLabel('Chuyển cho').selectOption({ label: 'Đơn vị khác…' });
	await dialog.getByLabel('Đơn vị nhận', { exact: true }).selectOption(OTHER);
	await dialog.getByLabel('Chỉ đạo, không cần đồng ý').check();
	await dialog.getByLabel('Lý do').selectOption('urgent');
	await dialog.getByRole('button', { name: 'Điều chuyển 1 hồ sơ' }).click();
	await expect(dialog.getByTestId('moved')).toHaveAttribute('data-value', '1');
	await dialog.getByRole('button', { name: 'Đóng' }).click();
	await expect(leader.getByTestId('holdings').locator('tbody tr')).toHaveCount(2);
	await expect(other.getByTestId('pool').getByTestId('dossiers')).toHaveText('2');
	await expect(other.getByTestId('recent')).toContainText('lãnh đạo điều chuyển, không cần đồng ý');
	await theirs.close();
	await leaders.close();
});

test('what another unit has accepted is taken back by row and as a whole, and its head sees and hears of it', async ({
	app,
	page,
	browser
}) => {
	await openDesk(app, page);
	const theirs = await browser.newContext({
		baseURL: app.url,
		storageState: await signedInState(app, { role: 'commune-head', unit: OTHER })
	});
	const other = await theirs.newPage();
	await other.goto('/workload');
	await expect(other.getByTestId('live-status')).toHaveAttribute('data-state', 'live');

	await page.getByRole('button', { name: 'Lê Thị Út' }).click();
	for (const code of ['ACR-A-1', 'ACR-A-2', 'ACR-A-3']) await page.getByRole('checkbox', { name: code }).check();
	await page.getByRole('button', { name: 'Chuyển 3 hồ sơ…' }).click();
	const dialog = page.getByTestId('move-dialog');
	await dialog.getByLabel('Chuyển cho').selectOption({ label: 'Đơn vị khác…' });
	await dialog.getByLabel('Đơn vị nhận', { exact: true }).selectOption(OTHER);
	await dialog.getByLabel('Lý do').selectOption('wrong-unit');
	await dialog.getByRole('button', { name: 'Gửi đề nghị 3 hồ sơ' }).click();
	await expect(dialog.getByTestId('moved')).toHaveAttribute('data-offered', '3');
	await dialog.getByRole('button', { name: 'Đóng' }).click();
	await other.getByRole('button', { name: /^Nhận 3 hồ sơ/ }).click();
	await expect(carries(page, 'Lê Thị Út')).toHaveText('5');

	// Either side may take it back for a quarter of an hour from now.
	const takeBack = /^Rút lại \d hồ sơ đã chuyển cho/;
	await expect(other.getByTestId('recent').getByRole('button', { name: takeBack })).toBeVisible();
	const recent = page.getByTestId('recent');
	await expect(recent).toContainText('đã nhận');
	await recent.getByRole('button', { name: /^Từng hồ sơ của lần chuyển đến/ }).click();
	const rows = page.getByTestId('move-rows');
	await rows.getByRole('button', { name: 'Rút lại ACR-A-2' }).click();
	await expect(rows.locator('[data-code="ACR-A-2"]')).toHaveAttribute('data-result', 'undone');
	await expect(carries(page, 'Lê Thị Út')).toHaveText('6');
	await expect(other.getByTestId('pool').getByTestId('dossiers')).toHaveText('2');
	expect(await findBarriers(page)).toEqual([]);

	await recent.getByRole('button', { name: takeBack }).click();
	await expect(carries(page, 'Lê Thị Út')).toHaveText('8');
	await expect(recent).toContainText('đã rút lại 3');
	await expect(recent.getByRole('button', { name: takeBack })).toHaveCount(0);
	await expect(page.getByTestId('offers-made')).toContainText('đã rút lại 3');
	await expect(other.getByTestId('pool').getByTestId('dossiers')).toHaveText('0');
	await other.getByTestId('inbox').click();
	await expect(other.getByTestId('messages').locator('li[data-about="undo"]')).toContainText('3 hồ sơ không còn ở');
	await theirs.close();
});

test('a selection is dragged onto an official, shown before, and one row of it is taken back', async ({
	app,
	page
}) => {
	await openDesk(app, page);
	await page.getByRole('button', { name: 'Lê Thị Út' }).click();
	await page.getByRole('checkbox', { name: 'ACR-A-1' }).check();
	await page.getByRole('checkbox', { name: 'ACR-A-2' }).check();
	const ba = page.locator('tr[data-official="Nguyễn Văn Ba"]');
	await expect(ba.getByTestId('after')).toContainText('nếu nhận');
	await expect(page.locator('tr[data-official="Lê Thị Út"]').getByTestId('after')).toContainText('còn lại');
	await page.locator('tr[data-code="ACR-A-2"] .procedure').dragTo(ba.locator('th'));
	const dialog = page.getByTestId('move-dialog');
	await expect(dialog.getByLabel('Chuyển cho')).toHaveValue('Nguyễn Văn Ba');
	await expect(dialog.locator('[data-side="Nguyễn Văn Ba"] td').first()).toHaveText(/^1\s*→\s*đến\s*3$/);
	await dialog.getByLabel('Lý do').selectOption('overload');
	await dialog.getByRole('button', { name: 'Chuyển 2 hồ sơ' }).click();
	await expect(dialog.getByTestId('moved')).toHaveAttribute('data-value', '2');
	await dialog.getByRole('button', { name: 'Đóng' }).click();
	await expect(carries(page, 'Nguyễn Văn Ba')).toHaveText('3');

	await pushRecords(app.url, 'later', await createFeed(app, 'later'), [
		{ dossier: 'ACR-A-1', type: 'processing', at: new Date().toISOString(), step: 'Thẩm định' }
	]);
	await page.getByRole('button', { name: 'Từng hồ sơ của lần chuyển đến Nguyễn Văn Ba' }).click();
	const rows = page.getByTestId('move-rows');
	await expect(rows.locator('[data-code="ACR-A-1"]')).toContainText('vừa có thay đổi sau khi xem');
	await expect(rows.locator('[data-code="ACR-A-1"]').getByRole('button')).toHaveCount(0);
	expect(await findBarriers(page)).toEqual([]);
	await rows.getByRole('button', { name: 'Rút lại ACR-A-2' }).click();
	await expect(rows.locator('[data-code="ACR-A-2"]')).toHaveAttribute('data-result', 'undone');
	await expect(carries(page, 'Lê Thị Út')).toHaveText('7');
});

test('by keyboard alone a row is found, selected and moved, from the desk and from the list', async ({ app, page }) => {
	await openDesk(app, page);
	await page.getByRole('button', { name: 'Lê Thị Út' }).focus();
	await page.keyboard.press('Enter');
	await page.getByRole('checkbox', { name: 'ACR-A-1' }).focus();
	await page.keyboard.press('j');
	await page.keyboard.press('a');
	const dialog = page.getByTestId('move-dialog');
	await expect(dialog.getByLabel('Chuyển cho')).toBeFocused();
	await page.keyboard.type('Nguyễn');
	await expect(dialog.getByLabel('Chuyển cho')).toHaveValue('Nguyễn Văn Ba');
	await page.keyboard.press('Escape');
	await expect(dialog).toHaveCount(0);

	await page.goto(`/dossiers?resolving=${OWN}`);
	await page.keyboard.press('j');
	await page.keyboard.press('x');
	await page.keyboard.press('j');
	await page.keyboard.press('x');
	await expect(page.getByTestId('selected')).toContainText('2');
	await page.keyboard.press('a');
	await dialog.getByLabel('Chuyển cho').selectOption('Nguyễn Văn Ba');
	await dialog.getByLabel('Lý do').selectOption('skill');
	await expect(dialog.getByText('Chuyển được 2 hồ sơ.')).toBeVisible();
	await dialog.getByLabel('Nói rõ thêm').press('Enter');
	await expect(dialog.getByTestId('moved')).toHaveAttribute('data-value', '2');
	await page.keyboard.press('Escape');
	await expect(page.getByTestId('dossiers').getByText('Nguyễn Văn Ba')).toHaveCount(3);
	await expect(page.getByTestId('selected')).toHaveCount(0);
	// All that match, also what is on other pages.
	await page.getByRole('checkbox', { name: 'ACR-B-1' }).check();
	await page.getByRole('button', { name: 'Chọn cả 9 hồ sơ' }).click();
	await page.getByRole('button', { name: 'Chuyển 9 hồ sơ…' }).click();
	await dialog.getByLabel('Chuyển cho').selectOption({ label: 'Trả về chưa phân công' });
	await expect(dialog.getByText('Chuyển được 9 hồ sơ.')).toBeVisible();
});

test('a proposal keeps what is pinned and leaves what was taken out when it is worked out again', async ({
	app,
	page
}) => {
	await openDesk(app, page);
	await page.getByRole('button', { name: 'Đề xuất cân bằng' }).click();
	const proposal = page.getByTestId('proposal');
	const rows = proposal.getByTestId('proposed').locator('tbody tr');
	await expect(rows.first()).toBeVisible();
	const codes = await rows.locator('th').allInnerTexts();
	expect(codes.length).toBeGreaterThan(1);
	const [kept = '', gone = ''] = codes.map((code) => code.trim());
	await proposal.getByRole('button', { name: `Ghim ${kept}` }).click();
	await proposal.getByRole('checkbox', { name: `Chuyển ${gone}`, exact: true }).uncheck();
	await expect(page.locator('tr[data-official="Nguyễn Văn Ba"]').getByTestId('after')).toContainText('theo đề xuất');
	await proposal.getByRole('button', { name: 'Tính lại: ghim 1, bỏ 1' }).click();
	await expect(proposal.getByText('Giữ nguyên 1 hồ sơ đã bỏ ở lần trước.')).toBeVisible();
	await expect(rows.filter({ hasText: gone })).toHaveCount(0);
	await expect(rows.filter({ hasText: kept })).toContainText('theo lựa chọn của lãnh đạo');
	await expect(proposal.getByRole('button', { name: `Ghim ${kept}` })).toHaveAttribute('aria-pressed', 'true');
});

test('on a phone the same is done with a thumb: the sheet comes from below, and nothing is cut', async ({
	app,
	page
}) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await openDesk(app, page);
	await page.getByRole('button', { name: 'Lê Thị Út' }).click();
	await page.getByRole('checkbox', { name: 'ACR-A-1' }).check();
	await page.getByRole('button', { name: 'Chuyển 1 hồ sơ…' }).click();
	const dialog = page.getByTestId('move-dialog');
	await dialog.getByLabel('Chuyển cho').selectOption('Nguyễn Văn Ba');
	await dialog.getByLabel('Lý do').selectOption('overload');
	const box = await dialog.boundingBox();
	expect([box?.x, box?.width, Math.round((box?.y ?? 0) + (box?.height ?? 0))]).toEqual([0, 390, 844]);
	const commit = dialog.getByRole('button', { name: 'Chuyển 1 hồ sơ' });
	expect((await commit.boundingBox())?.height).toBeGreaterThanOrEqual(44);
	await commit.click();
	await expect(dialog.getByTestId('moved')).toHaveAttribute('data-value', '1');
	await dialog.getByRole('button', { name: 'Đóng' }).click();
	await expect(carries(page, 'Nguyễn Văn Ba')).toHaveText('2');
	expect(await findOverflow(page)).toEqual([]);
	await page.goto('/messages');
	expect(await findOverflow(page)).toEqual([]);
});
