import { expect, test } from 'vitest';
import { caMau } from '../../src/lib/catalogue/ca-mau/ca-mau.ts';
import type { Catalogue } from '../../src/lib/catalogue/catalogue.ts';
import { toDay } from '../../src/lib/domain/time/instant.ts';
import { loadCatalogue } from '../../src/lib/server/catalogue/load-catalogue.ts';
import { readCatalogue } from '../../src/lib/server/catalogue/read-catalogue.ts';
import { migrateToLatest } from '../../src/lib/server/db/migrate.ts';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase();
await migrateToLatest(db);

const withRules = (change: Partial<(typeof caMau.calendars)[0]['versions'][0]>): Catalogue => ({
	...caMau,
	calendars: caMau.calendars.map((calendar) => ({
		...calendar,
		versions: calendar.versions.map((version) => ({ ...version, ...change }))
	}))
});

test('the catalogue is read back as it was loaded, however often and by however many nodes', async () => {
	await Promise.all([loadCatalogue(db, caMau), loadCatalogue(db, caMau)]);
	await loadCatalogue(db, caMau);
	const known = await readCatalogue(db);
	for (const { code, name, oneStop } of caMau.units) {
		expect(known.findUnit(name)?.code).toBe(code);
		expect(known.oneStopOf(code)).toBe(oneStop);
	}
	const day = toDay('2026-11-20');
	for (const { code, limits, supplementRule } of caMau.procedures) {
		const { value, unit } = limits[0] ?? {};
		expect(known.deadlineRule(`${code}.000.00.00.H12`, day)).toEqual({
			limit: { value, unit },
			supplement: supplementRule
		});
	}
	const calendar = known.calendarFor('32152', Date.parse('2026-11-20T09:00:00+07:00'));
	expect([calendar.isWorkingDay(day), calendar.isWorkingDay(toDay('2026-09-02'))]).toEqual([true, false]);
});

test('a name that was corrected is brought up to date', async () => {
	const [first, ...others] = caMau.units;
	if (first === undefined) throw new Error('no units');
	await loadCatalogue(db, { ...caMau, units: [{ ...first, name: 'Trung tâm mới' }, ...others] });
	expect((await readCatalogue(db)).findUnitByCode(first.code)?.name).toBe('Trung tâm mới');
	await loadCatalogue(db, caMau);
	expect((await readCatalogue(db)).findUnitByCode(first.code)?.name).toBe(first.name);
});

test('a calendar version that was changed is refused, and nothing is loaded', async () => {
	await loadCatalogue(db, caMau);
	const renamed = caMau.units.map((unit) => ({ ...unit, name: `${unit.name} (mới)` }));
	const changed = { ...withRules({ note: 'khác' }), units: renamed };
	await expect(loadCatalogue(db, changed)).rejects.toThrow('calendar ca-mau, version 1 is already loaded');
	expect((await readCatalogue(db)).findUnitByCode('32152')?.name).toBe('Xã Đầm Dơi');
});
