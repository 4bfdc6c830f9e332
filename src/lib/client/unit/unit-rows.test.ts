import { describe, expect, it } from 'vitest';
import { formatFor } from '$lib/client/format.ts';
import { anOverview } from '$lib/client/overview/overview.fixture.ts';
import { toPartnerRows, toPartners } from './partners.ts';
import { readSide, unitHref, usualSide } from './unit-side.ts';
import { toHandlerRows, toProcedureRows } from './unit-rows.ts';

const format = formatFor('vi');
const UNIT = { code: '31825', side: 'resolving' } as const;
const NONE = { backlog: 0, 'due-soon': 0, overdue: 0 };

describe('the side of a unit', () => {
	it('is what the address asks for, and nothing else', () => {
		expect(readSide('receiving')).toBe('receiving');
		expect(readSide('resolving')).toBe('resolving');
		for (const text of [null, '', 'returning', 'RESOLVING', '<b>']) expect(readSide(text)).toBeNull();
	});

	it('is resolving unless the unit only receives', () => {
		expect(usualSide({ kind: 'centre' })).toBe('receiving');
		expect(usualSide({ kind: 'commune' })).toBe('resolving');
		expect(unitHref('31825', 'receiving')).toBe('/units/31825?side=receiving');
	});
});

describe('rows of a unit', () => {
	it('lead from each number to the list of the same figure, side and procedure', () => {
		const procedure = { code: '1.004873', name: 'Xác nhận', nameEn: 'Confirmation' };
		const counts = { ...NONE, backlog: 3, overdue: 1, 'on-time-month': 4 };
		const [row] = toProcedureRows([{ procedure, counts, closedMonth: 5 }], { ...UNIT, side: 'receiving' }, format);
		expect(row?.cells.map(({ href }) => href)).toEqual([
			'/dossiers?figure=backlog&receiving=31825&procedure=1.004873',
			null,
			'/dossiers?figure=overdue&receiving=31825&procedure=1.004873',
			'/dossiers?figure=on-time-month&receiving=31825&procedure=1.004873'
		]);
		expect(row?.cells[3]?.beside).toBe('80%');
	});

	it('name the official in the address, and send what nobody has to the finding', () => {
		const rows = toHandlerRows(
			[
				{ handler: 'Lê Thị Út', title: null, counts: { ...NONE, backlog: 2 } },
				{ handler: null, title: null, counts: { backlog: 2, 'due-soon': 1, overdue: 1 } }
			],
			UNIT
		);
		const [first] = rows[0]?.cells ?? [];
		expect(new URL(first?.href ?? '', 'http://x').searchParams.get('handler')).toBe('Lê Thị Út');
		expect(rows[1]?.cells.map(({ href }) => href)).toEqual(['/dossiers?figure=no-handler&resolving=31825', null, null]);
	});
});

describe('partners', () => {
	const load = (today: number, backlog: number, overdue = 0) => ({
		today,
		series: [today],
		backlog,
		overdue,
		rate: null,
		level: 'none' as const
	});
	const [base] = anOverview().ranking;
	if (base === undefined) throw new Error('the fixture has no units');
	const one = (code: string, asReceiver = load(0, 0), asResolver = load(0, 0)) => ({
		...base,
		code,
		asReceiver,
		asResolver
	});
	const tile = (figure: 'received-today' | 'backlog' | 'overdue', value: number) => ({
		figure,
		value,
		compare: null,
		series: [],
		level: 'none' as const
	});
	const model = {
		ranking: [one('31825', load(5, 20), load(9, 30)), one('32002', load(1, 4, 1)), one('32152', load(2, 6))],
		tiles: [tile('received-today', 9), tile('backlog', 33), tile('overdue', 1)]
	};

	it('and the unit itself and the rest add up to its tiles', () => {
		const partners = toPartners(model, UNIT);
		expect(partners.others.map(({ unit }) => unit.code)).toEqual(['32152', '32002']);
		expect(partners.own).toMatchObject({ today: 5, backlog: 20 });
		expect(partners.rest).toEqual({ today: 1, backlog: 3, overdue: 0 });
	});

	it('are links only for whoever may open them; their numbers lead to what both share', () => {
		const rows = toPartnerRows(toPartners(model, UNIT), UNIT, (code) => code === '32002', format);
		expect(rows.map(({ href }) => href)).toEqual([null, '/units/32002', null, null]);
		expect(rows[0]?.cells[1]?.href).toBe('/dossiers?figure=backlog&receiving=32152&resolving=31825');
		expect(rows[3]?.cells.map(({ href }) => href)).toEqual([null, null, null]);
	});
});
