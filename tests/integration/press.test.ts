import { hash } from 'node:crypto';
import { isHttpError, isRedirect } from '@sveltejs/kit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { FrozenContent } from '../../src/lib/contract/frozen-content.ts';
import { toFrozenContent } from '../../src/lib/contract/frozen-content.ts';
import { RIGHTS_OF, ROLES } from '../../src/lib/domain/access/role.ts';
import { extrasOf } from '../../src/lib/domain/press/frozen-content.ts';
import { CHECK_IDS, FREEZE_ACTIONS, RIGHT_FOR } from '../../src/lib/domain/press/freeze-state.ts';
import { readPeriod } from '../../src/lib/domain/report/period.ts';
import { dayOf, MINUTE_MS, startOfDay, toIsoDay, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { toCanonical } from '../../src/lib/server/ingest/canonical.ts';
import { answerFigures } from '../../src/lib/server/read/answer-figures.ts';
import { act, type PressAct, type PressActor } from '../../src/lib/server/press/act.ts';
import { freeze } from '../../src/lib/server/press/freeze.ts';
import type { FreezeWish } from '../../src/lib/server/press/freeze-wish.ts';
import { findPublicFreeze } from '../../src/lib/server/press/public-freeze.ts';
import { findFreeze, readFreezes } from '../../src/lib/server/press/read-freezes.ts';
import { recheck } from '../../src/lib/server/press/recheck.ts';
import { readReport } from '../../src/lib/server/report/read-report.ts';
import { actions as pageActions, load as loadPress } from '../../src/routes/press/[id]/+page.server.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { PRESS_WISH, PRESS_WORDS as WORDS } from '../support/press.ts';
import { HANDLERS, letTroublePass, UNITS } from '../support/troubled-office.ts';
import { toVisits } from '../support/visits.ts';

const NOW = Date.parse('2026-03-11T10:00:30+07:00');
const AT = Date.parse('2026-03-11T10:00:00+07:00');
const { db } = await freshDatabase();
const office = await openOffice(db, NOW - 5 * MINUTE_MS);
await letTroublePass(office, NOW - 5 * MINUTE_MS);
office.now = NOW;

const WISH: FreezeWish = { ...PRESS_WISH, at: NOW };
/** Nobody freezes twice in one millisecond. */
const deps = { db, catalogue: () => office.catalogue, now: () => (office.now += 1), freshness: null };
const presenter: PressActor = { id: 'p', name: 'Người trình bày', rights: RIGHTS_OF.presenter };
const leader: PressActor = { id: 'l', name: 'Lãnh đạo', rights: RIGHTS_OF.leader };
const second: PressActor = { id: 'l2', name: 'Lãnh đạo khác', rights: RIGHTS_OF.leader };
const SIGN: PressAct = { kind: 'sign', checks: CHECK_IDS };
const PUBLISH: PressAct = { kind: 'publish', publicFrom: null };

async function freezeAs(by = presenter, wish: Partial<FreezeWish> = {}): Promise<string> {
	const made = await freeze(deps, { ...WISH, ...wish }, WORDS, by);
	if (!made.ok) throw new Error(made.problem);
	return made.value;
}
const take = (id: string, what: PressAct, actor: PressActor) => act(db, id, what, actor, office.now);
async function publishNew(): Promise<string> {
	const id = await freezeAs();
	for (const [what, actor] of [[SIGN, leader] as const, [PUBLISH, presenter] as const])
		expect(await take(id, what, actor)).toEqual({ ok: true, value: null });
	return id;
}
const contentOf = async (id: string) => {
	const found = await findFreeze(db, id);
	if (found === undefined) throw new Error('not there');
	return found.content;
};

describe('what is frozen', () => {
	it('is what every other page counts for that minute', async () => {
		const content = await contentOf(await freezeAs());
		expect(content.at).toBe(toIsoInstant(AT));
		const ask = { scope: 'province', catalogue: office.catalogue, filter: {}, at: AT } as const;
		const { figures } = await answerFigures(db, ['backlog', 'overdue'], { ...ask, asOf: { until: null, known: AT } });
		expect(content.totals.open).toEqual({ all: figures.backlog.of, part: figures.overdue.of });
		const period = readPeriod(`2025-08-15..${toIsoDay(dayOf(AT))}`);
		if (period === null) throw new Error('no period');
		const report = await readReport(
			db,
			office.catalogue,
			{ scope: 'province', period, rows: 'resolving', known: AT },
			AT
		);
		const sum = (...parts: (keyof (typeof report.rows)[number]['counts'])[]) =>
			report.rows.reduce((n, { counts }) => n + parts.reduce((m, part) => m + counts[part], 0), 0);
		expect(content.totals.received.all).toBe(sum('received-online', 'received-other'));
		expect(content.totals.resolved).toEqual({
			all: sum('resolved-early', 'resolved-on-time', 'resolved-late'),
			part: sum('resolved-early', 'resolved-on-time')
		});
		expect(content.totals.received.all).toBeGreaterThan(5);
		// What is told of communes and groups never exceeds the province, and adds up where nothing is hidden.
		for (const { groups } of content.tables) {
			const all = groups.map(({ counts }) => counts.received.all);
			if (all.every((n) => n !== null)) expect(all.reduce((a, b) => a + b, 0)).toBe(content.totals.received.all);
		}
	});

	it('holds no name, free text or code of a dossier', async () => {
		const row = await db.selectFrom('pressFreeze').select(['content', 'hash']).limit(1).executeTakeFirstOrThrow();
		expect(hash('sha256', row.content, 'hex')).toBe(row.hash.toString('hex'));
		const dossiers = await db.selectFrom('dossier').select(['code', 'handler', 'field', 'procedure']).execute();
		for (const word of new Set(dossiers.flatMap(({ code, handler, procedure }) => [code, handler, procedure])))
			if (word !== null) expect(row.content).not.toContain(`"${word}"`);
		for (const handler of HANDLERS) expect(row.content).not.toContain(handler);
		const content = JSON.parse(row.content) as FrozenContent;
		expect(() => toFrozenContent({ ...content, note: 'Ông A gọi điện' })).toThrow();
		expect(() => toFrozenContent({ ...content, title: 'Hồ sơ của ông A' })).toThrow();
		const [table] = content.tables;
		const [unit] = table?.units ?? [];
		const tables = [{ ...table, units: [{ ...unit, key: 'H12.44-250815-0001' }] }];
		expect(() => toFrozenContent({ ...content, tables })).toThrow();
	});

	it('is held against the end of an earlier day, which is what was counted for that day', async () => {
		const before = dayOf(AT) - 1;
		const content = await contentOf(await freezeAs(presenter, { before, smallBelow: 3 }));
		const then = extrasOf(content).before;
		expect(then?.period).toEqual({ from: '2025-08-15', to: toIsoDay(before) });
		const end = startOfDay(before + 1) - 1;
		const ask = { scope: 'province', catalogue: office.catalogue, filter: {}, at: end } as const;
		const { figures } = await answerFigures(db, ['backlog', 'overdue'], { ...ask, asOf: { until: end, known: AT } });
		if (then?.totals.open.all !== null) expect(then?.totals.open.all).toBe(figures.backlog.of);
		const { intake } = content;
		const days = (intake?.received ?? []).slice(0, intake?.days.indexOf(toIsoDay(before + 1)));
		if (then?.totals.received.all !== null && days.every((n) => n !== null))
			expect(then?.totals.received.all).toBe(days.reduce((sum, n) => sum + n, 0));
		for (const late of [dayOf(AT), dayOf(AT) + 1]) {
			const refusal = await freeze(deps, { ...WISH, before: late }, WORDS, presenter);
			expect(refusal).toEqual({ ok: false, problem: 'before-late' });
		}
	});

	it('tells how far the waves had come, and ends at what is told of them elsewhere', async () => {
		const content = await contentOf(await freezeAs());
		const { progress } = extrasOf(content);
		expect(progress?.waves.map(({ wave, started }) => [wave, started.at(-1)])).toEqual(
			content.waves.map(({ wave, started }) => [wave, started])
		);
	});

	it('of an earlier format still shows, with its hash, and can be counted again', async () => {
		const content = await contentOf(await freezeAs());
		if (content.format !== 2) throw new Error('not the newest');
		const { before: _, progress: __, travel: ___, ...rest } = content;
		const text = toCanonical({ ...rest, format: 1 });
		const digest = hash('sha256', text, 'hex');
		const id = 'CM-260311-1000-0001';
		await db
			.insertInto('pressFreeze')
			.values({
				id,
				at: content.at,
				content: text,
				hash: Buffer.from(digest, 'hex'),
				checks: JSON.stringify({ silent: null, unitsNotHeard: [], hidden: 0, withheld: 0, findings: {} }),
				frozenBy: 'p',
				frozenByName: 'Người trình bày',
				frozenAt: content.frozenAt,
				replaces: null,
				replaceReason: null
			})
			.execute();
		const old = await findFreeze(db, id);
		expect(old?.hash).toBe(digest);
		// What is handed on is of the same hash: nothing was added to it.
		expect(hash('sha256', toCanonical(old?.content), 'hex')).toBe(digest);
		if (old === undefined) throw new Error('not there');
		expect(extrasOf(old.content)).toEqual({ before: null, progress: null, travel: null });
		expect((await recheck(db, office.catalogue, old.content, office.now)).differs).toBe(false);
	});

	it('has an id of its own also when two are frozen in one minute', async () => {
		const ids = [await freezeAs(), await freezeAs(leader), await freezeAs(presenter, { smallBelow: 10 })];
		expect(new Set(ids).size).toBe(3);
		for (const id of ids) expect(id).toMatch(/^CM-260311-1000-[0-9A-F]{4}$/);
	});

	it('is refused for a minute to come and for an empty period', async () => {
		const late = await freeze(deps, { ...WISH, at: NOW + 5 * MINUTE_MS }, WORDS, presenter);
		expect(late).toEqual({ ok: false, problem: 'at-in-future' });
		const empty = await freeze(deps, { ...WISH, from: dayOf(NOW) + 1 }, WORDS, presenter);
		expect(empty).toEqual({ ok: false, problem: 'period-empty' });
	});

	it('cannot be changed in the database, whoever tries', async () => {
		const id = await publishNew();
		for (const change of [
			sql`update press_freeze set content = '{}' where id = ${id}`,
			sql`update press_freeze set frozen_by = 'x' where id = ${id}`,
			sql`delete from press_freeze where id = ${id}`,
			sql`update press_freeze_step set by_id = 'x' where freeze_id = ${id}`,
			sql`delete from press_freeze_step where freeze_id = ${id}`,
			sql`truncate press_freeze cascade`,
			sql`truncate press_freeze_step`
		])
			await expect(change.execute(db)).rejects.toThrow('append-only');
		const forged = db
			.insertInto('pressFreeze')
			.columns(['id', 'at', 'content', 'hash', 'checks', 'frozenBy', 'frozenByName', 'frozenAt'])
			.expression((eb) =>
				eb
					.selectFrom('pressFreeze')
					.where('id', '=', id)
					.select([
						eb.val('CM-260311-1000-0000').as('id'),
						'at',
						eb.val('{}').as('content'),
						'hash',
						sql<string>`checks`.as('checks'),
						'frozenBy',
						'frozenByName',
						sql<string>`frozen_at`.as('frozenAt')
					])
			);
		await expect(forged.execute()).rejects.toThrow('check constraint');
	});
});

describe('signing and publishing', () => {
	it('takes a second person, also where the program forgets to ask', async () => {
		const id = await freezeAs(leader);
		expect(await take(id, SIGN, leader)).toEqual({ ok: false, problem: 'same-person' });
		const step = { freezeId: id, seq: 1, byId: 'l', byName: 'Lãnh đạo', at: toIsoInstant(NOW) };
		const none = { checks: null, publicFrom: null, reason: null, replacedBy: null };
		const write = (some: object) =>
			db
				.insertInto('pressFreezeStep')
				.values({ ...step, ...none, ...some } as never)
				.execute();
		await expect(write({ kind: 'sign', checks: [] })).rejects.toThrow('cannot take the step');
		await expect(write({ kind: 'publish', publicFrom: step.at, byId: 'l2' })).rejects.toThrow('cannot take the step');
		expect(await take(id, { kind: 'sign', checks: CHECK_IDS.slice(1) }, second)).toMatchObject({
			problem: 'not-all-checked'
		});
		expect((await take(id, SIGN, second)).ok).toBe(true);
	});

	it('happens once when two do it at the same time', async () => {
		const id = await freezeAs();
		const results = await Promise.all([take(id, SIGN, leader), take(id, SIGN, second)]);
		expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
	});

	it.each(
		ROLES.flatMap((role) => FREEZE_ACTIONS.filter((kind) => kind !== 'correct').map((kind) => [role, kind] as const))
	)('a %s who wants to %s is let or refused by right alone, in every state', async (role, kind) => {
		const has = RIGHTS_OF[role].includes(RIGHT_FOR[kind]);
		const actor: PressActor = { id: 'someone', name: 'Ai đó', rights: RIGHTS_OF[role] };
		const what: PressAct =
			kind === 'sign' ? SIGN : kind === 'publish' ? PUBLISH : { kind, reason: 'published-by-mistake' };
		const before: PressAct[][] = [[], [SIGN], [SIGN, PUBLISH]];
		for (const steps of before) {
			const id = await freezeAs();
			for (const step of steps) await take(id, step, leader);
			const result = await take(id, what, actor);
			if (!has) expect(result).toEqual({ ok: false, problem: 'no-right' });
			else expect(result.ok).toBe(kind === 'withdraw' || steps.length === (kind === 'sign' ? 0 : 1));
		}
		// Nor does anybody without the right learn that there is none.
		if (!has) expect(await take('CM-260311-1000-FFFF', what, actor)).toEqual({ ok: false, problem: 'no-right' });
	});

	it('stands in the audit log with who did it', async () => {
		const id = await publishNew();
		const entries = await db.selectFrom('auditEntry').select(['action', 'actor']).where('target', '=', id).execute();
		expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
			['frozen', 'Người trình bày'],
			['signed-off', 'Lãnh đạo'],
			['published', 'Người trình bày']
		]);
	});

	it.each(ROLES)('a %s opens the desk only with a right there, and is told 403 before anything else', async (role) => {
		const visits = toVisits({ office, db }, [role], { unit: UNITS[0], handler: HANDLERS[0] });
		const rights = RIGHTS_OF[role];
		const reads =
			(['freeze', 'sign-off', 'publish'] as const).some((right) => rights.includes(right)) || role === 'auditor';
		const status = (error: unknown) => (isHttpError(error) ? error.status : isRedirect(error) ? 303 : String(error));
		const id = 'CM-260311-1000-FFFF';
		const opened = await visits.call(loadPress, `/press/${id}`, { id }).then(() => 200, status);
		expect(opened).toBe(
			reads && visits.access.audit === 'province' ? 404 : reads && rights.includes('publish') ? 404 : 403
		);
		for (const action of ['sign', 'publish', 'withdraw', 'correct', 'recheck'] as const) {
			const right =
				action === 'sign' ? 'sign-off' : action === 'correct' || action === 'recheck' ? 'freeze' : 'publish';
			if (rights.includes(right)) continue;
			expect(
				await visits.call(pageActions[action] as never, `/press/${id}`, { id }).then(() => 200, status),
				action
			).toBe(403);
		}
	});
});

describe('in public', () => {
	it('a draft, a signed one, one before its minute and one that is not there answer alike', async () => {
		const draft = await freezeAs();
		const signed = await freezeAs();
		await take(signed, SIGN, leader);
		const embargoed = await freezeAs();
		await take(embargoed, SIGN, leader);
		await take(embargoed, { kind: 'publish', publicFrom: NOW + 10 * MINUTE_MS }, presenter);
		for (const id of [draft, signed, embargoed, 'CM-260311-1000-FFFF', 'x', ''])
			expect(await findPublicFreeze(db, id, office.now), id).toBeUndefined();
		expect(await findPublicFreeze(db, embargoed, NOW + 10 * MINUTE_MS - 1)).toBeUndefined();
		expect((await findPublicFreeze(db, embargoed, NOW + 10 * MINUTE_MS))?.id).toBe(embargoed);
	});

	it('a withdrawn one keeps its notice and loses its numbers', async () => {
		const id = await publishNew();
		await take(id, { kind: 'withdraw', reason: 'wrong-choice' }, leader);
		const shown = await findPublicFreeze(db, id, NOW + MINUTE_MS);
		expect(shown).toMatchObject({ id, content: null, withdrawn: { reason: 'wrong-choice' } });
		expect(JSON.stringify(shown)).not.toContain('Lãnh đạo');
	});

	it('a corrected one says so from the minute its correction is public, and keeps its numbers', async () => {
		const id = await publishNew();
		const made = await freeze(deps, WISH, WORDS, presenter, { replaces: id, reason: 'late-records' });
		if (!made.ok) throw new Error(made.problem);
		await take(made.value, SIGN, leader);
		expect((await findPublicFreeze(db, id, office.now))?.corrected).toBeNull();
		await take(made.value, { kind: 'publish', publicFrom: NOW + 10 * MINUTE_MS }, leader);
		expect((await findPublicFreeze(db, id, office.now))?.corrected).toBeNull();
		const later = await findPublicFreeze(db, id, NOW + 10 * MINUTE_MS);
		expect(later?.corrected).toMatchObject({ by: made.value, reason: 'late-records' });
		expect(later?.content).toEqual(await contentOf(id));
		const again = await freeze(deps, WISH, WORDS, presenter, { replaces: id, reason: 'late-records' });
		expect(again).toEqual({ ok: false, problem: 'not-published' });
	});
});

describe('a year later', () => {
	it('shows the same numbers, and says when the ledger was corrected since', async () => {
		const id = await publishNew();
		const before = await findPublicFreeze(db, id, office.now);
		expect((await recheck(db, office.catalogue, await contentOf(id), office.now)).differs).toBe(false);
		office.now = NOW + 370 * 24 * 60 * MINUTE_MS;
		const late = Array.from({ length: 12 }, (_, n) => ({
			dossier: `LATE-${String(n)}`,
			type: 'accepted' as const,
			at: toIsoInstant(AT - 24 * 60 * MINUTE_MS),
			procedure: '1.004873',
			receiving: '31825',
			resolving: '31825',
			channel: 'online' as const
		}));
		await office.push(late);
		expect(await findPublicFreeze(db, id, office.now)).toEqual(before);
		const found = await recheck(db, office.catalogue, await contentOf(id), office.now);
		expect(found.differs).toBe(true);
		const received = found.figures.find((figure) => figure.id === 'received');
		expect((received?.now ?? 0) - (received?.frozen ?? 0)).toBe(12);
		// By what was known then it still comes out the same.
		const again = await contentOf(await freezeAs(presenter, { at: AT }));
		expect(again.totals).toEqual(before?.content?.totals);
		expect((await readFreezes(db, 3)).length).toBe(3);
	});
});
