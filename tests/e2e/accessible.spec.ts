import type { Browser, Page } from '@playwright/test';
import type { RunningApp } from '../support/app.ts';
import { findBarriers, findOverflow } from '../support/barriers.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import type { As } from '../support/sign-in.ts';
import { expect, scriptsRun, signedInState, test } from '../support/story.ts';

const DEMO_KEY = 'ts_a-key-for-one-story';
const COMMUNE = '31825';
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const HOSTILE = `"><script>alert(1)</script><b onmouseover=alert(1)>Đặng ＆ 'Con' ${'ơ'.repeat(60)}`;
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
/** Before everything of the ledger below, and after it. */
const AN_HOUR_AGO = encodeURIComponent(hours(-1));

/** Everybody who may see something, so that no page has a part left out. */
const EVERYBODY: readonly As[] = ['leader', { role: 'commune-head', unit: COMMUNE }, 'auditor', 'administrator'];

/** Every page, and the states of a page that show something else; `open` is what a visitor does first. */
const PAGES: readonly {
	name: string;
	address: string;
	as?: readonly As[] | null;
	open?: (page: Page) => Promise<unknown>;
}[] = [
	{ name: 'sign-in', address: '/sign-in', as: null },
	{
		name: 'sign-in, refused',
		address: '/sign-in',
		as: null,
		open: async (page) => {
			await page.getByLabel('Thư điện tử').fill('khong-co@camau.invalid');
			await page.getByLabel('Mật khẩu').fill('sai');
			await page.getByRole('button', { name: 'Đăng nhập' }).click();
			await page.getByRole('alert').waitFor();
		}
	},
	{ name: 'second factor', address: '/sign-in/second-factor', as: null },
	{ name: 'second factor, backup code', address: '/sign-in/second-factor?to=%2F&backup', as: null },
	{ name: 'overview', address: '/' },
	{
		name: 'overview, a definition open',
		address: '/',
		open: (page) => page.getByTestId('overdue').getByRole('button').click()
	},
	{
		name: 'overview, account menu open',
		address: '/',
		open: (page) => page.getByTestId('account-menu').click()
	},
	{ name: 'overview at a past instant', address: `/?at=${AN_HOUR_AGO}&known=now` },
	{ name: 'unit as resolver', address: `/units/${COMMUNE}` },
	{ name: 'unit as receiver', address: `/units/${COMMUNE}?side=receiving` },
	{ name: 'list', address: '/dossiers' },
	{ name: 'list, filtered', address: `/dossiers?figure=backlog&resolving=${COMMUNE}&nonsense=1` },
	{
		name: 'list, a row selected and the keys shown',
		address: '/dossiers',
		open: async (page) => {
			await page.locator('tbody input').first().check();
			await page.keyboard.press('?');
			await page.getByRole('dialog').waitFor();
		}
	},
	{ name: 'list, columns open', address: '/dossiers', open: (page) => page.getByText('Cột', { exact: true }).click() },
	{ name: 'empty list', address: '/dossiers?q=khong-co-gi' },
	{ name: 'unit at a past instant', address: `/units/${COMMUNE}?at=${AN_HOUR_AGO}&known=now` },
	{ name: 'findings at a past instant', address: `/findings?at=${AN_HOUR_AGO}&known=now` },
	{ name: 'list at a past instant', address: `/dossiers?at=${AN_HOUR_AGO}&known=now` },
	{ name: 'dossier', address: '/dossiers/LATE-1' },
	{
		name: 'dossier, applicant shown',
		address: '/dossiers/OPEN-1',
		open: async (page) => {
			await page.getByRole('button', { name: 'Xem thông tin người nộp' }).click();
			await page.getByTestId('applicant').waitFor();
		}
	},
	{ name: 'the desk, nothing chosen', address: '/workload' },
	{
		name: 'the desk, a list open and a row held',
		address: `/workload?unit=${COMMUNE}`,
		open: async (page) => {
			await page.locator('tr[data-official] button').first().click();
			await page.getByTestId('hand').locator('tbody input').first().check();
			await page.getByTestId('after').first().waitFor();
		}
	},
	{
		name: 'moving to another unit',
		address: `/workload?unit=${COMMUNE}`,
		open: async (page) => {
			await page.locator('tr[data-official] button').first().click();
			await page.getByTestId('hand').locator('tbody input').first().check();
			await page.getByRole('button', { name: /^Chuyển 1 hồ sơ/ }).click();
			await page.getByLabel('Chuyển cho').selectOption({ label: 'Đơn vị khác…' });
			await page.getByLabel('Đơn vị nhận', { exact: true }).selectOption('H12.44');
		}
	},
	{ name: 'messages', address: '/messages' },
	{
		name: 'desk settings, an official open',
		address: `/workload/settings?unit=${COMMUNE}&official=L%C3%AA%20Th%E1%BB%8B%20%C3%9At`
	},
	{ name: 'desk forecast, changed', address: `/workload/forecast?unit=${COMMUNE}&more=2&intake=30&absent=x` },
	{ name: 'desk hit rate', address: `/workload/hit-rate?unit=${COMMUNE}` },
	{ name: 'findings', address: '/findings' },
	{ name: 'rollout', address: `/rollout?unit=${COMMUNE}` },
	{ name: 'rollout at a past instant', address: `/rollout?at=${AN_HOUR_AGO}&known=now` },
	{ name: 'difficulties', address: '/rollout/difficulties' },
	{ name: 'choice of an agenda', address: '/rollout/agenda' },
	{ name: 'agenda', address: `/rollout/agenda?unit=${COMMUNE}` },
	{ name: 'flows', address: '/flows' },
	{ name: 'flows, of the open', address: '/flows?figure=backlog' },
	{ name: 'flows at a past instant', address: `/flows?at=${AN_HOUR_AGO}&known=now` },
	{ name: 'travel assumptions', address: '/flows/assumptions' },
	{ name: 'report II.06a', address: '/reports/ii-06a' },
	{ name: 'account', address: '/account' },
	{ name: 'password', address: '/account/password' },
	{ name: 'feeds', address: '/admin/feeds' },
	{ name: 'accounts', address: '/admin/accounts' },
	{
		name: 'one account',
		address: '/admin/accounts',
		open: async (page) => {
			await page.locator('tbody').getByRole('link').first().click();
			await page.getByTestId('grants').waitFor();
		}
	},
	{ name: 'audit log', address: '/admin/audit' },
	{ name: 'press desk', address: '/press' },
	{
		name: 'frozen figures',
		address: '/press',
		open: freezeFigures
	},
	...(['stage', 'paper'] as const).map((part) => ({
		name: `${part} of frozen figures`,
		address: '/press',
		open: async (page: Page) => {
			await freezeFigures(page);
			await page.goto(`${new URL(page.url()).pathname}/${part}`);
		}
	})),
	{ name: 'check of a printed number', address: '/p?id=CM-250829-1400-FFFF', as: null },
	{ name: 'not for you', address: '/admin/feeds', as: ['official'] },
	{ name: 'not found', address: '/dossiers/KHONG-CO' }
];

const IN_ENGLISH = [
	'/',
	'/dossiers',
	'/dossiers/LATE-1',
	`/units/${COMMUNE}`,
	'/findings',
	'/rollout',
	'/flows',
	'/reports/ii-06a'
];

/** A small ledger with something in every part of every page. */
async function fillLedger(app: RunningApp): Promise<void> {
	await pushRecords(app.url, 'demo', DEMO_KEY, [
		anAccepted('OPEN-1', { handler: 'Lê Thị Út', step: 'Thẩm định', applicant: { name: 'Trần Thị Thử' } }),
		anAccepted('SOON-1', { at: hours(-30), returnAt: hours(0.5), channel: 'post' }),
		anAccepted('LATE-1', { at: hours(-50), returnAt: hours(-2), receiving: '32152', handler: HOSTILE, step: HOSTILE }),
		{
			dossier: 'LATE-1',
			type: 'appointed',
			cause: 'reappointment',
			at: hours(-40),
			returnAt: hours(-3),
			reason: HOSTILE
		},
		anAccepted('LATE-2', { at: hours(-250), returnAt: hours(-200), resolving: 'H12.44', handler: 'Trần Văn Bé' }),
		anAccepted('PAUSED-1', { at: hours(-60), returnAt: hours(90), handler: 'Lê Thị Út' }),
		{ dossier: 'PAUSED-1', type: 'supplement-requested', at: hours(-20), reason: 'Thiếu bản đồ' },
		anAccepted('DONE-1', { at: hours(-4), receiving: '32002' }),
		{ dossier: 'DONE-1', type: 'resolved', at: hours(-2) },
		anAccepted('WAITS-1', { resolving: 'NO-SUCH-UNIT' }),
		{ ...anAccepted('<b>X</b>'), channel: 'pigeon' as never }
	]);
}

async function aBrowserOf(app: RunningApp, browser: Browser, as: readonly As[] | null): Promise<Page> {
	const storageState = as === null ? { cookies: [], origins: [] } : await signedInState(app, as);
	const context = await browser.newContext({
		baseURL: app.url,
		storageState,
		viewport: DESK,
		reducedMotion: 'reduce'
	});
	return context.newPage();
}

async function freezeFigures(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Chốt số liệu' }).click();
	await page.getByTestId('headline').waitFor();
}

test.use({ appEnv: { DEMO: 'on', DEMO_FEED_KEY: DEMO_KEY } });

/** Pages that one browser walks through; more walks go on beside each other. */
const WALK = 12;
for (let first = 0; first < PAGES.length; first += WALK) {
	const pages = PAGES.slice(first, first + WALK);
	const from = `${pages[0]?.name ?? ''} to ${pages.at(-1)?.name ?? ''}`;
	test(`nothing keeps people out, light at a desk and dark on a phone, nor does a page move sideways: ${from}`, async ({
		app,
		browser
	}) => {
		test.setTimeout(180_000);
		await fillLedger(app);
		const readers = new Map<readonly As[] | null, Page>();
		for (const { name, address, as = EVERYBODY, open } of pages) {
			const page = readers.get(as) ?? (await aBrowserOf(app, browser, as));
			readers.set(as, page);
			await page.emulateMedia({ colorScheme: 'light' });
			await page.setViewportSize(DESK);
			await page.goto(address);
			if (open !== undefined && as !== null) await scriptsRun(page);
			await open?.(page);
			expect.soft(await findBarriers(page), `${name}, light`).toEqual([]);
			expect.soft(await findOverflow(page), `${name}, at a desk`).toEqual([]);
			await page.emulateMedia({ colorScheme: 'dark' });
			await page.setViewportSize(PHONE);
			const onPhone = await findBarriers(page, ['color-contrast', 'scrollable-region-focusable', 'target-size']);
			expect.soft(onPhone, `${name}, dark, on a phone`).toEqual([]);
			expect.soft(await findOverflow(page), `${name}, on a phone`).toEqual([]);
		}
	});
}

test('nor in English, where the words are others', async ({ app, browser }) => {
	await fillLedger(app);
	const page = await aBrowserOf(app, browser, EVERYBODY);
	await page.context().addCookies([{ name: 'locale', value: 'en', url: app.url }]);
	for (const address of IN_ENGLISH) {
		await page.goto(address);
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
		expect.soft(await findBarriers(page), address).toEqual([]);
	}
});
