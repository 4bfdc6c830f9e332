import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import writeExcelFile, { type Cell } from 'write-excel-file/node';
import { parseMapping } from '../../src/import/parse-mapping.ts';
import { runImport, type ImportJob } from '../../src/import/run-import.ts';
import { caMau } from '../../src/lib/catalogue/ca-mau/ca-mau.ts';
import { loadCatalogue } from '../../src/lib/server/catalogue/load-catalogue.ts';
import { freshDatabase } from '../support/database.ts';
import { importerFor } from '../support/import-file.ts';

const { db, url } = await freshDatabase();
const other = await freshDatabase();
const importer = importerFor(url);

const mapping = {
	input: { format: 'csv', delimiter: ';' },
	feed: { id: 'register', name: 'Sổ theo dõi hồ sơ' },
	units: [
		{ code: 'OLD.DESK', kind: 'centre', name: 'Bộ phận Một cửa cũ' },
		{ code: 'H12.05', kind: 'department', name: 'Not its name' }
	],
	procedures: [{ code: 'OLD.1', name: 'Thủ tục cũ', field: 'Đất đai', level: 'province', competent: 'H12.05' }],
	dates: {
		time: { patterns: ['dd/MM/yyyy HH:mm'] },
		day: { patterns: ['dd/MM/yyyy'], timeOfDay: '17:00' }
	},
	tables: { channels: { values: { 'Trực tiếp': 'counter', 'Trực tuyến': 'online' } } },
	dossier: '{Mã hồ sơ}',
	events: [
		{
			type: 'accepted',
			key: 'accepted',
			at: { column: 'Ngày nhận', date: 'time' },
			returnAt: { column: 'Hẹn trả', date: 'day' },
			procedure: 'OLD.1',
			receiving: 'OLD.DESK',
			resolving: { column: 'Cơ quan' },
			channel: { column: 'Kênh', table: 'channels' },
			applicant: { name: '{Người nộp}' }
		},
		{
			type: 'resolved',
			key: 'resolved',
			when: [{ column: 'Ngày xong', filled: true }],
			at: { column: 'Ngày xong', date: 'time' }
		}
	]
};
const HEAD = ['Mã hồ sơ', 'Ngày nhận', 'Hẹn trả', 'Ngày xong', 'Cơ quan', 'Kênh', 'Người nộp'];
const good = [
	['H12-1', '12/03/2024 08:00', '20/03/2024', '18/03/2024 09:30', 'H12.05', 'Trực tiếp', 'Bà Tư'],
	['H12-2', '12/03/2024 08:10', '20/03/2024', '', 'H12.05', 'Trực tuyến', 'Ông "Năm"; Cà Mau']
];
const bad = [
	['H12-3', '2024-03-12', '20/03/2024', '18/03/2024 09:30', 'H12.05', 'Trực tiếp', 'Bà Sáu'],
	['H12-4', '12/03/2024 08:00', '20/03/2024', '', 'Sở Không Có', 'Trực tiếp', 'Ông Bảy'],
	['H12-5', '12/03/2024 08:00', '20/03/2024', '', 'H12.05', 'Fax', 'Bà Tám']
];

function put(name: string, content: string | Buffer): string {
	const file = path.join(importer.folder, name);
	writeFileSync(file, content);
	return file;
}

function toCsv(rows: readonly (readonly string[])[]): string {
	const quote = (cell: string) => (/[";]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
	return `\uFEFF${[HEAD, ...rows].map((row) => row.map(quote).join(';')).join('\r\n')}\r\n`;
}

function aJob(name: string, content: string | Buffer): ImportJob {
	const positions = path.join(importer.folder, 'positions');
	const whole = parseMapping(JSON.stringify(mapping));
	return { file: put(name, content), mapping: whole, dryRun: false, rejects: null, positions };
}

const map = put('map.json', JSON.stringify(mapping));
const rejects = path.join(importer.folder, 'rejects.csv');
const count = async (table: 'event' | 'inboundBatch' | 'inboundRecord' | 'feed') =>
	(await db.selectFrom(table).select(db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;

describe('a register with good and bad rows', () => {
	const file = put('register.csv', toCsv([good[0]!, ...bad, ['', '', '', '', '', '', ''], good[1]!]));

	it('a dry run tells all of it and writes nothing', async () => {
		const { code, output } = await importer.run(file, '--map', map, '--dry-run');
		expect(output).toContain('Nothing of the file was written.');
		expect(output).toMatch(/rows +5 {2}2 with a fault/);
		expect(output).toMatch(/accepted +4 {2}would be new events/);
		expect(output).toMatch(/waiting +1 /);
		expect(output).toContain('Units to be added: OLD.DESK\n');
		expect(code).toBe(3);
		expect([await count('event'), await count('inboundBatch'), await count('feed')]).toEqual([0, 0, 0]);
		const unit = await db.selectFrom('unit').select('code').where('code', '=', 'OLD.DESK').executeTakeFirst();
		expect(unit).toBeUndefined();
	});

	it('takes the good ones, also the good event of a bad row, and keeps what waits for a unit', async () => {
		const { code, output } = await importer.run(file, '--map', map, '--rejects', rejects);
		expect(code).toBe(3);
		expect(output).toMatch(/accepted +4 {2}new events/);
		expect(output).toContain(
			'1 × unknown-unit accepted.resolving: no one unit is known as “Sở Không Có” (first in row 4)'
		);
		expect(output).toContain('perhaps personal data');
		const events = await db.selectFrom('event').select(['dossierCode', 'type', 'at']).orderBy('at').execute();
		expect(events.map(({ dossierCode, type, at }) => [dossierCode, type, new Date(at).toISOString()])).toEqual([
			['H12-1', 'accepted', '2024-03-12T01:00:00.000Z'],
			['H12-2', 'accepted', '2024-03-12T01:10:00.000Z'],
			['H12-1', 'resolved', '2024-03-18T02:30:00.000Z'],
			['H12-3', 'resolved', '2024-03-18T02:30:00.000Z']
		]);
		const waiting = await db
			.selectFrom('inboundRecord')
			.select('dossierCode')
			.where('outcome', '=', 'waiting')
			.execute();
		expect(waiting).toEqual([{ dossierCode: 'H12-4' }]);
	});

	it('lists the bad ones for their owner alone', () => {
		expect(statSync(rejects).mode & 0o777).toBe(0o600);
		expect(readFileSync(rejects, 'utf8').split('\r\n')).toEqual([
			`\uFEFFrow,problem,field,detail,${HEAD.join()}`,
			`3,bad-field,accepted.at,"column ""Ngày nhận"" looks like 9999-99-99, not like dd/MM/yyyy HH:mm",${bad[0]?.join()}`,
			`4,unknown-unit,accepted.resolving,no one unit is known as “Sở Không Có”,${bad[1]?.join()}`,
			`5,bad-field,accepted.channel,"column ""Kênh"" holds a text that table ""channels"" lacks",${bad[2]?.join()}`,
			''
		]);
	});

	it('adds units and procedures that were missing, marked, and leaves known ones alone', async () => {
		const units = await db
			.selectFrom('unit')
			.select(['code', 'name', 'confidence', 'oneStop'])
			.where('code', 'in', ['OLD.DESK', 'H12.05'])
			.orderBy('code')
			.execute();
		expect(units[0]?.name).not.toBe('Not its name');
		expect(units[1]).toMatchObject({ code: 'OLD.DESK', confidence: 'from import mapping', oneStop: 'OLD.DESK' });
		const procedure = await db.selectFrom('procedure').selectAll().where('code', '=', 'OLD.1').executeTakeFirst();
		expect(procedure).toMatchObject({ competent: 'H12.05', confidence: 'from import mapping' });
	});

	it('keeps personal data in their own table', async () => {
		const applicants = await db
			.selectFrom('applicant')
			.select(['dossierCode', 'name'])
			.orderBy('dossierCode')
			.execute();
		expect(applicants).toEqual([
			{ dossierCode: 'H12-1', name: 'Bà Tư' },
			{ dossierCode: 'H12-2', name: 'Ông "Năm"; Cà Mau' }
		]);
		const { rows } = await sql`select 1 from event where body::text like '%Tư%'`.execute(db);
		expect(rows).toEqual([]);
	});
});

it('the same register as a workbook, its dates as dates and under a title, is known already', async () => {
	const time = (text: string) => new Date(`${text.replace(/(..)\/(..)\/(....) ?/, '$3-$2-$1T')}Z`);
	const cell = (text: string, place: number): Cell => {
		if (text === '') return null;
		if (place === 1 || place === 3) return { value: time(text), type: Date, format: 'dd/mm/yyyy hh:mm' };
		return place === 2 ? { value: time(`${text} 00:00`), type: Date, format: 'dd/mm/yyyy' } : { value: text };
	};
	const file = path.join(importer.folder, 'register.xlsx');
	const title = [[{ value: 'SỔ THEO DÕI HỒ SƠ' }], []];
	const rows = [HEAD.map((value) => ({ value })), ...good.map((row) => row.map(cell))];
	await writeExcelFile([...title, ...rows], { sheet: 'Hồ sơ' }).toFile(file);
	const input = { format: 'xlsx', headerRow: 3 };
	const { code, output } = await importer.run(
		file,
		...['--map', put('xlsx.json', JSON.stringify({ ...mapping, input })), '--sheet', 'Hồ sơ']
	);
	expect([code, output]).toEqual([0, expect.stringMatching(/accepted +0 [^]*repeated +3 /)]);
});

it('the same key with other words is rejected and leaves the ledger as it was', async () => {
	const changed = [good[0]!.with(1, '13/03/2024 08:00')];
	const { code, output } = await importer.run(put('changed.csv', toCsv(changed)), '--map', map);
	expect(code).toBe(3);
	expect(output).toMatch(/× key-reused accepted\.key: .*\(first in row 2\)/);
});

it('comes in under another feed when told so', async () => {
	const file = put('other.csv', toCsv([good[0]!.with(0, 'H12-9')]));
	expect((await importer.run(file, '--map', map, '--feed', 'other')).code).toBe(0);
	const dossier = await db.selectFrom('dossier').select('feedId').where('code', '=', 'H12-9').executeTakeFirst();
	expect(dossier).toEqual({ feedId: 'other' });
});

it('does not mix real dossiers into a simulated feed', async () => {
	await db.insertInto('feed').values({ id: 'demo', name: 'Demo', simulated: true, defaultUnit: null }).execute();
	const { code, output } = await importer.run(put('demo.csv', toCsv(good)), '--map', map, '--feed', 'demo');
	expect([code, output]).toEqual([2, expect.stringContaining('Feed demo holds simulated data')]);
});

describe('what makes going on senseless is told in one sentence', () => {
	const csv = put('one.csv', toCsv(good));

	it.each([
		['A file and --map are needed.', []],
		['There is no file ', ['missing.csv', '--map', map]],
		['The mapping is not JSON: line 1', [csv, '--map', csv]],
		['--sheet is for XLSX mappings only', [csv, '--map', map, '--sheet', 'A']],
		['--rejects would overwrite the file itself', [csv, '--map', map, '--rejects', csv]],
		['Unknown option', [csv, '--map', map, '--force']]
	] as const)('by the command: %s', async (message, args) => {
		const { code, output } = await importer.run(...args);
		expect([code, output]).toEqual([2, expect.stringContaining(message)]);
		expect(output).not.toContain('    at ');
	});

	it.each([
		['Row 1 has: "Mã hồ sơ", "Ngày nhận".', 'Mã hồ sơ;Ngày nhận\na;b\n'],
		['Perhaps its delimiter is ","', HEAD.join()],
		['The file has no row 1 with names of columns', ''],
		['The file is not CSV. Invalid Closing Quote', `${HEAD.join(';')}\n"a"b;c\n`],
		['The file is not in utf-8', Buffer.from([0xe0, 0x3b, 0xe9, 0x0a])]
	])('by the file: %s', async (message, content) => {
		const job = aJob('wrong.csv', content);
		const deps = { db, now: Date.now, tell: () => undefined, signal: AbortSignal.any([]) };
		await expect(runImport(deps, job)).rejects.toThrow(new RegExp(RegExp.escape(message)));
	});
});

it('asked to stop, it ends after the batch at hand and says where, and goes on there', async () => {
	const rows = Array.from({ length: 1_500 }, (_, place) => good[1]!.with(0, `H13-${place}`));
	const job = aJob('long.csv', toCsv(rows));
	const deps = { db, now: Date.now, tell: () => undefined };
	const first = await runImport({ ...deps, signal: AbortSignal.abort() }, job);
	expect([first.stoppedAfter, first.records.accepted]).toEqual([1_001, 1_000]);
	const second = await runImport({ ...deps, signal: AbortSignal.any([]) }, job);
	expect([second.continuedAfter, second.rows, second.records.accepted]).toEqual([1_001, 500, 500]);
	const third = await runImport({ ...deps, signal: AbortSignal.any([]) }, job);
	expect([third.continuedAfter, third.records.repeated]).toEqual([null, 1_500]);
});

it('a position kept for another database is not believed', async () => {
	const rows = Array.from({ length: 1_200 }, (_, place) => good[1]!.with(0, `H14-${place}`));
	const job = aJob('moved.csv', toCsv(rows));
	const deps = { now: Date.now, tell: () => undefined };
	await runImport({ ...deps, db, signal: AbortSignal.abort() }, job);
	await loadCatalogue(other.db, caMau);
	const whole = await runImport({ ...deps, db: other.db, signal: AbortSignal.any([]) }, job);
	expect([whole.continuedAfter, whole.records.accepted]).toEqual([null, 1_200]);
});
