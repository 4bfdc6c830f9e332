import { createFeed } from '../support/app.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, test } from '../support/story.ts';

const UNIT = '31825';
const OTHER = '32002';
const ME = 'Nguyễn Văn A';

test.use({ as: { role: 'official', unit: UNIT, handler: ME } });

test('an official sees the work in their own hands, and not that of the next desk', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, [
		anAccepted('MINE-1', { handler: ME, applicant: { name: 'Trần Thị Thử' } }),
		anAccepted('MINE-2', { handler: ME }),
		anAccepted('NEXT-DESK-1', { handler: 'Lê Thị Út' }),
		anAccepted('NOBODYS-1'),
		// Somebody of the same name in another unit is somebody else.
		anAccepted('NAMESAKE-1', { receiving: OTHER, resolving: OTHER, handler: ME })
	]);
	await page.goto('/');
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '2');
	await page.getByTestId('backlog').getByRole('link').first().click();
	await expect(page.getByTestId('total')).toHaveAttribute('data-value', '2');
	await expect(page.locator('tbody tr')).toHaveCount(2);
	await expect(page.getByRole('link', { name: 'Tải CSV' })).toHaveCount(0);
	for (const code of ['NEXT-DESK-1', 'NOBODYS-1', 'NAMESAKE-1', 'UNKNOWN-1'])
		expect((await page.request.get(`/dossiers/${code}`)).status(), code).toBe(404);
	for (const address of [`/units/${UNIT}`, `/units/${UNIT}/tables?side=resolving`, `/units/${OTHER}`])
		expect((await page.request.get(address)).status(), address).toBe(404);
	for (const address of ['/dossiers.csv', '/dossiers.xlsx', '/admin/feeds', '/admin/accounts', '/admin/audit'])
		expect((await page.request.get(address)).status(), address).toBe(403);

	await page.getByRole('link', { name: 'MINE-1' }).click();
	await page.getByRole('button', { name: 'Xem thông tin người nộp' }).click();
	await expect(page.getByTestId('applicant')).toContainText('Trần Thị Thử');
});

test('work that is handed on leaves the screen of the official who had it', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, [
		anAccepted('MINE-1', { handler: ME }),
		anAccepted('MINE-2', { handler: ME })
	]);
	await page.goto('/');
	await expect(page.getByTestId('live-status')).toHaveAttribute('data-state', 'live');
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '2');
	const at = new Date().toISOString();
	await pushRecords(app.url, 'test', key, [{ dossier: 'MINE-2', type: 'assigned', at, handler: 'Lê Thị Út' }]);
	await expect(page.getByTestId('backlog')).toHaveAttribute('data-value', '1');
	expect((await page.request.get('/dossiers/MINE-2')).status()).toBe(404);
});
