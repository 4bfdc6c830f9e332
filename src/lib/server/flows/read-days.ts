import { type Transaction, sql } from 'kysely';
import type { ChannelDay } from '../../contract/flows-model.ts';
import { type Scope, toScopeCondition } from '../../domain/access/scope.ts';
import type { Channel } from '../../domain/dossier/event.ts';
import type { Condition, Moments } from '../../domain/figure/condition.ts';
import { toPredicate } from '../../domain/figure/predicate.ts';
import { dayOf, OFFICE_ZONE, startOfDay, toIsoDay } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { isUnchanged } from '../read/as-of.ts';
import { toSql } from '../read/condition-sql.ts';
import { type LookBack, settledBy } from '../read/look-back.ts';

/** Today and the four weeks before it. */
const DAYS = 29;

/** How many dossiers each day received by each channel, and how many of them for another unit. */
export async function readDays(
	trx: Transaction<Tables>,
	scope: Scope,
	moments: Moments,
	past: LookBack | null
): Promise<ChannelDay[]> {
	const first = dayOf(moments.now) - DAYS + 1;
	const received: Condition = { field: 'acceptedAt', from: startOfDay(first) };
	const day = sql<string>`(accepted_at at time zone ${sql.lit(OFFICE_ZONE)})::date`;
	const rows = await trx
		.selectFrom('dossier')
		.where((eb) => toSql({ all: [toScopeCondition(scope), received] }, moments, eb))
		.where((eb) => isUnchanged(settledBy(past), eb))
		.select((eb) => [
			day.as('day'),
			'channel',
			eb.fn.countAll<number>().as('per'),
			eb.fn.countAll<number>().filterWhere('crossBoundary', '=', true).as('of')
		])
		.groupBy([day, 'channel'])
		.execute();
	const days = new Map(rows.map((row) => [keyOf(row.day, row.channel), { ...row }]));
	if (past !== null) {
		const holds = toPredicate(received);
		for (const { dossier } of past.moved) {
			if (dossier.acceptedAt === null || !holds(dossier, moments)) continue;
			const { channel, acceptedAt, crossBoundary } = dossier;
			const on = toIsoDay(dayOf(acceptedAt));
			const found = days.get(keyOf(on, channel)) ?? { day: on, channel, of: 0, per: 0 };
			found.per++;
			if (crossBoundary) found.of++;
			days.set(keyOf(on, channel), found);
		}
	}
	return [...days.values()].sort((a, b) => (keyOf(a.day, a.channel) < keyOf(b.day, b.channel) ? -1 : 1));
}

function keyOf(day: string, channel: Channel | null): string {
	return `${day} ${channel ?? '~'}`;
}
