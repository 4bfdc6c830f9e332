import type { Kysely } from 'kysely';
import type { AuditActor } from '../../domain/audit/action.ts';
import type { HandMilestone } from '../../domain/rollout/milestone.ts';
import type { TargetFigure } from '../../domain/rollout/target.ts';
import { type Day, type Instant, toIsoDay, toIsoInstant } from '../../domain/time/instant.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';

interface Change {
	readonly unit: string;
	readonly by: AuditActor;
	readonly now: Instant;
}

/** Ticks a milestone, or takes the tick back (`day` null). What was there before stays in the table. */
export function tickMilestone(
	db: Kysely<Tables>,
	{ unit, milestone, day, by, now }: Change & { readonly milestone: HandMilestone; readonly day: Day | null }
): Promise<void> {
	return db.transaction().execute(async (trx) => {
		const onDay = day === null ? null : toIsoDay(day);
		await trx
			.insertInto('rolloutTick')
			.values({ unit, milestone, onDay, accountId: by.id, byName: by.name, at: toIsoInstant(now) })
			.execute();
		const details = { what: onDay === null ? 'tick-taken-back' : 'ticked', milestone, day: onDay };
		await audit(trx, { at: now, actor: by, action: 'rollout-changed', target: unit, details });
	});
}

/** Sets a target of a unit, or withdraws it (`terms` null). */
export function setTarget(
	db: Kysely<Tables>,
	{
		unit,
		figure,
		terms,
		by,
		now
	}: Change & {
		readonly figure: TargetFigure;
		readonly terms: { readonly value: number; readonly startedAt: number | null; readonly dueOn: Day } | null;
	}
): Promise<void> {
	return db.transaction().execute(async (trx) => {
		const dueOn = terms === null ? null : toIsoDay(terms.dueOn);
		const value = terms?.value ?? null;
		await trx
			.insertInto('rolloutTarget')
			.values({
				unit,
				figure,
				value,
				startedAt: terms?.startedAt ?? null,
				dueOn,
				accountId: by.id,
				byName: by.name,
				at: toIsoInstant(now)
			})
			.execute();
		const details = { what: terms === null ? 'target-withdrawn' : 'target-set', figure, value, day: dueOn };
		await audit(trx, { at: now, actor: by, action: 'rollout-changed', target: unit, details });
	});
}
