import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createFeed, type RunningApp } from '../support/app.ts';
import { findBarriers } from '../support/barriers.ts';
import { runCommand } from '../support/command.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, test } from '../support/story.ts';

const WARD = '31825';
const LAGGARD = '32152';
const DAY_MS = 86_400_000;
const daysAgo = (count: number) => new Date(Date.now() - count * DAY_MS).toISOString();
/** As a date field takes it, by the office's clock. */
const officeDay = (count: number) => new Date(Date.now() + 7 * 3_600_000 + count * DAY_MS).toISOString().slice(0, 10);

/** A ward that receives, resolves and returns for others; every other unit has done nothing. */
const LEDGER = [
	anAccepted('FOR-DEPT', { at: daysAgo(9), resolving: 'H12.05', procedure: '1.001193' }),
	anAccepted('FOR-WARD', { at: daysAgo(8), receiving: '32002', returning: '32002' }),
	{ dossier: 'FOR-WARD', type: 'resolved' as const, at: daysAgo(7) },
	{ dossier: 'FOR-WARD', type: 'returned' as const, at: daysAgo(6) },
	anAccepted('TODAY', { resolving: 'H12.05' })
];

/** The largest page there is, drawn anew in the browser: a slow machine takes its time. */
const SLOW = { timeout: 40_000 };

const unitRow = (page: Page, code: string) => page.getByTestId('rollout-units').locator(`tr[data-code="${code}"]`);

test.use({ viewport: { width: 1440, height: 900 } });

test('a weekly meeting: the laggard, a difficulty with a deadline, overdue on the overview, and the agenda on paper', async ({
	app,
	page
}) => {
	test.setTimeout(180_000);
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	await page.goto('/');
	await expect(page.getByTestId('overdue-difficulties')).toHaveCount(0);
	await page.getByRole('navigation', { name: 'Điều hướng chính' }).getByRole('link', { name: 'Triển khai' }).click();

	await expect(page.getByTestId('wave-1')).toContainText('37', SLOW);
	await expect(page.getByTestId('rollout-units').locator('tbody tr')).toHaveCount(64);
	await expect(page.getByTestId('rollout-units').locator('tbody tr').last()).toHaveAttribute('data-code', WARD);
	const laggard = unitRow(page, LAGGARD);
	await expect(laggard).toHaveAttribute('data-lags', 'true');
	await expect(laggard).toContainText('Chậm: 7 mốc');
	await expect(unitRow(page, WARD).getByRole('link', { name: /Nhận hồ sơ đầu tiên/ })).toHaveAttribute(
		'href',
		'/dossiers/FOR-DEPT'
	);

	await laggard.getByRole('link', { name: /^Ghi nhận/ }).click();
	const keep = page.getByTestId('keep-unit');
	await keep.getByRole('button', { name: 'Ghi nhận đã xong' }).first().click();
	await expect(keep).toContainText('Đã lưu', SLOW);
	await expect(laggard).toContainText('Chậm: 6 mốc', SLOW);
	await keep.getByLabel('Chỉ tiêu').selectOption('online-month');
	await keep.getByLabel('Giá trị cần đạt').fill('70,5');
	await keep.getByLabel('Hạn đạt').fill(officeDay(30));
	await keep.getByRole('button', { name: 'Giao chỉ tiêu' }).click();
	await expect(page.getByTestId('targets')).toContainText('70,5%', SLOW);

	await page.goto(`/rollout/difficulties?unit=${LAGGARD}`);
	const form = page.getByTestId('difficulty-form');
	await form.getByLabel('Nội dung').fill('Chưa có máy quét ở quầy tiếp nhận');
	await form.getByLabel('Cản trở').selectOption('counter-equipped');
	await form.getByLabel('Thẩm quyền').selectOption('province');
	await form.getByLabel('Người chịu trách nhiệm').fill('Trần Văn Bé');
	await form.getByLabel('Từ ngày').fill(officeDay(-20));
	await form.getByLabel('Thời hạn').fill(officeDay(-25));
	await form.getByRole('button').click();
	await expect(page.getByRole('alert')).toContainText('Thời hạn không được trước');
	await expect(form.getByLabel('Nội dung')).toHaveValue('Chưa có máy quét ở quầy tiếp nhận');
	await form.getByLabel('Thời hạn').fill(officeDay(-3));
	await form.getByRole('button').click();
	const row = page.getByTestId('difficulty');
	await expect(row).toHaveAttribute('data-overdue', 'true');
	await expect(row.getByRole('link', { name: 'Đã trang bị quầy' })).toHaveAttribute(
		'href',
		`/rollout?unit=${LAGGARD}#unit`
	);

	await page.goto('/');
	const overdue = page.getByTestId('overdue-difficulties');
	await expect(overdue).toHaveAttribute('data-count', '1');
	await expect(overdue).toContainText('Trần Văn Bé');

	await page.goto(`/rollout/agenda?unit=${LAGGARD}`);
	await expect(page.getByTestId('agenda')).toContainText('Chưa có máy quét');
	const paper = await page.pdf({ format: 'A4', printBackground: true });
	expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

	await page.goto('/');
	const whileOverdue = new Date().toISOString();
	await overdue.getByRole('link').first().click();
	await form.getByLabel('Kết quả').fill('Đã cấp máy quét');
	await form.getByLabel('Đã giải quyết xong').check();
	await form.getByRole('button', { name: 'Lưu' }).click();
	await expect(page.getByTestId('difficulty-history').getByRole('listitem')).toHaveCount(2);
	await page.goto('/');
	await expect(page.getByTestId('board')).toBeVisible();
	await expect(overdue).toHaveCount(0);
	// As of then it is told as it stood then.
	await page.goto(`/?at=${encodeURIComponent(whileOverdue)}`);
	await expect(page.getByTestId('past-banner')).toBeVisible();
	await expect(overdue).toHaveAttribute('data-count', '1');
	await page.goto(`/?at=${encodeURIComponent(daysAgo(1))}`);
	await expect(page.getByTestId('past-banner')).toBeVisible();
	await expect(overdue).toHaveCount(0);
});

test('the map of the units says what the table says, by one measure at a time, and marks what is looked at in both', async ({
	app,
	page
}) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	await page.goto('/rollout');
	const map = page.getByTestId('unit-map');
	const tile = (code: string) => map.locator(`[data-code="${code}"]`);
	await expect(map.locator('.unit')).toHaveCount(64);
	await expect(tile(WARD)).toHaveAccessibleName(/Bạc Liêu: Đã đạt [1-7] trên 7 mốc/);
	// A unit that nothing was ever heard of is not one that has reached nothing.
	await expect(tile(LAGGARD)).toHaveAccessibleName(/: chưa có số liệu/);
	await expect(tile(LAGGARD)).toHaveClass(/unknown/);
	await expect(unitRow(page, WARD)).toContainText('1/53');
	await page.getByLabel('Bản đồ cho thấy').selectOption({ label: 'Độ phủ thủ tục' });
	await expect(tile(WARD)).toHaveAccessibleName(/\(1 trên 53 thủ tục\)/);
	await expect(tile(LAGGARD)).toHaveClass(/unknown/);
	await page.getByLabel('Bản đồ cho thấy').selectOption({ label: 'Đợt triển khai' });
	await expect(map.locator('.unit.unknown')).toHaveCount(0);
	await expect(map.locator('.unit.shade-0')).toHaveCount(37);
	await expect(map.locator('.unit.shade-4')).toHaveCount(27);
	await expect(map.getByText('Đợt 2', { exact: true })).toBeVisible();

	await tile(WARD).hover();
	await expect(unitRow(page, WARD)).toHaveClass(/selected/);
	await unitRow(page, LAGGARD).hover();
	await expect(unitRow(page, WARD)).not.toHaveClass(/selected/);
	await expect(map.locator('.readout')).toContainText('Đợt');
	await tile(WARD).focus();
	await page.keyboard.press('ArrowLeft');
	await page.keyboard.press('ArrowRight');
	await expect(tile(WARD)).toBeFocused();
	expect(await findBarriers(page)).toEqual([]);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(new RegExp(`/units/${WARD}`));
});

test('the numbers of a wave lead to as many units', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	await page.goto('/rollout');
	const rows = page.getByTestId('rollout-units').locator('tbody tr');
	await expect(rows).toHaveCount(64);
	await page
		.getByTestId('wave-1')
		.getByRole('link', { name: /Đã nhận hồ sơ thay đơn vị khác: 2/ })
		.click();
	await expect(rows).toHaveCount(2);
	await expect(page.getByRole('link', { name: 'Đợt 1: Đã nhận hồ sơ thay đơn vị khác', exact: true })).toBeVisible();
	await page
		.getByTestId('wave-2')
		.getByRole('link', { name: /Đang chậm: 27/ })
		.click();
	await expect(rows).toHaveCount(27);
});

test('the coverage of every unit and field is drawn for who asks for it, and for paper', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	await page.goto('/rollout');
	const coverage = page.getByTestId('coverage');
	await expect(page.getByRole('heading', { name: 'Độ phủ danh mục thủ tục' })).toBeVisible();
	await expect(coverage).toHaveCount(0);
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	await expect(coverage.locator('tbody tr')).toHaveCount(64);
	await page.evaluate(() => dispatchEvent(new Event('afterprint')));
	await expect(coverage).toHaveCount(0);

	const toggle = page.getByRole('link', { name: /^Mở bảng 64 đơn vị/ });
	const address = await toggle.getAttribute('href');
	await toggle.click();
	await expect(coverage.locator('tbody tr')).toHaveCount(64);
	await page.getByRole('link', { name: 'Đóng bảng' }).click();
	await expect(coverage).toHaveCount(0);
	// The same by its address, which is what works without scripts.
	expect(await (await page.request.get(address ?? '')).text()).toContain('data-testid="coverage"');
});

test('the page follows the ledger, and shows a past instant as it was', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	await page.goto(`/rollout?at=${encodeURIComponent(daysAgo(8.5))}&known=now`);
	await expect(page.getByTestId('past-banner')).toBeVisible();
	await expect(unitRow(page, WARD).getByRole('link', { name: /Nhận hồ sơ đầu tiên/ })).toBeVisible();
	await expect(unitRow(page, '32002').getByRole('link', { name: /Nhận hồ sơ đầu tiên/ })).toHaveCount(0);
	await expect(page.getByTestId('keep-unit')).toHaveCount(0);

	await page.goto('/rollout');
	await expect(unitRow(page, LAGGARD).getByRole('link', { name: /Nhận hồ sơ đầu tiên/ })).toHaveCount(0);
	const { version } = await pushRecords(app.url, 'test', key, [
		anAccepted('NEWS', { receiving: LAGGARD, resolving: 'H12.05' })
	]);
	await expect(page.getByTestId('rollout')).toHaveVersionAtLeast(version);
	await expect(unitRow(page, LAGGARD).getByRole('link', { name: /Nhận hồ sơ đầu tiên/ })).toHaveAttribute(
		'href',
		'/dossiers/NEWS'
	);
});

test.describe('the head of a commune', () => {
	test.use({ as: { role: 'commune-head', unit: WARD } });

	test('keeps the records of their own unit, and hears of no other', async ({ app, page }) => {
		const key = await createFeed(app, 'test');
		await pushRecords(app.url, 'test', key, LEDGER);
		await page.goto('/rollout');
		await expect(page.getByTestId('rollout-units').locator('tbody tr')).toHaveCount(1);
		await expect(page.getByTestId('keep-unit')).toBeVisible();
		for (const address of [
			`/rollout?unit=${LAGGARD}`,
			`/rollout/difficulties?unit=${LAGGARD}`,
			`/rollout/agenda?unit=${LAGGARD}`
		])
			expect((await page.request.get(address)).status(), address).toBe(404);
		const headers = { origin: app.url };
		const tick = (unit: string) =>
			page.request.post(`/rollout?unit=${unit}&/tick`, {
				headers,
				form: { milestone: 'staff-trained', day: officeDay(-1) }
			});
		expect((await tick(LAGGARD)).status()).toBe(404);
		expect((await tick('nowhere')).status()).toBe(404);
		expect((await tick(WARD)).status()).toBe(200);
		const state = await page.request.get('/rollout/state');
		expect(await state.text()).not.toContain(LAGGARD);
	});
});

test.describe('an auditor', () => {
	test.use({ as: 'auditor' });

	test('reads everything and changes nothing', async ({ app, page }) => {
		await page.goto('/rollout');
		await expect(page.getByTestId('rollout-units').locator('tbody tr')).toHaveCount(64);
		await expect(page.getByRole('link', { name: /^Ghi nhận/ })).toHaveCount(0);
		const asked = await page.request.post(`/rollout?unit=${WARD}&/tick`, {
			headers: { origin: app.url },
			form: { milestone: 'staff-trained', day: officeDay(-1) }
		});
		expect(asked.status()).toBe(403);
	});
});

test('a plan is put into force by command, and a wrong one changes nothing', async ({ app, page }) => {
	const folder = await mkdtemp(join(tmpdir(), 'plan-'));
	const file = join(folder, 'plan.csv');
	const importPlan = async (text: string, ...more: string[]) => {
		await writeFile(file, text);
		return admin(app, 'rollout', 'import', file, ...more);
	};
	const wrong = await importPlan(`${WARD},1,2025-08-15\n99999,1,soon\n`);
	expect(wrong.code).toBe(1);
	expect(wrong.output).toContain('line 2: the catalogue has no unit in force with the code "99999"');
	expect(wrong.output).toContain('line 2: "soon" is no date');
	expect((await importPlan(`${WARD},1,2025-08-15\n`)).output).toContain('63 units of the plan in force are not in');
	await page.goto('/rollout');
	await expect(page.getByTestId('rollout-units').locator('tbody tr')).toHaveCount(64);
	const right = await importPlan(`\uFEFFMã;Đợt;Ngày\r\n${WARD};3;${officeDay(5)}\r\n`, '--leave-out');
	expect(right.output).toContain('1 units');
	await page.reload();
	await expect(page.getByTestId('rollout-units').locator('tbody tr')).toHaveCount(1);
	await expect(page.getByTestId('rollout')).toContainText('plan.csv');
	await rm(folder, { recursive: true });
});

function admin(app: RunningApp, ...args: string[]) {
	if (!('databaseUrl' in app.storage)) throw new Error('needs a database of its own');
	const env = { DATABASE_URL: app.storage.databaseUrl };
	return runCommand('node', ['src/cli/admin.ts', ...args], { timeoutMs: 120_000, env });
}
