import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { type Scope, toScopeCondition } from '../../domain/access/scope.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { Condition, Moments } from '../../domain/figure/condition.ts';
import { type Filter, FILTER_KEYS, toCondition } from '../../domain/figure/filter.ts';
import { toPredicate } from '../../domain/figure/predicate.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import { toSql } from './condition-sql.ts';
import { isFound, toSearch, toSearchSql } from './search.ts';

/** Which dossiers a list, a search or an export is of: made here for all of them, so that they cannot differ. */
export interface Matching {
	readonly scope: Scope;
	readonly filter: Filter;
	readonly moments: Moments;
	readonly catalogue: KnownCatalogue;
	/** Codes of those whose holder then was asked for; see `withHeld`. Without them none has the holder that is asked for. */
	readonly among?: ReadonlySet<string>;
}

/** Old codes of units stand for those that took over: dossiers are theirs now. */
function today(filter: Filter, catalogue: KnownCatalogue): Filter {
	const heir = (unit: string | undefined) => (unit === undefined ? undefined : catalogue.heirOf(unit));
	return { ...filter, receiving: heir(filter.receiving), resolving: heir(filter.resolving) };
}

/** The same as a WHERE clause over `dossier`. */
export function toMatchingSql({
	scope,
	filter,
	moments,
	catalogue,
	among
}: Matching): (eb: ExpressionBuilder<Tables, 'dossier'>) => Expression<SqlBool> {
	const condition: Condition = { all: [toScopeCondition(scope), toCondition(today(filter, catalogue))] };
	const search = filter.q === undefined ? null : toSearch(filter.q, catalogue);
	const held = asksHolder(filter) ? [sql<SqlBool>`code = any(${[...(among ?? [])]}::text[])`] : [];
	return (eb) =>
		eb.and([toSql(condition, moments, eb), ...(search === null ? [] : [toSearchSql(search, eb)]), ...held]);
}

/**
 * The same over dossiers in memory, as they stood at the past instant of `moments`; `foldedAgain` has
 * asked of each whether the scope covered it.
 */
export function toMatcher(
	{ filter, moments, catalogue, among }: Matching,
	isOnPeak: (dossier: Dossier) => boolean
): (dossier: Dossier) => boolean {
	const isMeant = toPredicate(toCondition(today(filter, catalogue)), isOnPeak);
	const holds = !asksHolder(filter)
		? isMeant
		: (dossier: Dossier, at: Moments) => among?.has(dossier.code) === true && isMeant(dossier, at);
	if (filter.q === undefined) return (dossier) => holds(dossier, moments);
	const search = toSearch(filter.q, catalogue);
	return (dossier) => holds(dossier, moments) && isFound(search, dossier);
}

function asksHolder({ held, holding }: Filter): boolean {
	return held !== undefined || holding !== undefined;
}

/**
 * Whether what matches may be few, or lie far from the start of the order it is wanted in. Then it is gathered first and
 * put in order after that: each page costs the same, where walking along an index could cost a hundred times more (9.9 s
 * against 0.1 s for the month's closed dossiers by deadline, a million in all). Open dossiers have an index of their own
 * by deadline, and so has each unit.
 */
export function isScattered({ scope, filter }: Matching, total: number, isByDeadline: boolean): boolean {
	if (scope !== 'province') return true;
	const keys = FILTER_KEYS.filter((key) => filter[key] !== undefined && !IN_DEADLINE_ORDER.has(key));
	if (keys.every((key) => SPREAD.has(key))) return keys.length > 0 && total < MANY;
	return !(isByDeadline && isOfOpen(toCondition(filter)) && filter.q === undefined);
}

/** Whether every dossier there is matches. */
export function isOfAll({ scope, filter }: Matching): boolean {
	return scope === 'province' && FILTER_KEYS.every((key) => filter[key] === undefined);
}

/** So many of anything that is spread evenly are met soon enough on the way along an order. */
const MANY = 50_000;
const IN_DEADLINE_ORDER: ReadonlySet<keyof Filter> = new Set<keyof Filter>(['receiving', 'resolving', 'channel']);
/** Has nothing to do with time. */
const SPREAD: ReadonlySet<keyof Filter> = new Set<keyof Filter>(['procedure', 'field', 'q']);

function isOfOpen(condition: Condition): boolean {
	if ('all' in condition) return condition.all.some(isOfOpen);
	return 'known' in condition && condition.field === 'closedAt' && !condition.known;
}
