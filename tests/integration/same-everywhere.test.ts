import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/lib/domain/access/role.ts';
import { ALL_FIGURE_IDS, FIGURE_IDS } from '../../src/lib/domain/figure/figure.ts';
import { DAY_MS, HOUR_MS, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { ProvinceBoard } from '../../src/lib/server/live/province-board.ts';
import { readPastOverview } from '../../src/lib/server/past/past-overview.ts';
import { toPastView } from '../../src/lib/server/past/past.ts';
import { GET as getDossiers } from '../../src/routes/api/v1/dossiers/+server.ts';
import { GET as getFigures } from '../../src/routes/api/v1/figures/+server.ts';
import { GET as getExport } from '../../src/routes/dossiers.[kind]/+server.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { readExport, readList, toVisits, type Visits } from '../support/visits.ts';

const { db } = await freshDatabase();
const NOW = Date.parse('2026-03-11T10:00:00+07:00');
const office = await openOffice(db, NOW);

const UNITS = ['31825', '32152', 'H12.05'];
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length]!;
await office.push(
	Array.from({ length: 130 }, (_, n) => {
		const facts = {
			dossier: `H12-${String(n).padStart(3, '0')}`,
			receiving: pick(UNITS, n),
			resolving: pick(UNITS, n >> 1),
			procedure: pick(['1.004873', '1.001193'], n),
			channel: pick(['online', 'counter', 'post'] as const, n >> 2),
			handler: pick(['Lê Thị Út', 'Đặng Văn Ân'], n >> 1)
		};
		const start = NOW - (n % 9) * DAY_MS - 2 * HOUR_MS;
		const promised = { returnAt: toIsoInstant(start + ((n % 9) - 1) * 9 * HOUR_MS) };
		const accepted = { ...facts, type: 'accepted' as const, at: toIsoInstant(start), ...(n % 5 ? promised : {}) };
		const end = { ...facts, type: 'resolved' as const, at: toIsoInstant(start + HOUR_MS) };
		return n % 3 === 0 ? [accepted, end] : [accepted];
	}).flat()
);
const field = (await db.selectFrom('dossier').select('field').distinct().execute())[0]?.field ?? '';

const FILTERS: Record<string, string>[] = [
	{},
	{ resolving: '32152' },
	{ receiving: '31825', channel: 'online' },
	{ procedure: '1.004873' },
	{ field },
	{ resolving: 'H12.05', procedure: '1.001193' }
];
const SCOPES: [Role, string][] = [
	['leader', ''],
	['department-head', 'H12.05'],
	['commune-head', '32152']
];
/** Official and export are not of one role: an official may not take lists out. */
const ALSO: [Role, string][] = [['official', '31825']];

interface Told {
	version: number;
	n: number;
}

const toQuery = (filter: Record<string, string>) => new URLSearchParams(filter).toString();

async function ofFigures(visits: Visits, filter: Record<string, string>): Promise<Map<string, Told>> {
	const answer = await visits.call(getFigures, `/api/v1/figures?${toQuery(filter)}`);
	const { version, figures } = (await answer.json()) as { version: number; figures: { id: string; of: number }[] };
	return new Map(figures.map(({ id, of }) => [id, { version, n: of }]));
}

async function ofList(visits: Visits, filter: Record<string, string>): Promise<{ told: Told; codes: Set<string> }> {
	const codes = new Set<string>();
	let place = '';
	for (;;) {
		const list = await readList(visits, `/dossiers?${toQuery(filter)}${place}`);
		for (const { code } of list.rows) codes.add(code);
		if (list.next === null) return { told: { version: list.version, n: list.total }, codes };
		place = `&after=${list.next}`;
	}
}

describe.each([...SCOPES, ...ALSO])('%s of %s', (role, unit) => {
	const visits = toVisits({ office, db }, [role], { unit, handler: 'Lê Thị Út' });

	it.each(FILTERS)('figures, list, export and API say the same of %j at one version', async (filter) => {
		const figures = await ofFigures(visits, filter);
		const board = await ProvinceBoard.open(office.boardDeps);
		for (const figure of ALL_FIGURE_IDS) {
			const asked = { figure, ...filter };
			const { told, codes } = await ofList(visits, asked);
			expect(codes.size, figure).toBe(told.n);
			const answer = await visits.call(getDossiers, `/api/v1/dossiers?${toQuery(asked)}&limit=100`);
			const { version, total } = (await answer.json()) as { version: number; total: number };
			expect({ version, n: total }, figure).toEqual(told);
			expect(figures.get(figure), figure).toEqual(told);
			if (role !== 'official') {
				const file = await readExport(await visits.call(getExport, `/dossiers.csv?${toQuery(asked)}`, { kind: 'csv' }));
				expect(new Set(file.rows.map(([code]) => code)), figure).toEqual(codes);
				expect(file.about.join('\n'), figure).toContain(`"${String(told.version)}"`);
			}
			if (FIGURE_IDS.some((id) => id === figure)) {
				const cell = board.view(filter, visits.access.view).cells[
					office.layout.figure(figure as (typeof FIGURE_IDS)[number])
				];
				expect({ version: board.version, n: cell }, `tile ${figure}`).toEqual(told);
			}
		}
	});

	it('there is something to count', async () => {
		const told = [...(await ofFigures(visits, {})).values()].map(({ n }) => n);
		expect(Math.max(...told)).toBeGreaterThan(3);
	});
});

describe('at a past instant', () => {
	const LATER = NOW + 3 * HOUR_MS;
	const INSTANTS = [
		{ at: toIsoInstant(NOW + HOUR_MS) },
		{ at: toIsoInstant(NOW + HOUR_MS), known: 'now' },
		{ at: toIsoInstant(NOW - DAY_MS) },
		{ at: toIsoInstant(NOW + HOUR_MS), resolving: 'H12.05', q: 'le thi' }
	];

	beforeAll(async () => {
		office.now = LATER;
		const open = await db.selectFrom('dossier').select('code').where('closedAt', 'is', null).orderBy('code').execute();
		await office.push(
			open.flatMap(({ code }, n) => {
				const ended = { dossier: code, type: 'resolved' as const, at: toIsoInstant(LATER - (n % 3) * HOUR_MS) };
				return n % 2 === 0 ? [ended] : [];
			})
		);
	});

	it.each<[Role, string]>([
		['leader', ''],
		['commune-head', '31825']
	])('figures, list, export and API say the same to a %s', async (role, unit) => {
		const visits = toVisits({ office, db }, [role], { unit, handler: '' });
		const said = new Set<string>();
		for (const instant of INSTANTS) {
			const figures = await ofFigures(visits, instant);
			expect([...figures.keys()]).toEqual(ALL_FIGURE_IDS);
			said.add(JSON.stringify([...figures]));
			for (const figure of ALL_FIGURE_IDS) {
				const asked = { figure, ...instant };
				const name = toQuery(asked);
				const { told, codes } = await ofList(visits, asked);
				expect(codes.size, name).toBe(told.n);
				expect(figures.get(figure), name).toEqual(told);
				const answer = await visits.call(getDossiers, `/api/v1/dossiers?${name}&limit=100`);
				const { version, total } = (await answer.json()) as { version: number; total: number };
				expect({ version, n: total }, name).toEqual(told);
				const file = await readExport(await visits.call(getExport, `/dossiers.csv?${name}`, { kind: 'csv' }));
				// In the order of the list, and each once.
				expect(
					file.rows.map(([code]) => code),
					name
				).toEqual([...codes]);
			}
		}
		expect(said.size).toBe(INSTANTS.length);
	});

	it('tiles say the same to a leader', async () => {
		const visits = toVisits({ office, db }, ['leader'], { unit: '', handler: '' });
		for (const instant of INSTANTS.slice(0, 3)) {
			const past = await toPastView(db, {
				at: Date.parse(instant.at),
				known: instant.known === 'now' ? 'now' : 'then'
			});
			const { cells } = await readPastOverview(db, 'province', office.layout, office.catalogue, past);
			const figures = await ofFigures(visits, instant);
			for (const figure of FIGURE_IDS) expect(cells[office.layout.figure(figure)]).toBe(figures.get(figure)?.n);
		}
	});

	it('refuses what is no past instant, and an order there is not', async () => {
		const visits = toVisits({ office, db }, ['leader'], { unit: '', handler: '' });
		for (const query of ['at=2099-01-01T00:00:00Z', 'at=2026-01-01', 'sort=luck']) {
			await expect(visits.call(getDossiers, `/api/v1/dossiers?${query}`), query).rejects.toMatchObject({ status: 400 });
		}
		await expect(visits.call(getFigures, '/api/v1/figures?figure=luck')).rejects.toMatchObject({ status: 400 });
	});
});
