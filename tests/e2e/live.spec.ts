import type { Page, WebSocket } from '@playwright/test';
import { createFeed, startApp } from '../support/app.ts';
import { aLineToCut } from '../support/line.ts';
import { startOwnPostgres } from '../support/own-postgres.ts';
import { watchPaints } from '../support/paints.ts';
import { anAccepted, pushRecords } from '../support/records.ts';
import { startSender } from '../support/sender.ts';
import { expect, signedInState, test } from '../support/story.ts';

/**
 * A screen that is cut off tries again after nine seconds at most, an attempt that the cut line swallowed is given up after
 * twenty; a silent database is noticed after five.
 */
const PATIENT = { timeout: 45_000 };
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const status = (page: Page) => page.getByTestId('live-status');
const backlog = (page: Page) => page.getByTestId('backlog');

/** Sockets of the board that this page opens from now on, and how many messages came. */
function countMessages(page: Page): { readonly count: number } {
	const seen = { count: 0 };
	page.on('websocket', (socket: WebSocket) => {
		socket.on('framereceived', ({ payload }) => {
			if (String(payload).startsWith('42["c"') || typeof payload !== 'string') seen.count++;
		});
	});
	return seen;
}

/** The reader turns to another tab, or comes back; headless pages are always looked at. */
async function look(page: Page, visibility: 'hidden' | 'visible'): Promise<void> {
	await page.evaluate((state) => {
		Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
		document.dispatchEvent(new Event('visibilitychange'));
	}, visibility);
}

test('300 changes a second are painted at most ten times a second, and none of them is left out', async ({
	app,
	page
}) => {
	const key = await createFeed(app, 'test');
	const messages = countMessages(page);
	await page.goto('/');
	await expect(status(page)).toHaveAttribute('data-state', 'live');
	const watch = await watchPaints(page);
	const before = messages.count;
	// As fast as it can; a slow machine sends fewer, and the cap is the same.
	const sender = startSender({ url: () => app.url, feed: 'test', key, lanes: 3, batch: 5 });
	await sender.untilMore(1_500);
	await sender.finish();
	await expect(backlog(page)).toHaveVersionAtLeast(sender.version);
	const { at, blanks } = await watch.read();
	const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0));
	expect(at.length).toBeGreaterThan(5);
	// What is written in one paint is one task. Chromium rounds timers down by up to a millisecond.
	expect(pauses.filter((pause) => pause > 0.5 && pause < 98)).toEqual([]);
	expect(at.length).toBeLessThan(messages.count - before);
	expect(blanks).toEqual([]);
	const open = sender.acknowledged.filter(({ type }) => type === 'accepted').length;
	const closed = sender.acknowledged.filter(({ type }) => type === 'resolved').length;
	await expect(backlog(page)).toHaveAttribute('data-value', String(open - closed));
});

test('a hidden tab paints nothing, and is up to date the moment it is shown', async ({ app, page, context }) => {
	const key = await createFeed(app, 'test');
	const messages = countMessages(page);
	await page.goto('/');
	await expect(status(page)).toHaveAttribute('data-state', 'live');
	await look(page, 'hidden');
	const watch = await watchPaints(page);
	const other = await context.newPage();
	await other.goto('/');
	let version = 0;
	const before = messages.count;
	for (let n = 0; n < 10; n++) {
		({ version } = await pushRecords(app.url, 'test', key, [anAccepted(`H-${n}`)]));
		await expect(backlog(other)).toHaveVersionAtLeast(version);
	}
	// Signs of life come every two seconds, to a screen that has had all before.
	const all = messages.count + 2;
	await expect.poll(() => messages.count, PATIENT).toBeGreaterThanOrEqual(all);
	expect(messages.count - before).toBeGreaterThanOrEqual(10);
	expect((await watch.read()).changes).toBe(0);
	await expect(backlog(page)).toHaveAttribute('data-value', '0');

	await look(page, 'visible');
	// At once: no message is waited for, not even a timer.
	expect(await backlog(page).getAttribute('data-value')).toBe('10');
	expect(Number(await backlog(page).getAttribute('data-version'))).toBe(version);
	await expect(page.getByTestId('delay')).toHaveCount(0);
});

/** Three wards with dossiers; the one with the greatest share overdue stands first. */
async function aRanking(url: string, key: string): Promise<void> {
	const late = (code: string, unit: string) =>
		anAccepted(code, { at: inHours(-50), returnAt: inHours(-2), receiving: unit, resolving: unit });
	const fine = (code: string, unit: string) =>
		anAccepted(code, { at: inHours(-50), returnAt: inHours(90), receiving: unit, resolving: unit });
	await pushRecords(url, 'test', key, [
		...[1, 2, 3].map((n) => late(`A-${n}`, '31825')),
		...[late('B-1', '32002'), fine('B-2', '32002')],
		...[fine('C-1', '32152'), fine('C-2', '32152')]
	]);
}

for (const [name, hold, letGo] of [
	[
		'pointer',
		(page: Page) => page.locator('[data-testid="ranking-communes"] tr[data-code="32002"] .today').hover(),
		(page: Page) => page.mouse.move(0, 0)
	],
	[
		'focus',
		(page: Page) => page.locator('[data-testid="ranking-communes"] tr[data-code="32002"] a').first().focus(),
		(page: Page) => page.evaluate(() => (document.activeElement as HTMLElement).blur())
	]
] as const) {
	test(`rows keep their places under the ${name}, with numbers that go on, and move when it leaves`, async ({
		app,
		page
	}) => {
		const key = await createFeed(app, 'test');
		await aRanking(app.url, key);
		await page.mouse.move(0, 0);
		await page.goto('/');
		await expect(status(page)).toHaveAttribute('data-state', 'live');
		const table = page.getByTestId('ranking-communes');
		const order = () =>
			table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-code')));
		const row = table.locator('tr[data-code="32152"]');
		await expect.poll(async () => (await order()).slice(0, 2)).toEqual(['31825', '32002']);
		await hold(page);
		const kept = await order();
		// Everything of the third ward is overdue now, and of the first nothing.
		const { version } = await pushRecords(app.url, 'test', key, [
			...['C-1', 'C-2'].map((dossier) => ({ dossier, type: 'resolved' as const, at: inHours(0) })),
			...['C-3', 'C-4', 'C-5', 'C-6'].map((dossier) =>
				anAccepted(dossier, { at: inHours(-50), returnAt: inHours(-2), receiving: '32152', resolving: '32152' })
			),
			...['A-1', 'A-2', 'A-3'].map((dossier) => ({ dossier, type: 'resolved' as const, at: inHours(0) }))
		]);
		await expect(page.getByTestId('board')).toHaveVersionAtLeast(version);
		if (kept.includes('32152')) await expect(row.locator('td').nth(2)).toHaveText('4');
		await expect(table.locator('tr[data-code="31825"] td').nth(2)).toHaveText('0');
		expect(await order()).toEqual(kept);
		await expect(table.getByRole('button', { name: 'thay đổi thứ tự' })).toBeVisible();
		await letGo(page);
		await expect.poll(async () => (await order()).slice(0, 2)).toEqual(['32152', '32002']);
		await expect(row.locator('td').nth(2)).toHaveText('4');
	});
}

test('numbers never blank while the line breaks again and again, and a screen offline for ten minutes catches up', async ({
	app,
	page
}) => {
	test.setTimeout(240_000);
	const key = await createFeed(app, 'test');
	await pushRecords(app.url, 'test', key, [anAccepted('D-1')]);
	await page.clock.install();
	const line = await aLineToCut(page);
	await page.goto('/');
	await expect(status(page)).toHaveAttribute('data-state', 'live');
	const watch = await watchPaints(page);
	for (let n = 2; n <= 4; n++) {
		line.cut();
		await expect(status(page)).toHaveAttribute('data-state', 'cut');
		await expect(backlog(page).locator('.value')).toHaveText(String(n - 1));
		const { version } = await pushRecords(app.url, 'test', key, [anAccepted(`D-${n}`)]);
		line.mend();
		await expect(backlog(page)).toHaveVersionAtLeast(version, PATIENT);
		await expect(status(page)).toHaveAttribute('data-state', 'live');
	}
	line.cut();
	await expect(status(page)).toHaveAttribute('data-state', 'cut');
	const sender = startSender({ url: () => app.url, feed: 'test', key, batch: 50 });
	await sender.untilMore(600);
	await sender.finish();
	await page.clock.fastForward(600_000);
	await expect(page.getByTestId('cut-banner')).toContainText('(10 phút trước)');
	await expect(backlog(page).locator('.value')).toHaveText('4');
	line.mend();
	await expect(backlog(page)).toHaveVersionAtLeast(sender.version, PATIENT);
	await expect(status(page)).toHaveAttribute('data-state', 'live');
	expect((await watch.read()).blanks).toEqual([]);
});

test('how the board stands is said in words: live, slow, cut, held still', async ({ page }) => {
	test.setTimeout(240_000);
	const postgres = await startOwnPostgres();
	const app = await startApp({ databaseUrl: postgres.url });
	try {
		const { cookies } = await signedInState(app, 'leader');
		await page.context().addCookies(cookies);
		const key = await createFeed(app, 'test');
		const { version } = await pushRecords(app.url, 'test', key, [anAccepted('W-1')]);
		const line = await aLineToCut(page);
		await page.goto(app.url);
		await expect(status(page)).toContainText(/Trực tiếp.*số liệu đến \d\d:\d\d:\d\d/s);

		await page.getByRole('button', { name: 'Tạm dừng' }).click();
		await expect(status(page)).toContainText('Đang tạm dừng');
		const { version: held } = await pushRecords(app.url, 'test', key, [anAccepted('W-2')]);
		await expect(page.getByRole('button', { name: 'Tiếp tục' })).toBeVisible();
		await expect(backlog(page)).toHaveAttribute('data-version', String(version));
		await page.getByRole('button', { name: 'Tiếp tục' }).click();
		await expect(backlog(page)).toHaveVersionAtLeast(held);
		await expect(status(page)).toContainText('Trực tiếp');

		postgres.line.freeze();
		await expect(status(page)).toContainText(/Cập nhật chậm.*\d+ giây trước/s, PATIENT);
		await expect(backlog(page)).toHaveAttribute('data-value', '2');
		postgres.line.thaw();
		await expect(status(page)).toContainText('Trực tiếp', PATIENT);

		line.cut();
		await expect(status(page)).toContainText('Mất kết nối');
		await expect(page.getByTestId('cut-banner')).toContainText('Mất kết nối với máy chủ.');
		// The whole board looks old, not only its chip.
		await expect(page.getByTestId('board')).toHaveCSS('outline-style', 'dashed');
		await expect(backlog(page)).toHaveAttribute('data-value', '2');
		line.mend();
		await expect(status(page)).toContainText('Trực tiếp', PATIENT);
		await expect(page.getByTestId('board')).toHaveCSS('outline-style', 'none');
	} finally {
		await app.stop();
		await postgres.remove();
	}
});

/** An event of Chromium's trace; times in µs. */
interface TraceEvent {
	readonly name: string;
	readonly ph: string;
	readonly pid: number;
	readonly tid: number;
	readonly ts: number;
	readonly dur?: number;
	/** Of the processor: what it waited for its turn is not in it. */
	readonly tdur?: number;
}
/** What runs our script; styles, layout and painting are the browser's, and on a machine without a GPU very slow. */
const SCRIPT = new Set(['FunctionCall', 'EvaluateScript', 'TimerFire', 'FireAnimationFrame', 'RunMicrotasks']);

/** Per task of the page's main thread: how long it took in all, and how much of a processor's time its script had, in ms. */
function toTasks(events: readonly TraceEvent[]): { ms: number; scriptMs: number }[] {
	const busiest = new Map<string, number>();
	for (const { name, pid, tid, dur = 0 } of events)
		if (name === 'FunctionCall') busiest.set(`${pid} ${tid}`, (busiest.get(`${pid} ${tid}`) ?? 0) + dur);
	const [main] = [...busiest].sort((a, b) => b[1] - a[1])[0] ?? [''];
	const own = events.filter(({ pid, tid, ph }) => ph === 'X' && `${pid} ${tid}` === main);
	const scripts = own.filter(({ name }) => SCRIPT.has(name)).sort((a, b) => a.ts - b.ts);
	return own
		.filter(({ name }) => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask')
		.map(({ ts, dur = 0 }) => {
			let until = ts;
			let script = 0;
			for (const one of scripts) {
				const end = one.ts + (one.dur ?? 0);
				if (one.ts < ts || end > ts + dur) continue;
				// One inside another counts once.
				if (end > until) script += one.tdur ?? one.dur ?? 0;
				until = Math.max(until, end);
			}
			return { ms: dur / 1000, scriptMs: script / 1000 };
		});
}

test('prints how long the tasks of the board are at 300 changes a second', async ({ app, page, browser }) => {
	test.skip(process.env.MEASURE_LIVE !== 'yes', 'a figure for people, not a test: MEASURE_LIVE=yes');
	const key = await createFeed(app, 'test');
	await page.goto('/');
	await expect(status(page)).toHaveAttribute('data-state', 'live');
	const watch = await watchPaints(page);
	const session = await page.context().newCDPSession(page);
	await session.send('Performance.enable');
	const spent = async () => {
		const { metrics } = await session.send('Performance.getMetrics');
		return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
	};
	await browser.startTracing(page, {
		categories: ['devtools.timeline', 'toplevel', 'disabled-by-default-devtools.timeline']
	});
	const before = await spent();
	const sender = startSender({ url: () => app.url, feed: 'test', key, lanes: 1, batch: 2 });
	await sender.untilMore(3_000);
	await sender.finish();
	await expect(backlog(page)).toHaveVersionAtLeast(sender.version);
	const after = await spent();
	const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
	const tasks = toTasks(traceEvents);
	const { at, longTasksMs } = await watch.read();
	const seconds = ((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1000;
	const share = (name: string) => Math.round((((after[name] ?? 0) - (before[name] ?? 0)) / seconds) * 100);
	const worst = (of: (task: { ms: number; scriptMs: number }) => number) => Math.round(Math.max(0, ...tasks.map(of)));
	const changes = Math.round(sender.acknowledged.length / seconds);
	process.stdout.write(
		`  ${changes} changes/s for ${seconds.toFixed(1)} s: ${(at.length / seconds).toFixed(1)} paints/s; ` +
			`script ${share('ScriptDuration')} % of a processor, all work of the page ${share('TaskDuration')} %; ` +
			`longest script of one task, in processor time, ${worst(({ scriptMs }) => scriptMs)} ms ` +
			`(${tasks.filter(({ scriptMs }) => scriptMs > 50).length} tasks with more than 50 ms of script), ` +
			`longest task with drawing ${worst(({ ms }) => ms)} ms (${longTasksMs.length} over 50 ms)\n`
	);
});
