import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isHttpError } from '@sveltejs/kit';
import { afterAll, expect, it } from 'vitest';
import { openXlsx } from '../../src/import/read-xlsx.ts';
import { CHECK_IDS } from '../../src/lib/domain/press/freeze-state.ts';
import { dayOf, MINUTE_MS } from '../../src/lib/domain/time/instant.ts';
import { RIGHTS_OF } from '../../src/lib/domain/access/role.ts';
import { act, type PressActor } from '../../src/lib/server/press/act.ts';
import { freeze } from '../../src/lib/server/press/freeze.ts';
import { findFreeze } from '../../src/lib/server/press/read-freezes.ts';
import { GET as getFile } from '../../src/routes/p/[id].[kind]/+server.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { PRESS_WISH, PRESS_WORDS } from '../support/press.ts';
import { letTroublePass } from '../support/troubled-office.ts';
import { toVisits } from '../support/visits.ts';

const NOW = Date.parse('2026-03-11T10:00:30+07:00');
const { db } = await freshDatabase();
const office = await openOffice(db, NOW - 5 * MINUTE_MS);
await letTroublePass(office, NOW - 5 * MINUTE_MS);
office.now = NOW;
const presenter: PressActor = { id: 'p', name: 'Người trình bày', rights: RIGHTS_OF.presenter };
const leader: PressActor = { id: 'l', name: 'Lãnh đạo', rights: RIGHTS_OF.leader };
const deps = { db, catalogue: () => office.catalogue, now: () => office.now, freshness: null };
const visits = toVisits({ office, db }, [], { unit: '31825', handler: '' });
const folder = mkdtempSync(path.join(tmpdir(), 'press-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const made = await freeze(deps, { ...PRESS_WISH, at: NOW, before: dayOf(NOW) - 1 }, PRESS_WORDS, presenter);
if (!made.ok) throw new Error(made.problem);
const id = made.value;

async function readSheet(file: string, sheet: string): Promise<unknown[][]> {
	const { rows } = await openXlsx(file, { kind: 'xlsx', sheet } as never);
	const read: unknown[][] = [];
	for await (const row of rows) read.push([...row.cells]);
	return read;
}

const getXlsx = (query = '') => visits.call(getFile, `/p/${id}.xlsx${query}`, { id, kind: 'xlsx' });

it('a draft has no workbook', async () => {
	const status = await getXlsx().then(
		() => 200,
		(error: unknown) => (isHttpError(error) ? error.status : String(error))
	);
	expect(status).toBe(404);
});

it('the published workbook says what it is on its first sheet, and holds numbers, shares and days as such', async () => {
	await act(db, id, { kind: 'sign', checks: CHECK_IDS }, leader, NOW);
	await act(db, id, { kind: 'publish', publicFrom: null }, presenter, NOW);
	const freezeNow = await findFreeze(db, id);
	if (freezeNow === undefined) throw new Error('not there');
	const { content, hash } = freezeNow;
	const response = await getXlsx(`?v=${hash}`);
	expect(response.headers.get('cache-control')).toContain('immutable');
	const bytes = Buffer.from(await response.arrayBuffer());
	// One address is one file.
	expect(Buffer.from(await (await getXlsx()).arrayBuffer()).equals(bytes)).toBe(true);
	const file = path.join(folder, 'release.xlsx');
	writeFileSync(file, bytes);

	const about = (await readSheet(file, 'Về số liệu này')).map((cells) => cells.join(' '));
	for (const said of [id, hash, '10:00, thứ Tư 11/03/2026', 'từ 15/08/2025 đến 11/03/2026', 'mọi lĩnh vực', 'dưới 5'])
		expect(
			about.some((line) => line.includes(said)),
			said
		).toBe(true);
	expect(about.filter((line) => line.includes('Cách tính'))).toHaveLength(6);

	const units = await readSheet(file, 'Theo đơn vị');
	const province = units.find((cells) => cells[2] === 'Toàn tỉnh');
	const { received } = content.totals;
	expect(Number(province?.[4])).toBe(received.all);
	expect(Number(province?.[5])).toBeCloseTo((received.part ?? Number.NaN) / (received.all ?? Number.NaN), 3);
	const hidden = content.tables.flatMap((table) => table.units).filter(({ counts }) => counts.received.all === null);
	expect(hidden.length).toBeGreaterThan(0);
	for (const { key } of hidden) expect(units.find((cells) => cells[1] === key)?.slice(4)).toContain('ẩn');

	const change = await readSheet(file, 'Trước và nay');
	expect(change[0]).toContain('Nay: từ 15/08/2025 đến 11/03/2026');
	expect(change).toHaveLength(7);
	expect(Number(change[1]?.[2])).toBe(received.all);
	const waves = await readSheet(file, 'Tiến độ theo đợt');
	expect(waves.at(-1)?.slice(1).map(Number)).toEqual(content.waves.map(({ started }) => started));

	const days = await readSheet(file, 'Tiếp nhận theo ngày');
	expect(days).toHaveLength(1 + (content.intake?.days.length ?? 0));
	expect(JSON.stringify(days[1])).toContain('2025');
});

it('of what was withdrawn the workbook is gone', async () => {
	await act(db, id, { kind: 'withdraw', reason: 'wrong-choice' }, leader, NOW);
	expect((await getXlsx()).status).toBe(410);
});
