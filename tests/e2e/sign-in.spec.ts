import type { Page } from '@playwright/test';
import { aPerson, type Person } from '../support/a-person.ts';
import { oneTimeCode } from '../support/one-time-code.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, scriptsRun, signedInState, test } from '../support/story.ts';

async function type(page: Page, { email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
	await page.getByLabel('Thư điện tử').fill(email);
	await page.getByLabel('Mật khẩu').fill(password);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
}

test.describe('somebody signed out', () => {
	test.use({ as: null });

	test('is asked who they are, and comes back to where they wanted to go', async ({ app, page }) => {
		const person = await aPerson(app, 'auditor');
		await page.goto('/admin/audit?action=signed-in');
		await expect(page).toHaveURL(/\/sign-in\?to=/);
		await expect(page.getByTestId('account-menu')).toBeHidden();
		await type(page, { ...person, password: 'không phải thế' });
		await expect(page.getByRole('alert')).toContainText('Chưa đăng nhập được');
		await type(page, person);
		await expect(page).toHaveURL(/\/admin\/audit\?action=signed-in/);
		await expect(page.locator('tbody tr').first()).toContainText('Lê Thị Thử');
		await page.getByTestId('account-menu').click();
		await page.getByRole('button', { name: 'Đăng xuất' }).click();
		await expect(page.getByRole('status')).toContainText('Đã đăng xuất');
		await page.goto('/admin/audit');
		await expect(page).toHaveURL(/\/sign-in/);
	});

	test('keeps what they typed while the scripts were still on their way', async ({ page }) => {
		let release = () => {};
		const held = new Promise<void>((resolve) => (release = resolve));
		await page.route('**/*.js', async (route) => {
			await held;
			await route.continue();
		});
		await page.goto('/sign-in', { waitUntil: 'commit' });
		await page.getByLabel('Thư điện tử').fill('can-bo@camau.invalid');
		await page.getByLabel('Mật khẩu').fill('gõ sớm');
		release();
		await scriptsRun(page);
		await expect(page.getByLabel('Thư điện tử')).toHaveValue('can-bo@camau.invalid');
		await expect(page.getByLabel('Mật khẩu')).toHaveValue('gõ sớm');
	});

	test('waits after five failures, be the account there or not', async ({ app, page }) => {
		const person = await aPerson(app, 'leader');
		for (const email of [person.email, 'khong-co@camau.invalid']) {
			await page.goto('/sign-in');
			for (let attempt = 0; attempt < 5; attempt++) {
				await type(page, { email, password: `sai lần ${attempt}` });
				await expect(page.getByRole('alert')).toContainText('Chưa đăng nhập được');
				await expect(page.getByLabel('Mật khẩu')).toHaveValue('');
			}
			await type(page, { email, password: person.password });
			await expect(page.getByRole('alert')).toContainText('Hãy thử lại sau 1 phút');
		}
	});

	test('never learns whether a page is there', async ({ page, request }) => {
		for (const path of ['/', '/dossiers', '/dossiers/KHONG-CO', '/admin/feeds', '/admin/accounts', '/account']) {
			await page.goto(path);
			await expect(page, path).toHaveURL(/\/sign-in/);
		}
		expect((await request.get('/api/auth/get-session')).status()).toBe(404);
		expect((await request.post('/api/auth/sign-up/email', { data: {} })).status()).toBe(403);
	});

	test('signs in without any script', async ({ app, browser }) => {
		const person = await aPerson(app, 'leader');
		const context = await browser.newContext({ javaScriptEnabled: false, baseURL: app.url });
		const page = await context.newPage();
		await page.goto('/');
		await type(page, person);
		await expect(page.getByTestId('backlog')).toBeVisible();
		await context.close();
	});

	test('with a second factor is asked for a code, and each backup code helps once', async ({ app, page }) => {
		const person = await aPerson(app, 'leader');
		await page.goto('/sign-in?to=/account');
		await type(page, person);
		await page.getByLabel('Mật khẩu hiện tại').fill(person.password);
		await page.getByRole('button', { name: 'Bật xác thực bước hai' }).click();
		const secret = (await page.getByTestId('factor-secret').textContent()) ?? '';
		// The phone reads it off the screen; the key beside it is for phones without a camera.
		await expect(page.getByRole('img', { name: 'Mã QR' })).toBeVisible();
		expect(await page.getByTestId('factor-qr').innerHTML()).not.toContain('style');
		const codes = await page.getByTestId('backup-codes').getByRole('listitem').allTextContents();
		await page.getByLabel('Mã xác thực').fill(oneTimeCode(secret, Date.now()));
		await page.getByRole('button', { name: 'Xác nhận' }).click();
		await expect(page.getByRole('status')).toContainText('Đã bật xác thực bước hai');

		const signOut = async () => {
			await page.getByRole('main').getByRole('button', { name: 'Đăng xuất', exact: true }).first().click();
			await page.goto('/sign-in?to=/account');
			await type(page, person);
			await expect(page).toHaveURL(/second-factor/);
		};
		await signOut();
		await page.getByLabel('Mã xác thực').fill('000000');
		await page.getByRole('button', { name: 'Tiếp tục' }).click();
		await expect(page.getByRole('alert')).toBeVisible();
		await page.goto('/account');
		await expect(page).toHaveURL(/\/sign-in\?/);
		await type(page, person);
		await page.getByLabel('Mã xác thực').fill(oneTimeCode(secret, Date.now()));
		await page.getByRole('button', { name: 'Tiếp tục' }).click();
		await expect(page).toHaveURL(/\/account/);

		const useBackup = async () => {
			await page.getByRole('link', { name: 'Dùng mã dự phòng' }).click();
			await page.getByLabel('Mã dự phòng').fill(codes[0] ?? '');
			await page.getByRole('button', { name: 'Tiếp tục' }).click();
		};
		await signOut();
		await useBackup();
		await expect(page).toHaveURL(/\/account/);
		await signOut();
		await useBackup();
		await expect(page.getByRole('alert')).toBeVisible();
	});
});

test('signing out everywhere ends the session of the other browser', async ({ app, page, browser }) => {
	await page.goto('/account');
	const storageState = await page.context().storageState();
	await page.context().clearCookies();
	const person = await aPerson(app, 'leader');
	await page.goto('/sign-in?to=/account');
	await type(page, person);
	const other = await browser.newContext({ baseURL: app.url, storageState: { cookies: [], origins: [] } });
	const elsewhere = await other.newPage();
	await elsewhere.goto('/sign-in');
	await type(elsewhere, person);
	await expect(elsewhere.getByTestId('backlog')).toBeVisible();
	await page.reload();
	await expect(page.getByTestId('sessions').getByRole('listitem')).toHaveCount(2);
	await page.getByRole('button', { name: 'Đăng xuất mọi nơi', exact: true }).click();
	await expect(page).toHaveURL(/\/sign-in/);
	await elsewhere.goto('/');
	await expect(elsewhere).toHaveURL(/\/sign-in/);
	await other.close();
	// Somebody else is not touched.
	const third = await browser.newContext({ baseURL: app.url, storageState });
	const stranger = await third.newPage();
	await stranger.goto('/account');
	await expect(stranger.getByTestId('sessions')).toBeVisible();
	await third.close();
});

test('an administrator makes an account whose password must be changed at first', async ({ app, browser, page }) => {
	const context = await browser.newContext({
		baseURL: app.url,
		storageState: await signedInState(app, 'administrator')
	});
	const office = await context.newPage();
	await office.goto('/admin/accounts');
	await office.getByLabel('Họ tên').fill('Phạm Thị Mới');
	await office.getByLabel('Thư điện tử').fill('moi@camau.invalid');
	await office.getByRole('button', { name: 'Tạo tài khoản' }).click();
	const password = (await office.getByTestId('one-time-password').textContent()) ?? '';
	await office.getByRole('link', { name: 'Giao vai trò' }).click();
	await office.getByRole('combobox', { name: 'Vai trò' }).selectOption('commune-head');
	await office.getByRole('combobox', { name: 'Đơn vị' }).selectOption('31825');
	await office.getByRole('button', { name: 'Giao', exact: true }).click();
	await expect(office.getByTestId('grants')).toContainText('Phường Bạc Liêu');

	await page.context().clearCookies();
	await page.goto('/sign-in');
	await type(page, { email: 'moi@camau.invalid', password });
	await expect(page).toHaveURL(/\/account\/password/);
	await page.goto('/');
	await expect(page).toHaveURL(/\/account\/password/);
	await page.getByLabel('Mật khẩu hiện tại').fill(password);
	await page.getByLabel('Mật khẩu mới', { exact: true }).fill('chiếc xuồng ba lá');
	await page.getByLabel('Nhập lại mật khẩu mới').fill('chiếc xuồng ba lá');
	await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
	await expect(page.getByRole('status')).toContainText('Đã đổi mật khẩu');
	await page.goto('/');
	await expect(page.getByTestId('backlog')).toBeVisible();

	await office.getByRole('button', { name: /Thu hồi/ }).click();
	await expect(office.getByRole('status')).toContainText('Đã thu hồi');
	expect((await page.goto('/'))?.status()).toBe(403);
	expect((await page.goto('/admin/accounts'))?.status()).toBe(403);
	await context.close();
});

test('no other site can make a browser change something, and no script of others runs', async ({ app, page }) => {
	const response = await page.goto('/');
	const policy = response?.headers()['content-security-policy'] ?? '';
	expect(policy).toContain("default-src 'self'");
	expect(policy).toMatch(/script-src 'self' 'nonce-[^']+';/);
	const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
	for (const [type, body] of [
		['application/x-www-form-urlencoded', ''],
		['application/json', '{}']
	] as const) {
		const headers = { cookie, 'content-type': type, origin: 'https://evil.example' };
		expect((await fetch(`${app.url}/sign-out`, { method: 'POST', headers, body })).status).toBe(403);
	}
	await expect(page.getByTestId('live-status')).toHaveAttribute('data-state', 'live');
	const ran = await page.evaluate(() => {
		const script = document.createElement('script');
		script.textContent = 'window.evil = true';
		document.body.append(script);
		return 'evil' in window;
	});
	expect(ran).toBe(false);
});

test.describe('the demonstration', () => {
	const key = 'ts_a-key-for-one-story';
	test.use({ as: null, appEnv: { DEMO: 'on', DEMO_FEED_KEY: key } });

	test('has one card per role, each a click away, until real data come in', async ({ app, page }) => {
		await pushRecords(app.url, 'demo', key, [
			anAccepted('S-1', { resolving: '31825', handler: 'Cán bộ 01 · Bạc Liêu' }),
			anAccepted('S-2', { resolving: 'H12.44' })
		]);
		const roles = ['leader', 'department-head', 'commune-head', 'official', 'presenter', 'auditor', 'administrator'];
		for (const role of roles) {
			await page.goto('/sign-in');
			await expect(page.getByTestId('simulated')).toBeVisible();
			await page.getByTestId(`demo-${role}`).click();
			await expect(page.getByTestId('account-menu'), role).toBeVisible();
			await expect(page.getByTestId('backlog'), role).toBeVisible();
			await expect(page.getByRole('link', { name: 'Tài khoản', exact: true })).toHaveCount(
				role === 'administrator' ? 1 : 0
			);
			await expect(page.getByRole('link', { name: 'Nhật ký' })).toHaveCount(role === 'auditor' ? 1 : 0);
			await page.getByTestId('account-menu').click();
			await page.getByRole('button', { name: 'Đăng xuất' }).click();
			await expect(page).toHaveURL(/\/sign-in/);
		}
	});
});
