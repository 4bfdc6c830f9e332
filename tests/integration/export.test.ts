import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openXlsx } from '../../src/import/read-xlsx.ts';
import { toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { toCsv } from '../../src/lib/server/read/export/csv.ts';
import { toXlsx } from '../../src/lib/server/read/export/xlsx.ts';
import { GET as getExport } from '../../src/routes/dossiers.[kind]/+server.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { readExport, toVisits } from '../support/visits.ts';

const { db } = await freshDatabase();
const NOW = Date.parse('2026-03-11T10:00:00+07:00');
const office = await openOffice(db, NOW);
const visits = toVisits({ office, db }, ['leader'], { unit: '31825', handler: '' });
const folder = mkdtempSync(path.join(tmpdir(), 'export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Names that would do harm where a file or page believed them. */
const HOSTILE = [
	'=HYPERLINK("http://evil.test","x")',
	'+1+1',
	'-2+3',
	'@SUM(A1)',
	' =1+1',
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	'a;b"c',
	'dòng 1\nđòng 2',
	']]>&amp;</t></is>',
	'\u0001\u000b\ufffe'
];
await office.push(
	HOSTILE.map((handler, n) => ({
		dossier: `D-${String(n).padStart(2, '0')}`,
		type: 'accepted' as const,
		at: toIsoInstant(NOW - 3_600_000 * (n + 1)),
		receiving: '31825',
		resolving: '31825',
		handler
	}))
);
const stored = await db.selectFrom('dossier').select(['code', 'handler', 'acceptedAt']).orderBy('code').execute();
const HANDLER = 9;
const ACCEPTED = 12;

async function readSheet(response: Response, sheet: string): Promise<string[][]> {
	const file = path.join(folder, `${sheet}.xlsx`);
	writeFileSync(file, Buffer.from(await response.arrayBuffer()));
	const { rows } = await openXlsx(file, { kind: 'xlsx', sheet } as never);
	const read: string[][] = [];
	for await (const row of rows) read.push(row.cells.map((cell) => JSON.stringify(cell)));
	return read;
}

it('a CSV begins with what it is, and nothing in it is run as a formula', async () => {
	const response = await visits.call(getExport, '/dossiers.csv?sort=code', { kind: 'csv' });
	expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="ho-so-2026-03-11\.csv"$/);
	expect(new Uint8Array(await response.clone().arrayBuffer()).slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
	const text = await response.clone().text();
	expect(text).toContain(`"${String(HOSTILE.length)}"`);
	for (const cell of text.split(/[;\r\n]/)) expect(cell).not.toMatch(/^"?\s*[=+@-]/);
	const { rows } = await readExport(response);
	expect(rows.filter((row) => row.length > 1).length).toBeGreaterThanOrEqual(HOSTILE.length);
	const entries = await db.selectFrom('auditEntry').select(['action', 'target', 'details']).execute();
	expect(entries).toEqual([{ action: 'exported', target: 'dossiers', details: { format: 'csv', filter: '' } }]);
});

it('an XLSX has real dates, and every text as it is', async () => {
	const answer = await visits.call(getExport, '/dossiers.xlsx?sort=code', { kind: 'xlsx' });
	const rows = await readSheet(answer, 'Hồ sơ');
	const [, ...lines] = rows;
	expect(lines).toHaveLength(HOSTILE.length);
	for (const [n, line] of lines.entries()) {
		const { handler, code } = stored[n]!;
		expect(line[0]).toContain(code);
		const clean = (handler ?? '').replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '\ufffd');
		expect(line[HANDLER]).toContain(JSON.stringify(clean).slice(1, -1));
		expect(line[ACCEPTED]).toMatch(/2026-03-1[01]/);
	}
});

it('two hundred thousand rows pass in constant memory', async () => {
	const sheet = { name: 'S', aboutName: 'A', about: [], columns: [{ name: 'C', width: 9 }] };
	const text = 'Nguyễn Văn A '.repeat(8);
	const measure = async (make: (rows: AsyncIterable<(string | number)[]>) => AsyncIterable<string | Uint8Array>) => {
		let open = 0;
		let most = 0;
		const rows = async function* () {
			for (let n = 0; n < 200_000; n++) {
				await Promise.resolve();
				open += text.length;
				yield [n, text];
			}
		};
		for await (const piece of make(rows())) {
			most = Math.max(most, open);
			open = 0;
			expect(piece.length).toBeLessThan(1_000_000);
		}
		return most;
	};
	// What is read between two pieces that go out is all that is held.
	expect(await measure((rows) => toCsv(sheet, rows, String))).toBeLessThan(1_000_000);
	expect(await measure((rows) => toXlsx(sheet, rows))).toBeLessThan(6_000_000);
});
