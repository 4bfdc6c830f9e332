import { caMau } from '../../src/lib/catalogue/ca-mau/ca-mau.ts';
import { KnownCatalogue } from '../../src/lib/server/catalogue/known-catalogue.ts';

/** The Cà Mau catalogue in memory, without a database. */
export function aCatalogue(): KnownCatalogue {
	return new KnownCatalogue({
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
	});
}
