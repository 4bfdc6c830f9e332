import { type Kysely, sql } from 'kysely';
import type { PlannedUnit } from '../../domain/rollout/plan.ts';
import { type Instant, toDay, toIsoDay, toIsoInstant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { timestamp } from '../db/timestamp.ts';

export interface PlanInForce {
	/** File it was imported from. Null: the catalogue's own. */
	readonly source: string | null;
	readonly units: readonly PlannedUnit[];
}

/** The plan that held at `at`: the last one imported until then, else the waves of the catalogue. */
export async function readPlanInForce(db: Kysely<Tables>, at: Instant): Promise<PlanInForce> {
	const plan = await db
		.selectFrom('rolloutPlan')
		.select(['id', 'source'])
		.where('at', '<=', timestamp(at))
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	const rows =
		plan === undefined
			? await db
					.selectFrom('unit')
					.select(['code as unit', 'wave', 'goLiveOn'])
					.where('wave', 'is not', null)
					.where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', sql<string>`current_date`)]))
					.orderBy('code')
					.execute()
			: await db
					.selectFrom('rolloutPlanUnit')
					.select(['unit', 'wave', 'goLiveOn'])
					.where('planId', '=', plan.id)
					.orderBy('unit')
					.execute();
	return {
		source: plan?.source ?? null,
		units: rows.flatMap(({ unit, wave, goLiveOn }) =>
			wave === null || goLiveOn === null ? [] : [{ unit, wave, goLiveOn: toDay(goLiveOn) }]
		)
	};
}

/** Puts a whole plan into force. In the caller's transaction. */
export async function savePlan(
	trx: Kysely<Tables>,
	plan: readonly PlannedUnit[],
	{ source, at }: { readonly source: string; readonly at: Instant }
): Promise<void> {
	const { id } = await trx
		.insertInto('rolloutPlan')
		.values({ at: toIsoInstant(at), byName: null, source })
		.returning('id')
		.executeTakeFirstOrThrow();
	await trx
		.insertInto('rolloutPlanUnit')
		.values(plan.map(({ unit, wave, goLiveOn }) => ({ planId: id, unit, wave, goLiveOn: toIsoDay(goLiveOn) })))
		.execute();
}
