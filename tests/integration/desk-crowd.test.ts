import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { MoveTarget } from '../../src/lib/contract/desk.ts';
import { SIDES, UNIT_FIGURES } from '../../src/lib/domain/board/layout.ts';
import { fold } from '../../src/lib/domain/dossier/fold.ts';
import { FIGURE_IDS } from '../../src/lib/domain/figure/figure.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import { DAY_MS, HOUR_MS, toDay, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { createChance, pick } from '../../src/lib/domain/workload/chance.ts';
import { readAccessNow } from '../../src/lib/server/access/desk-accounts.ts';
import { verifyAudit } from '../../src/lib/server/audit/verify-audit.ts';
import { toEvent } from '../../src/lib/server/db/event-row.ts';
import { commitMove } from '../../src/lib/server/desk/commit-move.ts';
import type { DeskDeps } from '../../src/lib/server/desk/deps.ts';
import { readWorkload } from '../../src/lib/server/desk/read-workload.ts';
import { undoMove } from '../../src/lib/server/desk/undo-move.ts';
import { ProvinceBoard } from '../../src/lib/server/live/province-board.ts';
import { readFigures } from '../../src/lib/server/read/read-figures.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { signIn } from '../support/sign-in.ts';

const WARD = '31825';
const OTHER = '32002';
const NOW = Date.parse('2026-03-11T10:00:00+07:00');
const NAMES = ['An', 'Bình', 'Chi', 'Dũng', 'Én', 'Giang', 'Hạnh', 'Khôi'];

describe('fifty heads at once over the same thousand dossiers', async () => {
	const { db } = await freshDatabase();
	const office = await openOffice(db, NOW);
	const deps: DeskDeps = { db, catalogue: () => office.catalogue, now: () => office.now };
	const codes = Array.from({ length: 1_000 }, (_, n) => `H12-${String(n).padStart(4, '0')}`);
	await office.push(
		codes.map((dossier, n) => ({
			dossier,
			type: 'accepted' as const,
			at: toIsoInstant(NOW - (1 + (n % 5)) * HOUR_MS),
			procedure: '1.004873',
			receiving: WARD,
			resolving: WARD,
			returnAt: toIsoInstant(NOW + ((n % 9) - 2) * DAY_MS),
			...(n % 10 === 0 ? {} : { handler: NAMES[n % NAMES.length]! })
		}))
	);
	await office.push([
		{ dossier: 'H12-B', type: 'accepted', at: toIsoInstant(NOW), resolving: OTHER, receiving: OTHER, handler: 'Lan' }
	]);
	const movers = await Promise.all(
		Array.from({ length: 50 }, async (_, n) => {
			const grant =
				n % 10 === 0
					? { role: 'leader' as const, from: toDay('2026-01-01') }
					: { role: 'commune-head' as const, unit: WARD, from: toDay('2026-01-01') };
			return { id: (await signIn(db, grant)).accountId, name: `Người ${String(n)}` };
		})
	);
	const board = await ProvinceBoard.open(office.boardDeps);

	/** What one head does: three moves of what they see at that moment, and takes one of them back. */
	async function act(index: number): Promise<void> {
		const chance = createChance(index + 1);
		const mover = movers[index]!;
		for (let turn = 0; turn < 3; turn++) {
			const items = await db
				.selectFrom('dossier')
				.select(['code', 'version'])
				.where('code', 'like', 'H12-0%')
				.orderBy(sql`md5(code || ${String(index * 10 + turn)})`)
				.limit(turn === 0 ? 1_000 : 60)
				.execute();
			const target: MoveTarget =
				turn === 2 && index % 10 === 0
					? { kind: 'direction', unit: OTHER }
					: turn === 1 && index % 7 === 0
						? { kind: 'pool' }
						: { kind: 'official', unit: WARD, official: pick(NAMES, chance)! };
			const key = `mover-${String(index)}-${String(turn)}`;
			const reason = { code: 'overload', text: '' } as const;
			const asked = { key, target, selection: { items }, reason };
			// Every third request comes twice, as from an impatient finger.
			const [answer] = await Promise.all([
				commitMove(deps, mover, asked),
				...(index % 3 === 0 ? [commitMove(deps, mover, asked)] : [])
			]);
			if (!answer.ok) throw new Error(answer.problem);
			if (index % 4 === 0 && turn === 1) await undoMove(deps, mover, answer.value.id);
		}
	}

	/** Meanwhile the feed goes on. */
	async function feed(): Promise<void> {
		for (let n = 0; n < 20; n++)
			await office.push(
				codes.slice(n * 40, n * 40 + 15).map((dossier, i) => ({
					dossier,
					type: i % 5 === 0 ? ('resolved' as const) : ('processing' as const),
					at: toIsoInstant(NOW),
					step: `Bước ${String(n)}`
				}))
			);
	}

	it('is over without an error', async () => {
		await Promise.all([feed(), ...movers.map((_, index) => act(index))]);
		expect(await db.selectFrom('moveItem').select('position').where('result', 'is', null).execute()).toEqual([]);
	}, 120_000);

	it('every dossier is in exactly one hand: that of its last event', async () => {
		const rows = await db.selectFrom('dossier').selectAll().where('code', 'like', 'H12-0%').execute();
		const events = await db
			.selectFrom('event')
			.select(['dossierCode', 'key', 'type', 'at', 'body'])
			.where('dossierCode', 'like', 'H12-0%')
			.execute();
		const ofDossier = Map.groupBy(events, ({ dossierCode }) => dossierCode);
		expect(rows).toHaveLength(1_000);
		for (const { code, handler, resolving, state } of rows) {
			const folded = fold(code, (ofDossier.get(code) ?? []).map(toEvent));
			expect(state).toEqual(folded);
			expect([handler, resolving]).toEqual([folded.facts.handler, folded.facts.resolving]);
			expect(folded.handovers.filter(({ to }) => to === null)).toHaveLength(handler === null ? 0 : 1);
		}
	});

	it('every move is in the log: an event each, an unbroken audit line for all', async () => {
		const { rows } = await sql<{ events: number; moved: number; undone: number; wrong: number }>`
			select (select count(*) from event where feed_id = 'desk') as events,
				(select count(*) from move_item where result = 'moved') as moved,
				(select count(*) from move_item where undone_at is not null) as undone,
				(select count(*) from move_item i where result = 'moved' and not exists (
					select from event e where e.dossier_code = i.dossier_code and e.version = i.version_after
						and e.key = 'desk/' || i.move_id)) as wrong`.execute(db);
		const { events, moved, undone, wrong } = rows[0]!;
		expect(wrong).toBe(0);
		expect(events).toBe(moved + undone);
		expect(moved).toBeGreaterThan(1_000);
		expect(undone).toBeGreaterThan(0);
		expect(await verifyAudit(db)).toMatchObject({ ok: true });
		const logged = await db.selectFrom('auditEntry').select(['action', 'details']).execute();
		const sum = (wanted: string) =>
			logged
				.filter(({ action }) => action === wanted)
				.reduce((total, { details }) => total + Number(details['dossiers']), 0);
		expect([sum('moved'), sum('moved-back')]).toEqual([moved, undone]);
		// One move after another took each dossier from where the one before had put it.
		const { rows: torn } = await sql`
			select from move_item i where result = 'moved' and version_before <> version_seen`.execute(db);
		expect(torn).toEqual([]);
	});

	it('every screen shows the same numbers: board, desk and SQL', async () => {
		while (await board.follow());
		const moments = momentsAt(NOW, office.catalogue.calendarFor(null, NOW));
		const province = await readFigures(db, 'province', moments);
		const { cells } = board.view({}, 'province');
		for (const id of FIGURE_IDS) expect(cells[office.layout.figure(id)], id).toBe(province[id].of);
		for (const unit of [WARD, OTHER])
			for (const side of SIDES) {
				const truth = await readFigures(db, 'province', moments, { [side]: unit });
				for (const figure of UNIT_FIGURES)
					expect(cells[office.layout.unit(unit, side, figure) ?? -1], `${figure} of ${unit}`).toBe(truth[figure].of);
			}
		const access = await readAccessNow(db, movers[0]!.id, NOW);
		for (const unit of [WARD, OTHER]) {
			const workload = await readWorkload(deps, access, unit);
			const { rows } = await sql<{ handler: string | null; n: number }>`
				select handler, count(*) as n from dossier
				where resolving = ${unit} and accepted_at is not null and closed_at is null group by 1`.execute(db);
			const shown = new Map<string | null, number>(
				workload?.officials.map(({ name, load }) => [name, load.dossiers]).filter(([, n]) => n !== 0) as [
					string,
					number
				][]
			);
			if (workload !== null && workload.pool.load.dossiers > 0) shown.set(null, workload.pool.load.dossiers);
			expect(shown).toEqual(new Map(rows.map(({ handler, n }) => [handler, n])));
		}
	});
});
