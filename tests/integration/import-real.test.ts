import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Kysely, sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Filter } from '../../src/lib/domain/figure/filter.ts';
import type { KnownCatalogue } from '../../src/lib/server/catalogue/known-catalogue.ts';
import { readCatalogue } from '../../src/lib/server/catalogue/read-catalogue.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';
import { FIGURE_IDS } from '../../src/lib/domain/figure/figure.ts';
import { answerFigures } from '../../src/lib/server/read/answer-figures.ts';
import { freshDatabase } from '../support/database.ts';
import { importerFor, REPOSITORY } from '../support/import-file.ts';

/*
 * The receipt phase of environmental permits at a Dutch municipality (CoSeLoG, Buijs 2014), imported by the command and
 * compared with the file itself, read here by other means: nothing below this line knows the importer or the fold.
 */
const file = path.join(
	process.env.REAL_DATA_DIR ?? path.resolve(REPOSITORY, '../shared/real'),
	'receipt_wabo_coselog.csv'
);
if (!existsSync(file))
	throw new Error(
		`The real data are missing: put receipt_wabo_coselog.csv at ${file}, or set REAL_DATA_DIR to its folder.`
	);

type Line = Readonly<Record<string, string>>;
const lines = readLines(readFileSync(file, 'utf8'));
const cases = [...Map.groupBy(lines, (line) => line['case:concept:name'] ?? '').values()].map(toCase);

/** No cell of this file is quoted, so a comma is a comma. */
function readLines(text: string): Line[] {
	if (text.includes('"')) throw new Error('the file has quoted cells now');
	const [head = '', ...rest] = text.trim().split('\n');
	const names = head.split(',');
	return rest.map((line) => Object.fromEntries(line.split(',').map((cell, place) => [names[place] ?? '', cell])));
}

function toCase(events: readonly Line[]) {
	const [line = {}] = events;
	const time = (text = '') => Date.parse(text.replace(' ', 'T'));
	return {
		channel: { Internet: 'online', 'e-mail': 'online', Desk: 'counter', Intern: 'counter', Post: 'post' }[
			line['case:channel'] ?? ''
		],
		department: `COSELOG.${(line['case:department'] ?? '').toUpperCase().replace(' ', '-')}`,
		handler: line['case:responsible'],
		start: time(line['case:startdate']),
		end: line['case:enddate'] === '' ? Infinity : time(line['case:enddate']),
		deadline: time(line['case:deadline']),
		/** Work on it was reported before its start in two cases: whoever is worked on has been received. */
		firstWork: Math.min(...events.map((event) => time(event['time:timestamp'])))
	};
}
type Case = (typeof cases)[number];

const HOUR = 3_600_000;
/** Day of the office, Asia/Ho_Chi_Minh. */
const dayOf = (at: number) => Math.floor((at + 7 * HOUR) / (24 * HOUR));
const monthOf = (at: number) => new Date(at + 7 * HOUR).toISOString().slice(0, 7);
const isLate = ({ end, deadline }: Case) => dayOf(end) > dayOf(deadline);
const isClosed = ({ end }: Case) => end !== Infinity;

const { db, url } = await freshDatabase();
const importer = importerFor(url);
const command = [file, '--map', 'src/mappings/coselog-receipt.json'] as const;
const now = Date.parse('2012-06-30T12:00:00Z');
let catalogue: KnownCatalogue;

beforeAll(async () => {
	const { code, output } = await importer.run(...command);
	expect(output).toContain('11,340');
	expect(code).toBe(0);
	catalogue = await readCatalogue(db);
});

describe('the ledger holds what the file holds', () => {
	it('1,434 dossiers, with an event for each of 8,577 lines, each start and each end', async () => {
		expect([lines.length, cases.length, cases.filter(isClosed).length]).toEqual([8_577, 1_434, 1_434 - 105]);
		const { rows } = await sql<{ type: string; n: number }>`select type, count(*) n from event group by 1`.execute(db);
		expect(Object.fromEntries(rows.map(({ type, n }) => [type, n]))).toEqual({
			accepted: cases.length,
			processing: lines.length,
			resolved: cases.filter(isClosed).length
		});
		expect(await countBy('feed_id')).toEqual({ coselog: cases.length });
	});

	it.each([
		['channel', 'channel', 3],
		['department', 'resolving', 3],
		['handler', 'handler', 39]
	] as const)('as many dossiers for each %s', async (field, column, kinds) => {
		const expected = countCases(cases, field);
		expect(Object.keys(expected)).toHaveLength(kinds);
		expect(await countBy(column)).toEqual(expected);
	});

	it('as many closed late for each handler, department and channel, by the day of the office', async () => {
		const late = cases.filter((one) => isClosed(one) && isLate(one));
		expect(late.length).toBeGreaterThan(300);
		expect(await countBy('handler', `timeliness = 'late'`)).toEqual(countCases(late, 'handler'));
		expect(await countBy('resolving', `timeliness = 'late'`)).toEqual(countCases(late, 'department'));
		expect(await countBy('channel', `timeliness = 'late'`)).toEqual(countCases(late, 'channel'));
	});

	it('as many early and on time; nothing had been promised to the two that were closed before they were received', async () => {
		const closed = cases.filter(isClosed);
		const promised = closed.filter(({ start, end }) => start <= end);
		expect(closed.length - promised.length).toBe(2);
		const early = promised.filter(({ end, deadline }) => dayOf(end) < dayOf(deadline)).length;
		const late = promised.filter(isLate).length;
		expect(await countBy('timeliness', 'timeliness is not null')).toEqual({
			early,
			late,
			'on-time': closed.length - early - late
		});
	});

	it('105 still open', async () => {
		const open = cases.filter((one) => !isClosed(one));
		expect(open).toHaveLength(105);
		expect(await countBy('resolving', 'closed_at is null')).toEqual(countCases(open, 'department'));
		const { figures } = await answerFigures(db, FIGURE_IDS, {
			scope: 'province',
			catalogue,
			filter: {},
			at: now,
			asOf: null
		});
		expect([figures.backlog.of, figures.overdue.of]).toEqual([105, open.filter((one) => one.deadline < now).length]);
	});

	it('work after the end reopens nothing, and is a finding', async () => {
		const late = lines.filter((line) => Date.parse(line['time:timestamp']!.replace(' ', 'T')) > endOf(line));
		const { rows } = await sql<{ n: number; found: number }>`
			select count(*) n, count(*) filter (where 'impossible-transition' = any(d.findings) and d.status = 9) found
			from event e join dossier d on d.code = e.dossier_code where e.at > d.closed_at and e.type = 'processing'`.execute(db);
		expect(rows).toEqual([{ n: late.length, found: late.length }]);
	});
});

describe('any past moment can be asked', () => {
	const moments = ['2010-12-31T12:00Z', '2011-03-15T12:00Z', '2011-06-30T12:00Z', '2011-10-15T12:00Z'];
	const departments = [...new Set(cases.map(({ department }) => department))];

	it.each(moments)('the whole office at %s', async (moment) => {
		const at = Date.parse(moment);
		const received = cases.filter(({ start, firstWork }) => Math.min(start, firstWork) <= at);
		expect(await askAt({}, at)).toEqual(countAt(received, at));
	});

	it.each(moments.flatMap((moment) => departments.map((department) => [department, moment] as const)))(
		'%s at %s: its dossiers are known to be its own from their start',
		async (department, moment) => {
			const at = Date.parse(moment);
			const received = cases.filter((one) => one.department === department && one.start <= at);
			expect(await askAt({ resolving: department }, at)).toEqual(countAt(received, at));
		}
	);

	it.each(moments)('each channel at %s', async (moment) => {
		const at = Date.parse(moment);
		for (const channel of ['online', 'counter', 'post'] as const) {
			const received = cases.filter((one) => one.channel === channel && one.start <= at);
			expect(await askAt({ channel }, at), channel).toEqual(countAt(received, at));
		}
	});

	async function askAt(filter: Filter, at: number) {
		const { figures } = await answerFigures(db, FIGURE_IDS, {
			scope: 'province',
			catalogue,
			filter,
			at,
			asOf: { until: at, known: null }
		});
		return {
			backlog: figures.backlog.of,
			overdue: figures.overdue.of,
			closedThisMonth: figures['on-time-month'].per,
			onTimeThisMonth: figures['on-time-month'].of,
			receivedToday: figures['received-today'].of
		};
	}

	/** The same from the file. A deadline is known from the start of its case. */
	function countAt(received: readonly Case[], at: number) {
		const closed = received.filter(({ end }) => end <= at && monthOf(end) === monthOf(at));
		const open = received.filter(({ end }) => end > at);
		return {
			backlog: open.length,
			overdue: open.filter(({ start, deadline }) => start <= at && deadline < at).length,
			closedThisMonth: closed.length,
			onTimeThisMonth: closed.filter((one) => !isLate(one)).length,
			receivedToday: received.filter(({ start }) => start <= at && dayOf(start) === dayOf(at)).length
		};
	}
});

describe('the same file again', async () => {
	const other = await freshDatabase();
	const broken = importerFor(other.url);

	it('changes nothing', async () => {
		const before = await readLedger(db, true);
		const { code, output } = await importer.run(...command);
		expect([code, output]).toEqual([0, expect.stringMatching(/accepted +0 [^]*repeated +11,340 /)]);
		expect(await readLedger(db, true)).toEqual(before);
	});

	it('killed in the middle and started again ends in the same ledger, each event once', async () => {
		await broken.runAndKill(4, ...command);
		const half = await readLedger(other.db, false);
		expect(half.events.length).toBeGreaterThan(1_000);
		expect(half.events.length).toBeLessThan(11_340);

		const { code, output } = await broken.run(...command);
		expect([code, output]).toEqual([0, expect.stringContaining('where an earlier run had come to')]);
		const counts = { accepted: countIn(output, 'accepted'), repeated: countIn(output, 'repeated') };
		// The batch after the last kept position is told again, and the acceptance of dossiers told of on both sides of it.
		expect(half.events.length + counts.accepted).toBe(11_340);
		expect(counts.repeated).toBeLessThan(3_000);
		expect(await readLedger(other.db, false)).toEqual(await readLedger(db, false));
	}, 60_000);
});

function endOf(line: Line): number {
	return line['case:enddate'] === '' ? Infinity : Date.parse(line['case:enddate']!.replace(' ', 'T'));
}

function countCases(some: readonly Case[], field: 'channel' | 'department' | 'handler'): Record<string, number> {
	return Object.fromEntries(
		[...Map.groupBy(some, (one) => one[field] ?? '')].map(([key, group]) => [key, group.length])
	);
}

async function countBy(column: string, where = 'true'): Promise<Record<string, number>> {
	const { rows } = await sql<{ key: string; n: number }>`
		select ${sql.ref(column)} key, count(*) n from dossier where ${sql.raw(where)} group by 1`.execute(db);
	return Object.fromEntries(rows.map(({ key, n }) => [key, n]));
}

/** Everything the ledger says; `withHistory` also when and in which version it came. */
async function readLedger(from: Kysely<Tables>, withHistory: boolean) {
	const events = await from.selectFrom('event').selectAll().orderBy('dossierCode').orderBy('key').execute();
	const dossiers = await from.selectFrom('dossier').selectAll().orderBy('code').execute();
	if (withHistory) return { events, dossiers };
	return {
		events: events.map(({ version: _, arrivedAt: __, ...event }) => event),
		dossiers: dossiers.map(
			({ version: _, firstArrivedAt: __, lastArrivedAt: ___, endArrivedAt: ____, ...dossier }) => dossier
		)
	};
}

function countIn(output: string, label: string): number {
	const found = new RegExp(`^ +${label} +([\\d,]+) `, 'm').exec(output)?.[1] ?? '';
	return Number(found.replaceAll(',', ''));
}
