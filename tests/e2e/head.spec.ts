import { readFile } from 'node:fs/promises';
import { createFeed } from '../support/app.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, signedInState, test } from '../support/story.ts';

const OWN = 'H12.44';
const COMMUNE = '31825';
const OTHER = '32002';
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();

/** Two dossiers the department resolves, and two it has no part in. */
const LEDGER = [
	anAccepted('OWN-1', {
		resolving: OWN,
		handler: 'Lê Thị Út',
		applicant: { name: 'Trần Thị Thử', phone: '0900000000' }
	}),
	anAccepted('OWN-2', { resolving: OWN, at: hours(-50), returnAt: hours(-2), handler: 'Nguyễn Văn Kín' }),
	anAccepted('THEIRS-1', { receiving: OTHER, resolving: OTHER, applicant: { name: 'Lê Văn Kín' } }),
	anAccepted('THEIRS-2', { receiving: COMMUNE, resolving: OTHER, at: hours(-50), returnAt: hours(-2) })
];

test.use({ as: { role: 'department-head', unit: OWN }, viewport: { width: 1440, height: 900 } });

test('the head of a department sees what their department has a part in, and nothing else moves their screen', async ({
	app,
	page
}) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	await page.goto('/');
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '2');
	await expect(page.getByTestId('overdue')).toHaveAttribute('data-value', '1');
	// No table of sixty communes that have nothing to do with the department.
	await expect(page.getByTestId('ranking-departments').locator('tbody tr')).toHaveCount(1);
	await expect(page.getByTestId('ranking-communes').locator('tbody tr')).toHaveCount(0);
	await expect(page.getByTestId('live-status')).toHaveAttribute('data-state', 'live');
	await pushRecords(app.url, 'test', key, [anAccepted('THEIRS-3', { receiving: OTHER, resolving: OTHER })]);
	await pushRecords(app.url, 'test', key, [anAccepted('OWN-3', { resolving: OWN })]);
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '3');

	for (const [address, count] of [
		['/dossiers', '3'],
		['/dossiers?figure=overdue', '1'],
		[`/dossiers?resolving=${OTHER}`, '0'],
		['/dossiers?q=THEIRS', '0'],
		['/dossiers?q=nguyen+van+kin', '1']
	] as const) {
		await page.goto(address);
		await expect(page.getByTestId('total'), address).toHaveAttribute('data-value', count);
	}
});

test('the address of a dossier that is not theirs is answered like one that does not exist', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	const answers: string[] = [];
	for (const code of ['THEIRS-1', 'UNKNOWN-1']) {
		const response = await page.goto(`/dossiers/${code}`);
		expect(response?.status()).toBe(404);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		answers.push(`${await page.title()}\n${await page.locator('body').innerText()}`);
		const asked = await page.request.post(`/dossiers/${code}?/applicant`, { form: {}, headers: { origin: app.url } });
		expect(asked.status()).toBe(404);
		expect(await asked.text()).not.toContain('Lê Văn Kín');
	}
	expect(answers[0]).toBe(answers[1]);
});

test('their list goes out as a file with all of it and nothing of others', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	await page.goto('/dossiers?figure=backlog');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Tải CSV' }).click()
	]);
	expect(download.suggestedFilename()).toMatch(/^ho-so-backlog-\d{4}-\d\d-\d\d\.csv$/);
	const text = await readFile(await download.path(), 'utf8');
	expect(text.startsWith('\uFEFF')).toBe(true);
	expect(text).toContain('OWN-1');
	expect(text).toContain('OWN-2');
	for (const secret of ['THEIRS', 'Trần Thị Thử', 'Lê Văn Kín']) expect(text).not.toContain(secret);
	await expect(page).toHaveURL(/\/dossiers\?figure=backlog$/);
	expect((await page.request.get('/dossiers.xlsx?figure=backlog')).status()).toBe(200);
});

test('the applicant is shown when they ask and not before, and each look is written down', async ({
	app,
	page,
	browser
}) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, LEDGER);
	const auditors = await browser.newContext({ baseURL: app.url, storageState: await signedInState(app, 'auditor') });
	const log = await auditors.newPage();
	const looks = log.locator('tbody tr').filter({ hasText: 'OWN-1' });

	const response = await page.goto('/dossiers/OWN-1');
	expect(await response?.text()).not.toContain('Trần Thị Thử');
	await log.goto('/admin/audit?action=applicant-viewed');
	await expect(looks).toHaveCount(0);
	await page.getByRole('button', { name: 'Xem thông tin người nộp' }).click();
	await expect(page.getByTestId('applicant')).toContainText('Trần Thị Thử');
	await log.reload();
	await expect(looks).toHaveCount(1);
	await expect(looks).toContainText('department-head');
	await page.reload();
	await expect(page.getByTestId('applicant')).toHaveCount(0);
	await page.getByRole('button', { name: 'Xem thông tin người nộp' }).click();
	await expect(page.getByTestId('applicant')).toContainText('0900000000');
	await log.reload();
	await expect(looks).toHaveCount(2);
	await expect(log.locator('body')).not.toContainText('Trần Thị Thử');

	// A leader sees the dossier and has no business with the applicant.
	const leaders = await browser.newContext({ baseURL: app.url, storageState: await signedInState(app, 'leader') });
	const theirs = await leaders.newPage();
	await theirs.goto('/dossiers/OWN-1');
	await expect(theirs.getByTestId('dossier')).toBeVisible();
	await expect(theirs.getByRole('button', { name: 'Xem thông tin người nộp' })).toHaveCount(0);
	await auditors.close();
	await leaders.close();
});
