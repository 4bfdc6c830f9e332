import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql } from 'kysely';
import type { Catalogue, CatalogueCalendar } from '../../catalogue/catalogue.ts';
import type { Tables } from '../db/tables.ts';

/**
 * Writes a catalogue into the database, all or nothing. May be repeated: rows are brought up to date by their keys, rows
 * that the catalogue no longer names stay. Throws, with nothing written, when a loaded calendar version has other content
 * now: promises were computed with it, so a correction needs a new version.
 */
export async function loadCatalogue(db: Kysely<Tables>, catalogue: Catalogue): Promise<void> {
	await db.transaction().execute(async (trx) => {
		// Two nodes that start together would otherwise meet in the middle of each other's upserts.
		await sql`select pg_advisory_xact_lock(hashtext('load catalogue'))`.execute(trx);
		for (const calendar of catalogue.calendars) await loadCalendar(trx, calendar);
		await loadUnits(trx, catalogue);
		await loadProcedures(trx, catalogue);
	});
}

async function loadCalendar(db: Kysely<Tables>, calendar: CatalogueCalendar): Promise<void> {
	const { id, name } = calendar;
	await db
		.insertInto('calendar')
		.values({ id, name })
		.onConflict((conflict) => conflict.column('id').doUpdateSet({ name }))
		.execute();
	const loaded = await db.selectFrom('calendarVersion').selectAll().where('calendarId', '=', id).execute();
	for (const { version, effectiveFrom, rules, note } of calendar.versions) {
		const same = loaded.find((row) => row.version === version);
		if (same === undefined) {
			const row = { calendarId: id, version, effectiveFrom, rules: JSON.stringify(rules), note };
			await db.insertInto('calendarVersion').values(row).execute();
			continue;
		}
		const asLoaded = { effectiveFrom: same.effectiveFrom, rules: same.rules, note: same.note };
		const asGiven = {
			effectiveFrom: Date.parse(effectiveFrom),
			rules: JSON.parse(JSON.stringify(rules)) as unknown,
			note
		};
		if (!isDeepStrictEqual(asLoaded, asGiven)) {
			const next = Math.max(...loaded.map((row) => row.version), version) + 1;
			throw new Error(
				`calendar ${id}, version ${version} is already loaded with other content; ` +
					`versions are never changed: put the change into version ${next} with an effectiveFrom of its own`
			);
		}
	}
}

async function loadUnits(db: Kysely<Tables>, { units }: Catalogue): Promise<void> {
	if (units.length === 0) return;
	const rows = units.map(({ point, neighbours, ...unit }) => ({
		...unit,
		validTo: unit.validTo ?? null,
		successor: unit.successor ?? null,
		lat: point?.lat ?? null,
		lon: point?.lon ?? null
	}));
	await keepFormerNames(db, rows);
	await db
		.insertInto('unit')
		.values(rows)
		.onConflict((conflict) =>
			conflict.column('code').doUpdateSet((row) => ({
				kind: row.ref('excluded.kind'),
				name: row.ref('excluded.name'),
				nameEn: row.ref('excluded.nameEn'),
				shortName: row.ref('excluded.shortName'),
				oneStop: row.ref('excluded.oneStop'),
				calendarId: row.ref('excluded.calendarId'),
				validFrom: row.ref('excluded.validFrom'),
				validTo: row.ref('excluded.validTo'),
				successor: row.ref('excluded.successor'),
				wave: row.ref('excluded.wave'),
				goLiveOn: row.ref('excluded.goLiveOn'),
				lat: row.ref('excluded.lat'),
				lon: row.ref('excluded.lon'),
				confidence: row.ref('excluded.confidence')
			}))
		)
		.execute();
}

/** Whoever still writes the name a unit had until now is understood. */
async function keepFormerNames(
	db: Kysely<Tables>,
	rows: readonly { readonly code: string; readonly name: string }[]
): Promise<void> {
	const names = new Map(rows.map(({ code, name }) => [code, name]));
	const loaded = await db.selectFrom('unit').select(['code', 'name', 'nameEn', 'shortName']).execute();
	const former = loaded
		.filter(({ code, name }) => names.has(code) && names.get(code) !== name)
		.map(({ code, ...row }) => ({ unitCode: code, ...row, validTo: sql<string>`current_date` }));
	if (former.length === 0) return;
	await db
		.insertInto('unitName')
		.values(former)
		.onConflict((conflict) =>
			conflict.columns(['unitCode', 'name']).doUpdateSet((row) => ({ validTo: row.ref('excluded.validTo') }))
		)
		.execute();
}

async function loadProcedures(db: Kysely<Tables>, { procedures }: Catalogue): Promise<void> {
	if (procedures.length === 0) return;
	await db
		.insertInto('procedure')
		.values(procedures.map(({ limits, ...procedure }) => ({ ...procedure, validTo: procedure.validTo ?? null })))
		.onConflict((conflict) =>
			conflict.column('code').doUpdateSet((row) => ({
				name: row.ref('excluded.name'),
				nameEn: row.ref('excluded.nameEn'),
				field: row.ref('excluded.field'),
				level: row.ref('excluded.level'),
				competent: row.ref('excluded.competent'),
				onlineLevel: row.ref('excluded.onlineLevel'),
				immediate: row.ref('excluded.immediate'),
				supplementRule: row.ref('excluded.supplementRule'),
				validFrom: row.ref('excluded.validFrom'),
				validTo: row.ref('excluded.validTo'),
				confidence: row.ref('excluded.confidence')
			}))
		)
		.execute();
	const limits = procedures.flatMap(({ code, limits }) =>
		limits.map((limit) => ({ ...limit, procedureCode: code, validTo: limit.validTo ?? null }))
	);
	if (limits.length === 0) return;
	await db
		.insertInto('procedureLimit')
		.values(limits)
		.onConflict((conflict) =>
			conflict.columns(['procedureCode', 'validFrom']).doUpdateSet((row) => ({
				validTo: row.ref('excluded.validTo'),
				value: row.ref('excluded.value'),
				unit: row.ref('excluded.unit'),
				source: row.ref('excluded.source'),
				confidence: row.ref('excluded.confidence')
			}))
		)
		.execute();
}
