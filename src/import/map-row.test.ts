import { describe, expect, it, test } from 'vitest';
import { compileMapping } from './map-row.ts';
import { parseMapping } from './parse-mapping.ts';
import type { Cell } from './row.ts';
import { createSaidBefore } from './said-before.ts';
import { TableHead } from './table-head.ts';

const HEAD = ['Mã hồ sơ', 'Ngày nhận', 'Hẹn trả', 'Ngày xong', 'Kênh', 'Cán bộ', 'Người nộp'];

/** What matters of a mapping in one test; the rest is the same for all. */
function toRecords(events: readonly object[], more: object = {}, head: readonly string[] = HEAD) {
	const mapping = parseMapping(
		JSON.stringify({
			input: { format: 'csv' },
			feed: { id: 'test', name: 'Test' },
			dates: { time: { patterns: ['dd/MM/yyyy HH:mm'] }, day: { patterns: ['dd/MM/yyyy'], timeOfDay: '17:00' } },
			tables: { channels: { values: { 'Trực tiếp': 'counter', 'Trực  tuyến': 'online' } } },
			constants: { procedure: '1.004873' },
			dossier: '{Mã hồ sơ}',
			events,
			...more
		})
	);
	return compileMapping(mapping, new TableHead({ number: 1, cells: head }));
}

const received = { type: 'accepted', key: 'accepted', at: { column: 'Ngày nhận', date: 'time' } };
const row = (...cells: Cell[]) => ({ number: 2, cells });
const full = row('H12-1', '12/03/2025 08:00', '20/03/2025', '18/03/2025 09:30', 'Trực tiếp', 'Lê An', 'Bà Tư');

describe('one row per dossier', () => {
	const map = toRecords([
		{
			...received,
			returnAt: { column: 'Hẹn trả', date: 'day' },
			procedure: '{procedure}',
			channel: { column: 'Kênh', table: 'channels' },
			handler: { column: 'Cán bộ', default: 'Một cửa' },
			applicant: { name: '{Người nộp}' }
		},
		{
			type: 'resolved',
			key: 'resolved/{Ngày xong}',
			when: [{ column: 'Ngày xong', filled: true }],
			at: { column: 'Ngày xong', date: 'time' }
		}
	]);

	it('gives an event for each date column that is filled', () => {
		expect(map(full)).toEqual({
			problems: [],
			records: [
				{
					dossier: 'H12-1',
					type: 'accepted',
					key: 'accepted',
					at: '2025-03-12T01:00:00.000Z',
					returnAt: '2025-03-20T10:00:00.000Z',
					procedure: '1.004873',
					channel: 'counter',
					handler: 'Lê An',
					applicant: { name: 'Bà Tư' }
				},
				{ dossier: 'H12-1', type: 'resolved', key: 'resolved/18/03/2025 09:30', at: '2025-03-18T02:30:00.000Z' }
			]
		});
	});

	it('leaves out what is empty, and takes the default where there is one', () => {
		const { records } = map(row('H12-1', '12/03/2025 08:00', '', '', '', '', ''));
		expect(records).toEqual([
			{
				dossier: 'H12-1',
				type: 'accepted',
				key: 'accepted',
				at: '2025-03-12T01:00:00.000Z',
				procedure: '1.004873',
				handler: 'Một cửa'
			}
		]);
	});

	it('keeps the good events of a row with a bad one', () => {
		const { records, problems } = map(row('H12-1', '12.03.2025', '', '18/03/2025 09:30', '', '', ''));
		expect(records.map(({ type }) => type)).toEqual(['resolved']);
		expect(problems).toEqual([
			{
				field: 'accepted.at',
				problem: 'bad-field',
				detail: 'column "Ngày nhận" looks like 99.99.9999, not like dd/MM/yyyy HH:mm'
			}
		]);
	});

	it('tells what is missing', () => {
		expect(map(row('', '12/03/2025 08:00', '', '', '', '', '')).problems).toEqual([
			{ field: 'accepted.dossier', problem: 'missing-field', detail: 'accepted.dossier is empty' }
		]);
		expect(map(row('H12-1', '', '', '', '', '', '')).problems[0]?.field).toBe('accepted.at');
	});

	it('does not repeat a text that its table lacks', () => {
		expect(map(row('H12-1', '12/03/2025 08:00', '', '', 'Bưu điện', '', '')).problems).toEqual([
			{
				field: 'accepted.channel',
				problem: 'bad-field',
				detail: 'column "Kênh" holds a text that table "channels" lacks'
			}
		]);
	});

	it('refuses a row of another width: its cells stand under the wrong headings', () => {
		expect(map(row('H12-1', '12/03/2025 08:00')).problems[0]?.detail).toBe('the row has 2 cells, the headings 7');
		expect(map(row(...full.cells, 'x')).problems[0]?.detail).toBe('the row has 8 cells, the headings 7');
		expect(map(row(...full.cells, '')).records).toHaveLength(2);
	});
});

test('one row per event takes the type of the event from a table', () => {
	const map = toRecords(
		[
			{
				type: { column: 'Bước', table: 'steps' },
				at: { column: 'Lúc', date: 'time' },
				by: '{Ai}',
				step: '{Bước} ({Ai})'
			}
		],
		{ tables: { steps: { values: { 'Tiếp nhận': 'accepted', 'Trả kết quả': 'returned' }, otherwise: 'processing' } } },
		['Mã hồ sơ', 'Bước', 'Lúc', 'Ai']
	);
	const types = ['Tiếp nhận', 'Thẩm định', 'Trả kết quả'].map(
		(step) => map(row('A', step, '12/03/2025 08:00', 'An')).records[0]
	);
	expect(types.map((record) => record?.['type'])).toEqual(['accepted', 'processing', 'returned']);
	expect(types[1]).toMatchObject({ by: 'An', step: 'Thẩm định (An)' });
	expect(map(row('A', 'Thẩm định', '12/03/2025 08:00', '')).records[0]).not.toHaveProperty('step');
});

test('conditions compare texts, and all of them must hold', () => {
	const map = toRecords([
		{
			...received,
			when: [
				{ column: 'Kênh', equals: ['Trực tiếp', 'Bưu chính'] },
				{ column: 'Cán bộ', differs: 'Lê An' }
			]
		}
	]);
	const made = (channel: string, handler: string) =>
		map(row('A', '12/03/2025 08:00', '', '', channel, handler, '')).records.length;
	expect([made('Trực tiếp', 'Tô Ba'), made('Bưu chính', ''), made('Trực tiếp', 'Lê An'), made('', 'Tô Ba')]).toEqual([
		1, 1, 0, 0
	]);
});

test('the first filled one of several columns counts', () => {
	const map = toRecords([{ ...received, handler: { column: ['Người nộp', 'Cán bộ'] } }]);
	expect(map(full).records[0]).toMatchObject({ handler: 'Bà Tư' });
	expect(map(row(...full.cells.slice(0, 6), '')).records[0]).toMatchObject({ handler: 'Lê An' });
});

test('headings and tables are met in whatever way their accents and blanks are written', () => {
	const map = toRecords(
		[{ ...received, channel: { column: 'Kênh', table: 'channels' } }],
		{},
		HEAD.map((name) => ` ${name.normalize('NFD').replace(' ', '\n')} `)
	);
	const { records } = map(row('A', '12/03/2025 08:00', '', '', 'Trực tuyến'.normalize('NFD'), '', ''));
	expect(records[0]).toMatchObject({ channel: 'online' });
});

describe('a column that is not there', () => {
	it('is named, with those that are', () => {
		expect(() => toRecords([received], {}, ['Mã hồ sơ', 'Ngay nhan'])).toThrow(
			'The file has no column "Ngày nhận".\nRow 1 has: "Mã hồ sơ", "Ngay nhan".'
		);
	});

	it('may be a matter of the delimiter', () => {
		expect(() => toRecords([received], {}, ['Mã hồ sơ;Ngày nhận'])).toThrow('Perhaps its delimiter is ";"');
	});

	it('may be there twice', () => {
		expect(() => toRecords([received], {}, [...HEAD, 'Ngày nhận'])).toThrow('two columns "Ngày nhận"');
	});
});

test('rows of one dossier that tell of the same event tell of it once, other words are told', () => {
	const saidBefore = createSaidBefore(2);
	const told = ['a', 'a', 'b', 'a', 'c', 'd', 'a'].map((key) => saidBefore({ dossier: 'A', key }));
	expect(told).toEqual([false, true, false, true, false, false, false]);
});
