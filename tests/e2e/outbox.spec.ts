import AxeBuilder from '@axe-core/playwright';
import { openDatabase } from '../../src/lib/server/db/database.ts';
import { createFeed, type RunningApp } from '../support/app.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { expect, signedInState, test } from '../support/story.ts';
import { openReceiver } from '../support/webhook-receiver.ts';

test.use({ as: 'administrator' });

async function inDatabase<T>({ storage }: RunningApp, work: (db: ReturnType<typeof openDatabase>['db']) => Promise<T>) {
	if (!('databaseUrl' in storage)) throw new Error('only where the database is known');
	const { db, close } = openDatabase(storage.databaseUrl, { max: 1 });
	try {
		return await work(db);
	} finally {
		await close();
	}
}

test('an administrator sets the way back; a refused move returns, and says so on the desk and the dossier; a dead letter is sent again', async ({
	app,
	browser,
	page
}) => {
	const receiver = await openReceiver({ isClockReal: true });
	const key = await createFeed(app, 'motcua');
	await pushRecords(app.url, 'motcua', key, [
		anAccepted('H12-1', { handler: 'Nguyễn Văn An' }),
		anAccepted('H12-2', { handler: 'Nguyễn Văn An' }),
		anAccepted('H12-3', { handler: 'Trần Thị Bình' })
	]);
	await page.goto('/admin/feeds');
	const outlet = page.getByTestId('outlet-motcua');
	await outlet.getByLabel('Cách báo', { exact: true }).selectOption('push');
	await outlet.getByLabel('Địa chỉ nhận (https)').fill('http://motcua.example/hooks');
	await outlet.getByRole('button').click();
	await expect(outlet.getByRole('alert')).toContainText('https://');
	await expect(outlet.getByLabel('Địa chỉ nhận (https)')).toHaveValue('http://motcua.example/hooks');
	await outlet.getByLabel('Địa chỉ nhận (https)').fill(receiver.url);
	await outlet.getByRole('button').click();
	receiver.secret = await page.getByTestId('outlet-secret').innerText();
	expect(receiver.secret).toMatch(/^whsec_/);

	receiver.react = ({ data }) =>
		data.dossier === 'H12-1'
			? { status: 200, body: { status: 'refused', reason: 'Hồ sơ đang ký số' } }
			: { status: 200, body: { status: 'acknowledged' } };
	const context = await browser.newContext({
		baseURL: app.url,
		locale: 'vi-VN',
		storageState: await signedInState(app, { role: 'commune-head', unit: '31825' })
	});
	const versions = await inDatabase(app, (db) =>
		db.selectFrom('dossier').select(['code', 'version']).where('handler', '=', 'Nguyễn Văn An').execute()
	);
	const moved = await context.request.post('/api/desk/moves', {
		headers: { origin: new URL(app.url).origin },
		data: {
			key: crypto.randomUUID(),
			target: { kind: 'official', unit: '31825', official: 'Trần Thị Bình' },
			selection: { items: versions },
			reason: { code: 'overload' }
		}
	});
	expect(moved.status()).toBe(200);
	const told = (state: 'acknowledged' | 'refused') =>
		inDatabase(
			app,
			async (db) => (await db.selectFrom('reassignment').selectAll().where('state', '=', state).execute()).length
		);
	await expect.poll(() => told('refused')).toBe(1);
	await expect.poll(() => told('acknowledged')).toBe(1);

	const desk = await context.newPage();
	await desk.goto('/workload?unit=31825');
	await expect(desk.getByTestId('recent').getByTestId('told')).toContainText('1 đã chấp nhận, 1 từ chối');
	await desk.goto('/dossiers/H12-1');
	await expect(desk.getByTestId('told')).toContainText('từ chối');
	await expect(desk.getByTestId('told')).toContainText(
		'Lý do: “Hồ sơ đang ký số”. Hồ sơ đã trở về người xử lý trước đó.'
	);
	await expect(desk.getByTestId('clear-person')).toContainText('Nguyễn Văn An');

	await inDatabase(app, (db) =>
		db
			.updateTable('reassignment')
			.set({ state: 'dead', problem: 'status-503', attempts: 34, answeredAt: null })
			.where('state', '=', 'acknowledged')
			.execute()
	);
	await page.goto('/admin/feeds');
	await expect(page.getByTestId('dead')).toContainText('H12-2');
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
	await page.getByRole('button', { name: 'Gửi lại việc chuyển hồ sơ H12-2' }).click();
	await expect(page.getByText('Đã xếp hàng gửi lại: 1.')).toBeVisible();
	await expect.poll(() => told('acknowledged')).toBe(1);
	await context.close();
	await receiver.close();
});
