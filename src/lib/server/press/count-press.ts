import { type Transaction, sql } from 'kysely';
import type { Condition, Moments } from '../../domain/figure/condition.ts';
import { toPredicate } from '../../domain/figure/predicate.ts';
import type { Crossing } from '../../domain/flows/tally.ts';
import { conditionsOf, FAMILIES, type Family } from '../../domain/press/press-figure.ts';
import { isPartOf } from '../../domain/report/part.ts';
import type { Period } from '../../domain/report/period.ts';
import { dayOf, OFFICE_ZONE, toIsoDay } from '../../domain/time/instant.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { type AsOf, foldedAgain, isUnchanged } from '../read/as-of.ts';
import { toSql } from '../read/condition-sql.ts';

/** Dossiers of one pair of units, as they stood. */
export interface PairCounts {
	/** Codes; null: no record has named one. */
	readonly receiving: string | null;
	readonly resolving: string | null;
	readonly counts: Readonly<Record<Family, { all: number; part: number }>>;
}

export interface PressCounts {
	readonly pairs: readonly PairCounts[];
	/** Received, by ISO day. */
	readonly byDay: ReadonlyMap<string, number>;
	/** ISO day of the first one received, by receiving unit. */
	readonly firstDays: ReadonlyMap<string, string>;
	/** Those received for another unit, by the channel they came through. */
	readonly crossings: readonly Crossing[];
}

export interface PressAsk {
	readonly period: Period;
	readonly moments: Moments;
	readonly asOf: AsOf;
	readonly catalogue: KnownCatalogue;
}

/**
 * What a freeze counts, in the way every look at the past does: dossiers unchanged since answer from their rows, the others
 * are folded again. Needs a repeatable-read transaction. The cost grows with the dossiers of the period.
 */
export async function countPress(
	trx: Transaction<Tables>,
	{ period, moments, asOf, catalogue }: PressAsk
): Promise<PressCounts> {
	const conditions = FAMILIES.map((family) => ({ family, ...conditionsOf(family, period) }));
	const counted: Condition = { any: [isPartOf('all', period), conditionsOf('open', period).all] };
	const pairs = new Map<string, PairCounts>();
	const byDay = new Map<string, number>();
	const firstDays = new Map<string, string>();
	const crossings = new Map<string, Crossing>();
	const receivedOn = (receiving: string | null, day: string, n: number) => {
		byDay.set(day, (byDay.get(day) ?? 0) + n);
		if (receiving !== null && day < (firstDays.get(receiving) ?? '9')) firstDays.set(receiving, day);
	};
	const crossed = ({ count, ...way }: Crossing) => {
		const key = `${way.receiving ?? ''} ${way.resolving ?? ''} ${way.channel ?? ''}`;
		crossings.set(key, { ...way, count: (crossings.get(key)?.count ?? 0) + count });
	};
	const settled = await trx
		.selectFrom('dossier')
		.where((eb) => toSql(counted, moments, eb))
		.where((eb) => isUnchanged(asOf, eb))
		.select((eb) => [
			'receiving',
			'resolving',
			...conditions.flatMap(({ family, all, part }) =>
				([`${family}:all`, `${family}:part`] as const).map((name, n) =>
					eb.fn
						.countAll<number>()
						.filterWhere((where) => toSql(n === 0 ? all : part, moments, where))
						.as(name)
				)
			)
		])
		.groupBy(['receiving', 'resolving'])
		.execute();
	for (const row of settled) {
		const counts = pairOf(pairs, row);
		for (const family of FAMILIES) {
			counts[family].all += row[`${family}:all`];
			counts[family].part += row[`${family}:part`];
		}
	}
	const received = conditionsOf('received', period);
	const days = await trx
		.selectFrom('dossier')
		.where((eb) => toSql(received.all, moments, eb))
		.where((eb) => isUnchanged(asOf, eb))
		.select((eb) => [
			'receiving',
			sql<string>`(accepted_at at time zone ${sql.lit(OFFICE_ZONE)})::date`.as('day'),
			eb.fn.countAll<number>().as('n')
		])
		.groupBy(['receiving', sql`2`])
		.execute();
	for (const { receiving, day, n } of days) receivedOn(receiving, day, n);
	const ways = await trx
		.selectFrom('dossier')
		.where((eb) => toSql(received.part, moments, eb))
		.where((eb) => isUnchanged(asOf, eb))
		.select((eb) => ['receiving', 'resolving', 'channel', eb.fn.countAll<number>().as('count')])
		.groupBy(['receiving', 'resolving', 'channel'])
		.execute();
	for (const way of ways) crossed(way);
	const holds = conditions.map(({ family, all, part }) => ({ family, all: toPredicate(all), part: toPredicate(part) }));
	for await (const dossier of foldedAgain(trx, 'province', asOf, moments, (state, arrivals) =>
		clockWith(catalogue, state, arrivals)
	)) {
		for (const { family, all, part } of holds) {
			if (!all(dossier, moments)) continue;
			const count = pairOf(pairs, dossier)[family];
			count.all += 1;
			const isPart = part(dossier, moments);
			if (isPart) count.part += 1;
			if (family !== 'received' || dossier.acceptedAt === null) continue;
			const { receiving, resolving, channel } = dossier;
			receivedOn(receiving, toIsoDay(dayOf(dossier.acceptedAt)), 1);
			if (isPart) crossed({ receiving, resolving, channel, count: 1 });
		}
	}
	return { pairs: [...pairs.values()], byDay, firstDays, crossings: [...crossings.values()] };
}

function pairOf(
	pairs: Map<string, PairCounts>,
	{ receiving, resolving }: { readonly receiving: string | null; readonly resolving: string | null }
): PairCounts['counts'] {
	const key = `${receiving ?? ''} ${resolving ?? ''}`;
	const known = pairs.get(key);
	if (known !== undefined) return known.counts;
	const none = () => ({ all: 0, part: 0 });
	const pair = { receiving, resolving, counts: { received: none(), resolved: none(), open: none() } };
	pairs.set(key, pair);
	return pair.counts;
}
