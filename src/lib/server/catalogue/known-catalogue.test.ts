import { describe, expect, test } from 'vitest';
import { caMau } from '../../catalogue/ca-mau/ca-mau.ts';
import { toDay } from '../../domain/time/instant.ts';
import { KnownCatalogue, toNationalCode } from './known-catalogue.ts';

const rows = {
	units: caMau.units.map((unit) => ({ ...unit, validTo: unit.validTo ?? null })),
	procedures: caMau.procedures,
	limits: caMau.procedures.flatMap(({ code, limits }) =>
		limits.map((limit) => ({ ...limit, procedureCode: code, validTo: limit.validTo ?? null }))
	),
	calendarVersions: caMau.calendars.flatMap(({ id, versions }) =>
		versions.map(({ effectiveFrom, rules }) => ({
			calendarId: id,
			effectiveFrom: Date.parse(effectiveFrom),
			rules
		}))
	)
};
const known = new KnownCatalogue(rows);

describe('a unit is found', () => {
	test.each([
		['32152', '32152'],
		['Xã Đầm Dơi', '32152'],
		['UBND xã Đầm Dơi', '32152'],
		['xa dam doi', '32152'],
		['ĐẦM DƠI', '32152'],
		['Ủy ban nhân dân xã Đầm Dơi, tỉnh Cà Mau', '32152'],
		['Trung tâm Phục vụ hành chính công xã Đầm Dơi', '32152'],
		['Xã Hoà Bình', '31891'],
		['P. Hoà Thành', '32041'],
		['H12.06', 'H12.06'],
		['Sở Nông nghiệp và Môi trường', 'H12.06'],
		['Sở NN&MT', 'H12.06'],
		['SNNMT', 'H12.06'],
		['Nông nghiệp và Môi trường', 'H12.06'],
		['Sở GD&ĐT', 'H12.11'],
		['SGDĐT', 'H12.11'],
		['SVHTTDL', 'H12.09'],
		['VP UBND', 'H12.01'],
		['Văn phòng UBND tỉnh Cà Mau', 'H12.01'],
		['VPĐKĐĐ', 'H12.44'],
		['Văn phòng Đăng ký đất đai tỉnh Cà Mau', 'H12.44'],
		['BQL KKT', 'H12.14'],
		['BHXH', 'H12.41'],
		['Công an tỉnh Cà Mau', 'H12.40'],
		['CAT', 'H12.40'],
		['Thuế tỉnh Cà Mau', 'H12.42'],
		['Thanh tra tỉnh', 'H12.13'],
		['TTPVHCC', 'TTPVHCC'],
		['Trung tâm Phục vụ hành chính công tỉnh', 'TTPVHCC']
	])('under %s as %s', (written, code) => {
		expect(known.findUnit(written)?.code).toBe(code);
	});

	test('by every name of its own', () => {
		for (const { code, name, shortName } of caMau.units) {
			expect(known.findUnitByName(name)?.code).toBe(code);
			expect(known.findUnitByName(shortName)?.code).toBe(code);
		}
	});

	test.each(['', 'Xã Nowhere', 'Phường Đầm Dơi', 'Công an xã Đầm Dơi', 'UBND tỉnh Cà Mau', 'Sở'])(
		'never under "%s"',
		(written) => {
			expect(known.findUnit(written)).toBeUndefined();
		}
	);

	test('only when no other living unit has the name; an abolished one gives way', () => {
		const [first, second] = rows.units.filter(({ kind }) => kind === 'commune');
		if (first === undefined || second === undefined) throw new Error('no communes');
		const twin = { ...second, name: first.name, shortName: first.shortName };
		const shared = new KnownCatalogue({ ...rows, units: [first, twin] });
		expect(shared.findUnitByName(first.name)).toBeUndefined();
		const old = new KnownCatalogue({ ...rows, units: [first, { ...twin, validTo: '2025-07-01' }] });
		expect(old.findUnitByName(first.name)?.code).toBe(first.code);
	});
});

test('a procedure is found by its national and its localised code', () => {
	expect(known.findProcedure('1.001193.000.00.00.H12')?.name).toBe('Đăng ký khai sinh');
	expect(known.findProcedure('1.001193')?.code).toBe('1.001193');
	expect(known.findProcedure('9.999999')).toBeUndefined();
	expect(toNationalCode(' 2.000815.000.00.00.H12 ')).toBe('2.000815');
});

test('a limit holds from its first day to the day before its end', () => {
	const limit = { procedureCode: '1.001193', unit: 'working-day' } as const;
	const dated = new KnownCatalogue({
		...rows,
		limits: [
			{ ...limit, value: 5, validFrom: '2025-07-01', validTo: '2026-03-01' },
			{ ...limit, value: 3, validFrom: '2026-03-01', validTo: null }
		]
	});
	const limitOn = (day: string) => dated.deadlineRule('1.001193', toDay(day)).limit?.value;
	expect(['2025-06-30', '2025-07-01', '2026-02-28', '2026-03-01'].map(limitOn)).toEqual([undefined, 5, 5, 3]);
	expect(dated.deadlineRule(null, toDay('2026-01-01'))).toEqual({ limit: null, supplement: 'restart' });
	expect(known.deadlineRule('1.010727', toDay('2026-01-01')).supplement).toBe('pause');
});

test('the one-stop of a department is the provincial centre, of a commune the commune', () => {
	expect([known.oneStopOf('H12.06'), known.oneStopOf('32152'), known.oneStopOf('?')]).toEqual([
		'TTPVHCC',
		'32152',
		'?'
	]);
});

test('a closure is seen only by the unit it closes', () => {
	const [version] = rows.calendarVersions;
	if (version === undefined) throw new Error('no calendar');
	const closures = [{ unit: '32152', from: '2026-11-23', to: '2026-11-23', reason: 'Bão' }];
	const stormy = new KnownCatalogue({
		...rows,
		calendarVersions: [{ ...version, rules: { ...version.rules, closures } }]
	});
	const now = Date.parse('2026-11-23T09:00:00+07:00');
	const isOpen = (unit: string | null) => stormy.calendarFor(unit, now).isWorkingDay(toDay('2026-11-23'));
	expect([isOpen('32152'), isOpen('32155'), isOpen(null)]).toEqual([false, true, true]);
	expect(stormy.calendarFor('32155', now)).toBe(stormy.calendarFor('31825', now));
});
