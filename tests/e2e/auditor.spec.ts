import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { aPerson } from '../support/a-person.ts';
import { createFeed } from '../support/app.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, signedInState, test } from '../support/story.ts';

const ROUTES = path.resolve(import.meta.dirname, '../../src/routes');

/** What everybody does with their own session and browser, and the look at an applicant, which an auditor may. */
const OWN = [
	/^\/sign-in/,
	/^\/sign-out$/,
	/^\/preferences$/,
	/^\/account/,
	/^\/dossiers\?\/columns$/,
	/^\/dossiers\/\[code\]\?\/applicant$/,
	/^\/messages\?\//,
	/^\/api\/desk\/messages$/
];
/** Answers to a key alone, whoever is signed in. */
const BY_KEY = /^\/api\/v1\/feeds\//;

/** Every address that changes something, as the sources name it: `/admin/feeds?/replay`. A new one is found by itself. */
function listChanges(): string[] {
	const found: string[] = [];
	for (const file of globSync('**/+{page.server,server}.ts', { cwd: ROUTES })) {
		const source = readFileSync(path.join(ROUTES, file), 'utf8');
		const address = `/${path.dirname(file)}`.replace('/.', '/');
		if (/^export const (?:POST|PUT|PATCH|DELETE)\b/m.test(source)) found.push(address);
		const [, actions] = /^export const actions\b[^{]*\{\n(.*?)^\}/ms.exec(source) ?? [];
		for (const [, name] of (actions ?? '').matchAll(/^\t(\w+): /gm))
			found.push(name === 'default' ? address : `${address}?/${name ?? ''}`);
	}
	return found.sort();
}

test.use({ as: 'auditor' });

test('an auditor reads everything', async ({ app, page }) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, [anAccepted('A-1', { resolving: 'H12.44' }), anAccepted('B-1')]);
	for (const address of [
		...['/', '/dossiers', '/dossiers/A-1', '/dossiers/B-1', '/units/31825', '/units/H12.44', '/findings'],
		...['/reports/ii-06a', '/reports/ii-06a/xlsx', '/dossiers.csv', '/dossiers.xlsx', '/admin/audit']
	])
		expect((await page.request.get(address)).status(), address).toBe(200);
	await page.goto('/dossiers');
	await expect(page.getByTestId('total')).toHaveAttribute('data-value', '2');
	await expect(page.getByRole('link', { name: 'Nhật ký' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Tài khoản', exact: true })).toHaveCount(0);
});

test('an auditor changes nothing: each form of each page and each address that writes answers 403', async ({
	app,
	page
}) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, [anAccepted('A-1')]);
	const { id } = await aPerson(app, 'leader');
	const changes = listChanges();
	expect(changes).toContain('/admin/accounts/[id]?/grant');
	expect(changes).toContain('/admin/feeds?/replay');
	const headers = { origin: app.url };
	for (const change of changes.filter((one) => !OWN.some((own) => own.test(one)))) {
		const address = change
			.replace('[id]', id)
			.replace('[feed]', 'test')
			.replace('[code]', 'A-1')
			.replaceAll(/\[.*?\]/g, 'x');
		const response = await page.request.post(address, { form: { feed: 'test', grant: '1' }, headers });
		const refusals = BY_KEY.test(change) ? [401] : [403];
		expect.soft(refusals, `${change}: ${response.status()}`).toContain(response.status());
	}
	// Nor is there a form to try it with.
	for (const address of [
		'/',
		'/dossiers',
		'/dossiers/A-1',
		'/units/31825',
		'/findings',
		'/reports/ii-06a',
		'/admin/audit'
	]) {
		await page.goto(address);
		const actions = await page
			.locator('form[method=post i]')
			.evaluateAll((forms) => forms.map((form) => form.getAttribute('action') ?? ''));
		const own = ['/preferences', '/sign-out', '?/applicant'];
		expect(
			actions.filter((action) => !own.includes(action) && !action.includes('/columns')),
			address
		).toEqual([]);
	}
});

test('the log says who took out what, is narrowed by what was done, and goes out as a file', async ({
	app,
	page,
	browser
}) => {
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, [anAccepted('A-1', { applicant: { name: 'Trần Thị Thử' } })]);
	const state = await signedInState(app, { role: 'commune-head', unit: '31825' });
	const heads = await browser.newContext({ baseURL: app.url, storageState: state });
	expect((await heads.request.get('/dossiers.csv?figure=backlog')).status()).toBe(200);
	const looked = await heads.request.post('/dossiers/A-1?/applicant', { form: {}, headers: { origin: app.url } });
	expect(looked.status()).toBe(200);
	await heads.close();

	await page.goto('/admin/audit');
	const rows = page.locator('tbody tr');
	await expect(rows.filter({ hasText: 'figure=backlog' })).toHaveCount(1);
	await expect(rows.filter({ hasText: 'Xem người nộp' })).toHaveCount(1);
	await page.getByLabel('Việc').selectOption({ label: 'Xem người nộp' });
	await page.getByRole('button', { name: 'Lọc', exact: true }).click();
	await expect(page).toHaveURL(/action=applicant-viewed/);
	await expect(rows).toHaveCount(1);
	await expect(rows.first()).toContainText('A-1');

	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Xuất CSV' }).click()
	]);
	expect(download.suggestedFilename()).toMatch(/^audit-.*\.csv$/);
	const text = readFileSync(await download.path(), 'utf8');
	expect(text).toContain('applicant-viewed');
	expect(text).not.toContain('figure=backlog');
	expect(text).not.toContain('Trần Thị Thử');
	// That the log was taken out stands in the log.
	await page.goto('/admin/audit?action=exported');
	await expect(rows.filter({ hasText: 'audit-log' })).toHaveCount(1);
});
