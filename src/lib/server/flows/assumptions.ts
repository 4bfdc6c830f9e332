import type { Kysely } from 'kysely';
import * as v from 'valibot';
import type { AssumptionsInForce } from '../../contract/flows-model.ts';
import type { AuditActor } from '../../domain/audit/action.ts';
import { USUAL_TRAVEL } from '../../domain/flows/travel.ts';
import { dayOf, type Instant, toDay, toIsoDay, toIsoInstant } from '../../domain/time/instant.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';

/** Those in force at an instant, as they had been entered by then: a past page shows what stood on it. */
export async function readAssumptions(db: Kysely<Tables>, at: Instant): Promise<AssumptionsInForce> {
	const row = await db
		.selectFrom('travelAssumption')
		.selectAll()
		.where('fromDay', '<=', toIsoDay(dayOf(at)))
		.where('setAt', '<=', timestamp(at))
		.orderBy('fromDay', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (row === undefined) return { ...USUAL_TRAVEL, entered: null };
	const { roadFactor, speedKmh, moneyPerKm, centreLat: lat, centreLon: lon, fromDay, reason, setBy, setAt } = row;
	return {
		roadFactor,
		speedKmh,
		moneyPerKm,
		centre: lat === null || lon === null ? null : { lat, lon },
		entered: { fromDay, reason, by: setBy, at: setAt }
	};
}

export interface EnteredAssumptions extends AssumptionRow {
	readonly id: number;
	readonly setBy: string;
	readonly setAt: Instant;
}
interface AssumptionRow {
	readonly fromDay: string;
	readonly roadFactor: number;
	readonly speedKmh: number;
	readonly moneyPerKm: number | null;
	readonly centreLat: number | null;
	readonly centreLon: number | null;
	readonly reason: string;
}

/** All that were ever entered, newest first. */
export function listAssumptions(db: Kysely<Tables>): Promise<EnteredAssumptions[]> {
	return db.selectFrom('travelAssumption').selectAll().orderBy('id', 'desc').limit(200).execute();
}

/** A number as people of this country write it: `1,3`; a dot is taken too. */
const decimal = (from: number, to: number) =>
	v.pipe(
		v.string(),
		v.trim(),
		v.regex(/^-?\d{1,9}([.,]\d{1,9})?$/),
		v.transform((text) => Number(text.replace(',', '.'))),
		v.minValue(from),
		v.maxValue(to)
	);
const empty = v.pipe(
	v.string(),
	v.trim(),
	v.literal(''),
	v.transform(() => null)
);

const FIELDS = {
	fromDay: v.pipe(
		v.string(),
		v.isoDate(),
		// The 31st of February is read as a day of March.
		v.check((day) => toIsoDay(toDay(day)) === day)
	),
	roadFactor: decimal(1, 5),
	speedKmh: decimal(1, 120),
	moneyPerKm: v.union([empty, decimal(1, 1_000_000)]),
	centreLat: v.union([empty, decimal(-90, 90)]),
	centreLon: v.union([empty, decimal(-180, 180)]),
	reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))
};
export const ASSUMPTION_FIELDS = Object.keys(FIELDS) as readonly AssumptionField[];
export type AssumptionField = keyof typeof FIELDS;

/** What a form says, or which of its fields cannot be read. Latitude and longitude come together. */
export function readAssumptionForm(
	texts: Readonly<Record<AssumptionField, string>>
): { readonly ok: true; readonly value: AssumptionRow } | { readonly ok: false; readonly wrong: AssumptionField[] } {
	const read = v.safeParse(v.object(FIELDS), texts);
	if (!read.success) {
		const wrong = new Set(read.issues.map((issue) => String(issue.path?.[0]?.key)));
		return { ok: false, wrong: ASSUMPTION_FIELDS.filter((field) => wrong.has(field)) };
	}
	const value = read.output;
	if ((value.centreLat === null) !== (value.centreLon === null))
		return { ok: false, wrong: [value.centreLat === null ? 'centreLat' : 'centreLon'] };
	return { ok: true, value };
}

/** Enters new ones; the older ones stay. */
export function enterAssumptions(
	db: Kysely<Tables>,
	value: AssumptionRow,
	actor: AuditActor,
	at: Instant
): Promise<void> {
	return db.transaction().execute(async (trx) => {
		await trx
			.insertInto('travelAssumption')
			.values({ ...value, setBy: actor.name, setAt: toIsoInstant(at) })
			.execute();
		await audit(trx, {
			at,
			actor,
			action: 'travel-changed',
			target: value.fromDay,
			details: {
				roadFactor: value.roadFactor,
				speedKmh: value.speedKmh,
				moneyPerKm: value.moneyPerKm,
				centreLat: value.centreLat,
				centreLon: value.centreLon,
				reason: value.reason
			}
		});
	});
}
