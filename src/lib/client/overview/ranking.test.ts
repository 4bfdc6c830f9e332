import { expect, test } from 'vitest';
import { countMoved, rank, takesPart } from './ranking.ts';
import type { RankingUnit, UnitLoad } from './overview-model.ts';

const idle: UnitLoad = {
	today: 0,
	series: [0, 0],
	backlog: 0,
	overdue: 0,
	rate: null,
	level: 'none'
};
const load = (backlog: number, overdue: number): UnitLoad => ({
	...idle,
	backlog,
	overdue,
	rate: backlog ? overdue / backlog : null
});
const unit = (name: string, asResolver: UnitLoad): RankingUnit => ({
	code: name,
	kind: 'commune',
	prefix: 'X.',
	name,
	nameEn: name,
	asResolver,
	asReceiver: idle,
	filedElsewhere: { of: 0, per: 0 }
});
const codes = (units: readonly RankingUnit[]) => units.map((one) => one.code);

const units = [
	unit('Đất Mũi', load(100, 2)),
	unit('Đầm Dơi', load(100, 2)),
	unit('U Minh', idle),
	unit('Cái Nước', load(50, 5)),
	unit('Năm Căn', load(200, 4))
];

test('the worst share comes first, ties by overdue and then by name, units without dossiers last', () => {
	expect(codes(rank(units, 'resolver', { column: 'rate', descending: true }))).toEqual([
		'Cái Nước',
		'Năm Căn',
		'Đầm Dơi',
		'Đất Mũi',
		'U Minh'
	]);
});

test('a unit without a share stays last when the order is turned round', () => {
	expect(codes(rank(units, 'resolver', { column: 'rate', descending: false })).at(-1)).toBe('U Minh');
});

test('names are in Vietnamese order', () => {
	expect(codes(rank(units, 'resolver', { column: 'name', descending: false }))).toEqual([
		'Cái Nước',
		'Đầm Dơi',
		'Đất Mũi',
		'Năm Căn',
		'U Minh'
	]);
});

test('a unit that never received is no receiver', () => {
	expect(takesPart(units[0]!, 'resolver')).toBe(true);
	expect(takesPart(units[0]!, 'receiver')).toBe(false);
});

test('only rows whose place would change are counted as moved', () => {
	expect(countMoved(['a', 'b', 'c'], ['a', 'c', 'b', 'd'])).toBe(2);
	expect(countMoved(['a', 'b'], ['a', 'b', 'c'])).toBe(0);
});
