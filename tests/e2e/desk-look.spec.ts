import type { Page } from '@playwright/test';
import { createFeed, type RunningApp } from '../support/app.ts';
import { findBarriers, findOverflow } from '../support/barriers.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, signedInState, test } from '../support/story.ts';

const OWN = 'H12.44';
const PROCEDURE = '1.004873';
const days = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();

/** Two officials with work, some of it received over the last weeks. */
const LEDGER = Array.from({ length: 24 }, (_, place) =>
	anAccepted(`LOOK-${String(place + 1).padStart(2, '0')}`, {
		receiving: OWN,
		resolving: OWN,
		handler: place % 3 === 0 ? 'Nguyễn Văn Ba' : 'Lê Thị Út',
		at: days(-1 - place),
		returnAt: days(3 + place)
	})
);

test.use({ as: { role: 'department-head', unit: OWN }, viewport: { width: 1440, height: 900 } });

async function fill(app: RunningApp): Promise<void> {
	await pushRecords(app.url, 'test', await createFeed(app, 'test'), LEDGER);
}
const row = (page: Page, official: string) => page.getByTestId('officials').locator(`tr[data-official="${official}"]`);

test('a head says that somebody works half-time and is away next week, and the desk counts with it', async ({
	app,
	page
}) => {
	await fill(app);
	await page.goto('/workload');
	await page.getByRole('navigation', { name: 'Các trang điều phối' }).getByRole('link', { name: 'Thiết lập' }).click();
	await page.getByRole('link', { name: 'Sửa thiết lập của Lê Thị Út' }).click();
	const forms = page.getByTestId('official-forms');
	await forms.getByLabel('Phần thời gian so với toàn thời gian (%)').fill('nửa');
	await forms.getByRole('button', { name: 'Lưu thời gian làm việc' }).click();
	await expect(forms.getByRole('alert')).toHaveText('Phần thời gian phải là số từ 0 đến 100.');
	await expect(forms.getByLabel('Phần thời gian so với toàn thời gian (%)')).toHaveValue('nửa');
	await forms.getByLabel('Phần thời gian so với toàn thời gian (%)').fill('50');
	await forms.getByRole('button', { name: 'Lưu thời gian làm việc' }).click();
	await expect(forms.getByRole('status')).toHaveText('Đã lưu thời gian làm việc.');
	await expect(row(page, 'Lê Thị Út').locator('td').first()).toHaveText('50%');

	const absences = page.locator('#absences');
	await absences.getByLabel('Người vắng mặt').selectOption('Lê Thị Út');
	await absences.getByLabel('Người thay').selectOption('Nguyễn Văn Ba');
	await absences.getByRole('button', { name: 'Ghi vắng mặt' }).click();
	await expect(page.getByTestId('absences').locator('li')).toContainText('người thay: Nguyễn Văn Ba');
	expect(await findBarriers(page)).toEqual([]);
	await page.goto(`/workload?unit=${OWN}`);
	const official = page.getByTestId('workload').locator('tr[data-official="Lê Thị Út"]');
	await expect(official).toContainText('làm 50% thời gian');
	await expect(official).toContainText('người thay: Nguyễn Văn Ba');
	await page.goto(`/workload/settings?unit=${OWN}`);
	await page.getByRole('button', { name: /^Hủy ngày vắng của Lê Thị Út/ }).click();
	await expect(page.getByTestId('absences')).toContainText('Chưa ghi ngày vắng mặt nào.');
	await page.setViewportSize({ width: 390, height: 844 });
	expect(await findOverflow(page)).toEqual([]);
});

test('without scripts a weight is refused with what was typed, set with its reason, and its history is told', async ({
	app,
	browser
}) => {
	await fill(app);
	const context = await browser.newContext({
		baseURL: app.url,
		javaScriptEnabled: false,
		storageState: await signedInState(app, { role: 'department-head', unit: OWN })
	});
	const page = await context.newPage();
	await page.goto(`/workload/settings?unit=${OWN}`);
	const weights = page.locator('#weights');
	await weights.getByLabel('Thủ tục', { exact: true }).selectOption(PROCEDURE);
	await weights.getByLabel('Số phút làm việc').fill('không');
	await weights.getByLabel('Lý do').fill('Phải đi thực địa');
	await weights.getByRole('button', { name: 'Lưu trọng số' }).click();
	await expect(weights.getByRole('alert')).toContainText('Số phút phải là số lớn hơn 0');
	await expect(weights.getByLabel('Lý do')).toHaveValue('Phải đi thực địa');
	await expect(weights.getByLabel('Thủ tục', { exact: true })).toHaveValue(PROCEDURE);
	await weights.getByLabel('Số phút làm việc').fill('95');
	await weights.getByRole('button', { name: 'Lưu trọng số' }).click();
	await expect(weights.getByRole('status')).toContainText('Đã lưu trọng số');
	const one = page.getByTestId('weight-rows').locator(`tr[data-procedure="${PROCEDURE}"]`);
	await expect(one).toContainText('1 giờ 35 phút');
	await expect(one).toContainText('Phải đi thực địa');

	const marks = page.locator('#marks');
	await marks.getByLabel('Mã hồ sơ').fill('LOOK-01');
	await marks.getByLabel('Lý do').fill('Đang thanh tra');
	await marks.getByRole('button', { name: 'Không cho chuyển' }).click();
	await expect(page.getByTestId('marks')).toContainText('Đang thanh tra');
	await page.getByRole('button', { name: 'Bỏ dấu không được chuyển của LOOK-01' }).click();
	await expect(page.getByTestId('marks')).toContainText('Không có hồ sơ nào.');
	await context.close();
});

test('a head asks what more intake and more people would do; the answer is in the address', async ({ app, page }) => {
	await fill(app);
	await page.goto(`/workload/forecast?unit=${OWN}`);
	const backlog = page.getByTestId('outlook-end-backlog');
	await expect(backlog.getByTestId('now')).toHaveText('24');
	await expect(backlog.getByTestId('then')).toHaveCount(0);
	const base = await backlog.getByTestId('base').textContent();
	await page.getByLabel('Tăng hoặc giảm so với gần đây').fill('100');
	await expect(page).toHaveURL(/intake=100/);
	await expect(backlog.getByTestId('then')).toBeVisible();
	await expect(backlog.getByTestId('base')).toHaveText(base ?? '');
	const changed = Number(await backlog.getByTestId('then').textContent());
	expect(changed).toBeGreaterThanOrEqual(Number(base));
	// The table says the same as the chart, for each of the ten days.
	const curve = page.getByTestId('outlook-backlog');
	await curve.getByText('Bảng', { exact: true }).click();
	await expect(curve.locator('tbody tr')).toHaveCount(10);
	await expect(curve.locator('tbody tr').last()).toContainText(`${String(changed)} (từ`);
	expect(await findBarriers(page)).toEqual([]);
	await page.reload();
	await expect(backlog.getByTestId('then')).toHaveText(String(changed));
	await page.setViewportSize({ width: 390, height: 844 });
	expect(await findOverflow(page)).toEqual([]);
});

test('the hit rate says plainly when there is too little to judge', async ({ app, page }) => {
	await fill(app);
	await page.goto(`/workload/hit-rate?unit=${OWN}`);
	await expect(page.getByTestId('hit-rate')).toHaveAttribute('data-verdict', /^(none|few)$/);
	await expect(page.getByTestId('mondays').locator('tbody tr')).toHaveCount(8);
	await expect(page.getByTestId('bands').locator('tbody tr')).toHaveCount(10);
	expect(await findBarriers(page)).toEqual([]);
	await page.setViewportSize({ width: 390, height: 844 });
	expect(await findOverflow(page)).toEqual([]);
});

test('of another unit, and of none, a head hears the same: there is no such page', async ({ app, page }) => {
	await fill(app);
	for (const path of ['settings', 'forecast', 'hit-rate'])
		for (const unit of ['31825', 'KHONG-CO']) {
			const response = await page.goto(`/workload/${path}?unit=${unit}`);
			expect(response?.status(), `${path} of ${unit}`).toBe(404);
		}
	const posted = await page.request.post('/workload/settings?/mark&unit=31825', {
		headers: { origin: app.url },
		form: { dossier: 'LOOK-01', reason: 'x' }
	});
	expect(posted.status()).toBe(404);
});
