import type { Kysely } from 'kysely';
import type { Tables } from '../lib/server/db/tables.ts';
import { ImportError } from './import-error.ts';
import type { Mapping } from './mapping.ts';

/** What a mapping brought into the catalogue, by code. */
export interface Added {
	readonly units: readonly string[];
	readonly procedures: readonly string[];
}

const CONFIDENCE = 'from import mapping';

/** Adds units and procedures of a mapping that the catalogue lacks. What it knows already stays as it is. */
export async function addToCatalogue(db: Kysely<Tables>, { units, procedures }: Mapping): Promise<Added> {
	return { units: await addUnits(db, units), procedures: await addProcedures(db, procedures) };
}

async function addUnits(db: Kysely<Tables>, units: Mapping['units']): Promise<string[]> {
	if (units.length === 0) return [];
	const { calendarId } = await db
		.selectFrom('unit')
		.select('calendarId')
		.where('kind', '=', 'centre')
		.orderBy('code')
		.executeTakeFirstOrThrow(() => new ImportError('The catalogue is empty: start the application once.'));
	const rows = units.map(({ code, kind, name, nameEn, shortName, oneStop, validFrom, validTo }) => ({
		code,
		kind,
		name,
		nameEn: nameEn ?? name,
		shortName: shortName ?? name,
		oneStop: oneStop ?? code,
		calendarId,
		validFrom,
		validTo: validTo ?? null,
		successor: null,
		wave: null,
		goLiveOn: null,
		lat: null,
		lon: null,
		confidence: CONFIDENCE
	}));
	const query = db.insertInto('unit').values(rows).returning('code');
	const added = await query.onConflict((conflict) => conflict.column('code').doNothing()).execute();
	return added.map(({ code }) => code);
}

async function addProcedures(db: Kysely<Tables>, procedures: Mapping['procedures']): Promise<string[]> {
	if (procedures.length === 0) return [];
	await assertUnits(
		db,
		procedures.flatMap(({ competent }) => competent ?? [])
	);
	const rows = procedures.map(({ limit: _, note: __, nameEn, competent, ...procedure }) => ({
		...procedure,
		nameEn: nameEn ?? procedure.name,
		competent: competent ?? null,
		onlineLevel: null,
		validTo: null,
		confidence: CONFIDENCE
	}));
	const query = db.insertInto('procedure').values(rows).returning('code');
	const added = await query.onConflict((conflict) => conflict.column('code').doNothing()).execute();
	const codes = new Set(added.map(({ code }) => code));
	const limits = procedures.flatMap(({ code, validFrom, limit }) =>
		limit !== undefined && codes.has(code) ? [{ ...limit, procedureCode: code, validFrom, validTo: null }] : []
	);
	if (limits.length > 0)
		await db
			.insertInto('procedureLimit')
			.values(limits.map((limit) => ({ ...limit, confidence: CONFIDENCE })))
			.execute();
	return [...codes];
}

async function assertUnits(db: Kysely<Tables>, codes: readonly string[]): Promise<void> {
	if (codes.length === 0) return;
	const known = await db.selectFrom('unit').select('code').where('code', 'in', codes).execute();
	const missing = codes.filter((code) => !known.some((unit) => unit.code === code));
	if (missing.length > 0)
		throw new ImportError(`The mapping's procedures name units that nobody knows: ${missing.join(', ')}.`);
}
