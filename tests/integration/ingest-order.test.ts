import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import type { BatchAnswer } from '../../src/lib/contract/outcome.ts';
import { toNationalTime } from '../../src/lib/contract/national.ts';
import { DAY_MS, HOUR_MS, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { freshDatabase } from '../support/database.ts';
import { openIngest } from '../support/ingest.ts';

const NOW = Date.parse('2025-12-01T09:00:00+07:00');
const UNITS = ['31825', '32152', 'H12.03', 'H12.06', '32041'];

/** Numbers in [0, n), the same in every run. */
function dice(seed: number): (n: number) => number {
	let state = seed;
	return (n) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * n);
	};
}

/** What feeds send of some dossiers in all three forms, in the order in which it happened. */
function simulate(dossiers: number, roll: (n: number) => number): object[] {
	const timed: [number, object][] = [];
	for (let i = 0; i < dossiers; i++) {
		const code = `S-${String(i).padStart(4, '0')}`;
		const filed = NOW - 40 * DAY_MS + roll(30 * 24 * 60) * 60_000;
		const at = (hours: number) => filed + hours * HOUR_MS;
		if (i % 2 === 0) {
			const stage = (hours: number, status: number, some: object = {}) =>
				timed.push([
					at(hours),
					{
						MaHoSo: code,
						MaTTHC: '1.001193',
						NgayNopHoSo: toNationalTime(filed),
						NgayTiepNhan: status === 1 ? '' : toNationalTime(at(1)),
						NgayHenTra: toNationalTime(at(72)),
						TrangThaiHoSo: String(status),
						KenhThucHien: String(1 + (i % 3)),
						DonViXuLy: UNITS[i % UNITS.length],
						DonViPhiDiaGioi: UNITS[(i >> 1) % UNITS.length],
						...some
					}
				]);
			stage(0, 1);
			stage(1, 2);
			timed.push([
				at(2),
				{
					MaHoSo: code,
					NguoiXuLy: `Cán bộ ${i % 7}`,
					ThoiDiemXuLy: toNationalTime(at(2)),
					NoiDungXuLy: 'Thẩm định',
					TrangThai: '4'
				}
			]);
			if (i % 8 === 0) stage(30, 4, { NgayHenTra: toNationalTime(at(120)) });
			if (i % 4 === 0) stage(50, 9, { NgayKetThucXuLy: toNationalTime(at(50)) });
		} else {
			const event = (hours: number, type: string, some: object = {}) =>
				timed.push([at(hours), { key: `${type}-${hours}`, dossier: code, type, at: toIsoInstant(at(hours)), ...some }]);
			const unit = { receiving: UNITS[i % UNITS.length], resolving: UNITS[(i >> 2) % UNITS.length] };
			event(0, 'filed', { procedure: '1.004873', channel: 'online', ...unit });
			event(1, 'accepted');
			event(2, 'assigned', { handler: `Cán bộ ${i % 5}` });
			if (i % 3 === 0) {
				event(4, 'processing');
				event(10, 'supplement-requested', { reason: 'Thiếu giấy tờ' });
				event(60, 'supplement-received');
			}
			if (i % 5 !== 0) event(80 + roll(60), 'resolved');
		}
	}
	return timed.sort(([a], [b]) => a - b).map(([, record]) => record);
}

function shuffled<T>(list: readonly T[], roll: (n: number) => number): T[] {
	const result = [...list];
	for (let i = result.length - 1; i > 0; i--) {
		const j = roll(i + 1);
		[result[i], result[j]] = [result[j] as T, result[i] as T];
	}
	return result;
}

function split<T>(list: readonly T[], roll: (n: number) => number): T[][] {
	const parts: T[][] = [];
	for (let i = 0; i < list.length;) parts.push(list.slice(i, (i += 1 + roll(90))));
	return parts;
}

const COLUMNS = sql`code, feed_id, procedure, field, channel, applicant_kind, receiving, resolving, "returning",
	cross_boundary, handler, status, filed_at, accepted_at, closed_at, returned_at, due_at, first_due_at, timeliness,
	first_event_at, last_event_at, findings, state`;

describe('whatever way records come in', () => {
	it('shuffled, doubled and over four connections at once, they end in the same ledger', async () => {
		const records = simulate(240, dice(1));
		const straight = await freshDatabase();
		const one = await openIngest(straight.db, NOW);
		const answer = await one.push(records);
		expect(answer).toMatchObject({ accepted: records.length });
		const read = async ({ db }: typeof straight) => {
			const dossiers = await sql`select ${COLUMNS} from dossier order by code collate "C"`.execute(db);
			const events = await sql`select dossier_code, key, type, at, body from event
				order by dossier_code collate "C", key collate "C"`.execute(db);
			const officials = await sql`select * from official order by unit_code collate "C", name collate "C"`.execute(db);
			return { dossiers: dossiers.rows, events: events.rows, officials: officials.rows.length };
		};
		const expected = await read(straight);
		expect(expected.dossiers).toHaveLength(240);

		for (const seed of [2, 3]) {
			const roll = dice(seed);
			const crooked = await freshDatabase();
			const many = await openIngest(crooked.db, NOW);
			const doubled = [...records, ...shuffled(records, roll).slice(0, records.length / 3)];
			const batches = split(shuffled(doubled, roll), roll);
			const answers: BatchAnswer[] = [];
			await Promise.all(
				Array.from({ length: 4 }, async () => {
					for (let next = batches.pop(); next !== undefined; next = batches.pop()) answers.push(await many.push(next));
				})
			);
			const found = await read(crooked);
			expect(found.dossiers).toEqual(expected.dossiers);
			expect(found.events).toEqual(expected.events);

			// Each batch with a change has a version of its own, and every change is told under one.
			const changing = answers.filter(({ accepted }) => accepted > 0).map(({ version }) => version);
			expect(new Set(changing).size).toBe(changing.length);
			const { rows } = await sql<{ version: number }>`select distinct version from ledger_change order by 1`.execute(
				crooked.db
			);
			expect(rows.map(({ version }) => version)).toEqual(changing.toSorted((a, b) => a - b));
			await expectChainsOfChanges(crooked);
		}
		await expectConservation(straight);
	});
});

/** Each change begins where the one before it ended; the last ends in the dossier's row. */
async function expectChainsOfChanges({ db }: Awaited<ReturnType<typeof freshDatabase>>): Promise<void> {
	const { rows } = await sql`
		with told as (
			select dossier_code, before, after, lag(after) over w as previous, lead(version) over w as later
			from ledger_change window w as (partition by dossier_code order by version)
		)
		select dossier_code from told join dossier on code = dossier_code
		where before is distinct from previous
			or (later is null and (after ->> 'status')::int <> dossier.status)`.execute(db);
	expect(rows).toEqual([]);
}

/** Carried over + received = closed + still open, per resolving unit and day. */
async function expectConservation({ db }: Awaited<ReturnType<typeof freshDatabase>>): Promise<void> {
	const { rows } = await sql<{ wrong: number; days: number }>`
		with day as (
			select resolving, d as at from (select distinct resolving from dossier) u,
				generate_series('2025-10-20+07'::timestamptz, '2025-12-01+07', interval '1 day') d
		), counted as (
			select day.resolving, day.at,
				count(*) filter (where accepted_at < at and (closed_at is null or closed_at >= at)) as carried,
				count(*) filter (where accepted_at >= at and accepted_at < at + interval '1 day') as received,
				count(*) filter (where closed_at >= at and closed_at < at + interval '1 day' and accepted_at is not null) as closed,
				count(*) filter (where accepted_at < at + interval '1 day'
					and (closed_at is null or closed_at >= at + interval '1 day')) as open
			from day join dossier using (resolving) group by 1, 2
		)
		select count(*) filter (where carried + received <> closed + open) as wrong, count(*) as days from counted`.execute(db);
	expect(rows[0]?.wrong).toBe(0);
	expect(rows[0]?.days).toBeGreaterThan(100);
}
