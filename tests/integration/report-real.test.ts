import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { boundsOf, type Period, readPeriod } from '../../src/lib/domain/report/period.ts';
import { sumsOf } from '../../src/lib/domain/report/report.ts';
import type { KnownCatalogue } from '../../src/lib/server/catalogue/known-catalogue.ts';
import { readCatalogue } from '../../src/lib/server/catalogue/read-catalogue.ts';
import { readReportPage } from '../../src/lib/server/report/report-page.ts';
import { freshDatabase } from '../support/database.ts';
import { importerFor, REPOSITORY } from '../support/import-file.ts';

/* The same register as in import-real.test.ts; the report of its quarters, counted here from the file by other means. */
const file = path.join(
	process.env.REAL_DATA_DIR ?? path.resolve(REPOSITORY, '../shared/real'),
	'receipt_wabo_coselog.csv'
);
if (!existsSync(file))
	throw new Error(
		`The real data are missing: put receipt_wabo_coselog.csv at ${file}, or set REAL_DATA_DIR to its folder.`
	);

const [head = '', ...rest] = readFileSync(file, 'utf8').trim().split('\n');
const names = head.split(',');
const lines = rest.map((line): Record<string, string> =>
	Object.fromEntries(line.split(',').map((cell, place) => [names[place] ?? '', cell]))
);
const time = (text = '') => (text === '' ? Infinity : Date.parse(text.replace(' ', 'T')));
const cases = [...Map.groupBy(lines, (line) => line['case:concept:name'] ?? '').values()].map((events) => {
	const line = events[0] ?? {};
	return {
		online: ['Internet', 'e-mail'].includes(line['case:channel'] ?? ''),
		start: time(line['case:startdate']),
		end: time(line['case:enddate']),
		deadline: time(line['case:deadline']),
		firstWork: Math.min(...events.map((event) => time(event['time:timestamp'])))
	};
});
/** Day of the office, Asia/Ho_Chi_Minh. */
const dayOf = (at: number) => Math.floor((at + 7 * 3_600_000) / 86_400_000);

const { db, url } = await freshDatabase();
const now = Date.parse('2012-06-30T12:00:00Z');
let catalogue: KnownCatalogue;

beforeAll(async () => {
	const { code } = await importerFor(url).run(file, '--map', 'src/mappings/coselog-receipt.json');
	expect(code).toBe(0);
	catalogue = await readCatalogue(db);
});

it.each(['2010-Q4', '2011-Q1', '2011-Q3', '2011-H2', '2011'])('form II.06a of %s', async (key) => {
	const period = readPeriod(key) as Period;
	const { start, last } = boundsOf(period);
	const { total, lines: rows } = await readReportPage(
		db,
		catalogue,
		{ scope: 'province', period, rows: 'resolving' },
		null,
		now
	);
	expect(rows.every(({ counts }) => sumsOf(counts).balances)).toBe(true);
	// Two cases ended before they were received, and some were worked on before: these are told apart by their first event.
	const orderly = cases.filter(({ start: from, end, firstWork }) => from <= end && from <= firstWork);
	const others = cases.length - orderly.length;
	const inReport = orderly.filter((one) => one.start <= last && one.end >= start);
	const resolved = inReport.filter(({ end }) => end <= last);
	const open = inReport.filter(({ end }) => end > last);
	const near = (counted: number, expected: number, what: string) => {
		expect(Math.abs(counted - expected), `${what}: ${String(counted)} for ${String(expected)}`).toBeLessThanOrEqual(
			others
		);
	};
	expect(others).toBeLessThan(5);
	near(total.carried, inReport.filter(({ start: from }) => from < start).length, 'carried');
	near(total['received-online'], inReport.filter((one) => one.start >= start && one.online).length, 'online');
	near(total['received-other'], inReport.filter((one) => one.start >= start && !one.online).length, 'other');
	near(total['resolved-late'], resolved.filter((one) => dayOf(one.end) > dayOf(one.deadline)).length, 'late');
	near(total['resolved-on-time'], resolved.filter((one) => dayOf(one.end) === dayOf(one.deadline)).length, 'on time');
	near(total['resolved-early'], resolved.filter((one) => dayOf(one.end) < dayOf(one.deadline)).length, 'early');
	near(total['open-late'], open.filter(({ deadline }) => deadline < last).length, 'open late');
	near(total['open-in-time'], open.filter(({ deadline }) => deadline >= last).length, 'open in time');
	expect(sumsOf(total).all).toBeGreaterThan(100);
});
