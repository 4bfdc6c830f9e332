import { io } from 'socket.io-client';
import { afterAll, describe, expect, it } from 'vitest';
import { findEndReason } from '../../src/lib/client/live/view-link.ts';
import type { Freshness } from '../../src/lib/contract/freshness.ts';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { RIGHTS_OF, ROLES } from '../../src/lib/domain/access/role.ts';
import { type Scope, toScopeCondition } from '../../src/lib/domain/access/scope.ts';
import { contributionsOf } from '../../src/lib/domain/board/contributions.ts';
import type { Dossier } from '../../src/lib/domain/dossier/dossier.ts';
import { FIGURE_IDS } from '../../src/lib/domain/figure/figure.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import {
	atMinute,
	DAY_MS,
	dayOf,
	HOUR_MS,
	MINUTE_MS,
	toIsoDay,
	toIsoInstant
} from '../../src/lib/domain/time/instant.ts';
import { DOSSIER_COLUMNS } from '../../src/lib/server/db/dossier-columns.ts';
import { toSql } from '../../src/lib/server/read/condition-sql.ts';
import { readFigures } from '../../src/lib/server/read/read-figures.ts';
import { freshDatabase } from '../support/database.ts';
import { openLiveAccess } from '../support/live-access.ts';
import { type LiveClient, openLiveClient } from '../support/live-client.ts';
import { startLiveNode } from '../support/live-node.ts';
import { openOffice } from '../support/office.ts';
import { type As, type SignedIn, signIn } from '../support/sign-in.ts';

const { db, url } = await freshDatabase();
/** Ten in the morning of today: sessions are of this day, and no midnight is near. */
const TODAY = dayOf(Date.now());
const office = await openOffice(db, atMinute(TODAY, 600));
const { layout, catalogue } = office;
const UNITS = ['31825', '32002', 'H12.44'];
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length]!;

await office.push(
	Array.from({ length: 90 }, (_, n): EventRecord[] => {
		const start = office.now - (n % 8) * DAY_MS - 90 * MINUTE_MS;
		const facts = {
			dossier: `S-${n}`,
			procedure: '1.004873',
			receiving: pick(UNITS, n),
			resolving: pick(UNITS, n >> 1),
			returning: pick(UNITS, n >> 2),
			channel: pick(['online', 'counter'] as const, n >> 1),
			...(n % 4 === 0 ? {} : { handler: pick(['Nguyễn Văn A', 'Trần Thị B'], n >> 3) })
		};
		const promised = { returnAt: toIsoInstant(office.now + ((n % 11) - 4) * 7 * HOUR_MS) };
		const accepted = { ...facts, type: 'accepted' as const, at: toIsoInstant(start), ...(n % 5 ? promised : {}) };
		return n % 3 === 0 ? [accepted, { ...facts, type: 'resolved', at: toIsoInstant(start + HOUR_MS) }] : [accepted];
	}).flat()
);

const access = await openLiveAccess(db, () => office.now);
const node = await startLiveNode(url, office, access);
afterAll(() => node.stop());

const ownUnit = (unit: string): Scope => ({ units: [unit], hands: [] });
const withdraw = (accountId: string, unit: string) =>
	db
		.updateTable('accountGrant')
		.set({ withdrawnAt: toIsoInstant(office.now) })
		.where('accountId', '=', accountId)
		.where('unit', '=', unit)
		.execute();

/** Somebody's screen, and everything it was ever sent. */
interface Seat extends SignedIn {
	readonly screen: LiveClient;
	readonly heard: string[];
	readonly freshness: Promise<Freshness>;
}

async function take(as: As | readonly As[]): Promise<Seat> {
	const one = await signIn(db, as);
	const screen = openLiveClient(node.url, { headers: one.headers });
	const heard: string[] = [];
	// Packed messages hold their texts one byte a letter.
	const toText = (part: unknown) => (part instanceof Uint8Array ? Buffer.from(part).toString('latin1') : part);
	screen.socket.onAny((...message: unknown[]) => heard.push(JSON.stringify(message.map(toText))));
	const freshness = new Promise<Freshness>((resolve) => screen.socket.on('freshness', resolve));
	await screen.until('a view', ({ ended }) => ended === null);
	return { ...one, screen, heard, freshness };
}

async function readInside(scope: Scope): Promise<Dossier[]> {
	const moments = momentsAt(office.now, catalogue.calendarFor(null, office.now));
	return db
		.selectFrom('dossier')
		.select(DOSSIER_COLUMNS)
		.where((eb) => toSql(toScopeCondition(scope), moments, eb))
		.execute();
}

/** Every cell of the screen is what the ledger says of the scope, and every number of its past too. */
async function expectTruthOf(scope: Scope, { view }: LiveClient): Promise<void> {
	const moments = momentsAt(office.now, catalogue.calendarFor(null, office.now));
	const inside = await readInside(scope);
	const cells = new Array<number>(layout.size).fill(0);
	const countsIn = contributionsOf(layout);
	for (const dossier of inside) for (const cell of countsIn(dossier, moments)) cells[cell]! += 1;
	expect(view.cells).toEqual(cells);
	const figures = await readFigures(db, scope, moments);
	for (const id of FIGURE_IDS) expect(view.cells[layout.figure(id)], id).toBe(figures[id].of);
	const perDay = view.history.days.map(
		(day) => inside.filter(({ acceptedAt }) => acceptedAt !== null && toIsoDay(dayOf(acceptedAt)) === day).length
	);
	expect(view.history.figures['received-today']).toEqual(perDay);
	const codes = new Set(inside.map(({ code }) => code));
	expect(view.ticker.filter(({ dossier }) => !codes.has(dossier))).toEqual([]);
}

describe.each(ROLES.map((role) => [role]))('the screen of a %s', (role) => {
	it('shows every number as the ledger has it within the scope, and nothing outside', async () => {
		expect(RIGHTS_OF[role]).toContain('view');
		const seat = await take(role);
		const { view: scope } = (await access.readAccesses([seat.sessionId])).get(seat.sessionId) ?? {};
		if (scope === undefined) throw new Error('nobody is signed in');
		await expectTruthOf(scope, seat.screen);
		const inside = await readInside(scope);
		expect(inside.length).toBeGreaterThan(0);
		expect(inside.length === 90).toBe(scope === 'province');
		expect(seat.screen.view.ticker.length).toBeGreaterThan(0);

		const own = (unit: string) => scope === 'province' || scope.units.includes(unit);
		const { silent, signs } = await seat.freshness;
		const told = layout.units.filter((_, place) => signs[2 * place] != null || signs[2 * place + 1] != null);
		expect(told.filter((unit) => !own(unit))).toEqual([]);
		expect(told.sort()).toEqual(UNITS.filter(own).sort());
		expect(silent.filter(({ kind, id }) => kind === 'unit' && !own(id))).toEqual([]);
		seat.screen.close();
	});
});

it('the room of one scope gets nothing of another', async () => {
	const seats = await Promise.all([
		take({ role: 'commune-head', unit: '31825' }),
		take({ role: 'commune-head', unit: '32002' }),
		take({ role: 'official', unit: '32002', handler: 'Nguyễn Văn A' }),
		take('leader')
	]);
	const place = { receiving: '32002', resolving: '32002', returning: '32002', procedure: '1.004873' };
	const at = toIsoInstant(office.now - MINUTE_MS);
	const { version } = await office.push([{ dossier: 'ONLY-32002', type: 'accepted', at, ...place }]);
	for (const { screen } of seats) await screen.untilVersion(version);
	const [, head, , leader] = seats;
	for (const { screen } of [head, leader]) {
		await screen.until('the new line', ({ view }) => view.ticker[0]?.dossier === 'ONLY-32002');
	}
	expect(seats.map(({ heard }) => heard.some((message) => message.includes('ONLY-32002')))).toEqual([
		false,
		true,
		false,
		true
	]);
	await expectTruthOf(ownUnit('31825'), seats[0].screen);
	await expectTruthOf(ownUnit('32002'), head.screen);
	await expectTruthOf('province', leader.screen);
	for (const { screen } of seats) screen.close();
});

it('a filter narrows a scope, and cannot widen it', async () => {
	const { headers } = await signIn(db, { role: 'commune-head', unit: '31825' });
	const screen = openLiveClient(node.url, { headers, filter: { resolving: '32002' } });
	await screen.until('a view', () => true);
	const both = (await readInside(ownUnit('31825'))).filter(({ resolving }) => resolving === '32002');
	const open = both.filter(({ acceptedAt, closedAt }) => acceptedAt !== null && closedAt === null);
	expect(open.length).toBeGreaterThan(0);
	expect(screen.view.cells[layout.figure('backlog')]).toBe(open.length);
	screen.close();
});

describe('a right that goes', () => {
	it('with another left narrows the screen: it leaves at once, and shows exactly the rest', async () => {
		const seat = await take([
			{ role: 'commune-head', unit: '31825' },
			{ role: 'commune-head', unit: '32002' }
		]);
		await expectTruthOf({ units: ['31825', '32002'], hands: [] }, seat.screen);
		const order: string[] = [];
		seat.screen.socket.on('scope:changed', () => order.push('changed'));
		const moved = new Promise<void>((resolve) =>
			seat.screen.socket.on('view:whole', () => {
				order.push('whole');
				resolve();
			})
		);
		await withdraw(seat.accountId, '32002');
		await moved;
		expect(order).toEqual(['changed', 'whole']);
		await expectTruthOf(ownUnit('31825'), seat.screen);
		const at = toIsoInstant(office.now - MINUTE_MS);
		const { version } = await office.push([
			{ dossier: 'THEIRS', type: 'accepted', at, receiving: '32002', resolving: '32002', returning: '32002' },
			{ dossier: 'OURS', type: 'accepted', at, receiving: '31825', resolving: '31825', returning: '31825' }
		]);
		await seat.screen.untilVersion(version);
		await seat.screen.until('the new line', ({ view }) => view.ticker[0]?.dossier === 'OURS');
		expect(seat.heard.some((message) => message.includes('THEIRS'))).toBe(false);
		await expectTruthOf(ownUnit('31825'), seat.screen);
		expect(seat.screen.connections).toBe(1);
		seat.screen.close();
	});

	it('with none left closes the screen and says why; its numbers stay, and it does not come back', async () => {
		const { screen, accountId, headers } = await take({ role: 'commune-head', unit: '31825' });
		const last = screen.view;
		await withdraw(accountId, '31825');
		await screen.until('the end', ({ ended }) => ended !== null);
		expect(screen.ended).toBe('forbidden');
		expect(screen.states.at(-1)).toBe('cut');
		expect(screen.view.cells).toEqual(last.cells);
		expect(screen.socket.active).toBe(false);
		expect(await knock(headers)).toBe('forbidden');
	});

	it('with its last day ends at midnight', async () => {
		const seat = await take({ role: 'commune-head', unit: '31825', to: TODAY });
		const lasting = await take({ role: 'commune-head', unit: '31825' });
		office.now = atMinute(TODAY + 1, 0);
		await seat.screen.until('the end', ({ ended }) => ended !== null);
		expect(seat.screen.ended).toBe('forbidden');
		const { version } = await office.push([
			{ dossier: 'NEXT-DAY', type: 'accepted', at: toIsoInstant(office.now), receiving: '31825', resolving: '31825' }
		]);
		await lasting.screen.untilVersion(version);
		await lasting.screen.until('the new day', ({ view }) => view.history.days.at(-1) === toIsoDay(TODAY));
		expect(lasting.screen.ended).toBe(null);
		await expectTruthOf(ownUnit('31825'), lasting.screen);
		lasting.screen.close();
	});
});

describe('a session that ends', () => {
	it('by signing out closes its screens, and opens none', async () => {
		const { screen, sessionId, headers } = await take('leader');
		await db.deleteFrom('auth.session').where('id', '=', sessionId).execute();
		await screen.until('the end', ({ ended }) => ended !== null);
		expect(screen.ended).toBe('signed-out');
		expect(await knock(headers)).toBe('signed-out');
	});

	it('by itself closes its screens too', async () => {
		const one = await signIn(db, 'leader');
		await db
			.updateTable('auth.session')
			.set({ expiresAt: toIsoInstant(office.now + MINUTE_MS) })
			.where('id', '=', one.sessionId)
			.execute();
		const screen = openLiveClient(node.url, { headers: one.headers });
		await screen.until('a view', () => true);
		office.now += 2 * MINUTE_MS;
		await screen.until('the end', ({ ended }) => ended !== null);
		expect(screen.ended).toBe('signed-out');
	});

	it('is not there for whoever shows nothing, or something made up', async () => {
		expect(await knock({})).toBe('signed-out');
		expect(await knock({ cookie: 'ts.session_token=made.up' })).toBe('signed-out');
		expect(await knock({ authorization: 'Bearer tsr_made-up' })).toBe('signed-out');
	});
});

/** What a connection with these headers is told: why it is refused, or null. */
function knock(headers: Readonly<Record<string, string>>): Promise<string | null> {
	return new Promise((resolve) => {
		const socket = io(node.url, {
			transports: ['websocket'],
			forceNew: true,
			reconnection: false,
			extraHeaders: headers
		});
		const end = (answer: string | null): void => {
			socket.close();
			resolve(answer);
		};
		socket.once('connect', () => end(null));
		socket.once('connect_error', (error) => end(findEndReason(error)));
	});
}
