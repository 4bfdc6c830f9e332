import { DIMENSIONS } from '../board/dimensions.ts';
import { CHANNELS, type Channel } from '../dossier/event.ts';
import { AGES, AGE_BUCKETS, type AgeBucket } from './age.ts';
import { type HeldAs, HELD_AS } from '../dossier/holder.ts';
import type { Condition } from './condition.ts';
import { isPartOf, LIST_PARTS, type ListPart } from '../report/part.ts';
import { readPeriod } from '../report/period.ts';
import { ALL_FIGURE_IDS, type AnyFigureId } from './figure.ts';
import { ALL_FIGURES } from './findings.ts';

/** What a list of dossiers is narrowed to; every drill-down is one of these. The address carries all of it. */
export interface Filter {
	readonly figure?: AnyFigureId | undefined;
	readonly receiving?: string | undefined;
	readonly resolving?: string | undefined;
	/** Where the result is handed over. */
	readonly returning?: string | undefined;
	readonly age?: AgeBucket | undefined;
	readonly channel?: Channel | undefined;
	/** Part of what happened in a period, most of them of the official report, and the period (`2026-10`, `2026-Q4` …); one is nothing without the other. */
	readonly part?: ListPart | undefined;
	readonly period?: string | undefined;
	/** Code of a procedure. */
	readonly procedure?: string | undefined;
	/** Name of a field (lĩnh vực). */
	readonly field?: string | undefined;
	/** Name of who handles it, as feeds name them; two units may have one of the same name. */
	readonly handler?: string | undefined;
	/** Code of the unit that had an overdue dossier in hand when its promise was broken, and what it had to do with it. */
	readonly held?: string | undefined;
	readonly holding?: HeldAs | undefined;
	/** A past instant at which the list is shown, as `readPast` takes it, and by which knowledge. No part of the condition. */
	readonly at?: string | undefined;
	readonly known?: 'now' | undefined;
	/** Code or part of a code, as typed. */
	readonly q?: string | undefined;
}

/** Keys of a filter in the order they stand in the address, so that one filter has one address. */
export const FILTER_KEYS = [
	'figure',
	'receiving',
	'resolving',
	'returning',
	'age',
	'channel',
	'part',
	'period',
	'procedure',
	'field',
	'handler',
	'held',
	'holding',
	'q',
	'at',
	'known'
] as const satisfies (keyof Filter)[];

/** The filter as a condition, but for `q`, `held` and `holding`: what a text is found in and who held it are told elsewhere. */
export function toCondition(filter: Filter): Condition {
	const all: Condition[] = [];
	if (filter.figure !== undefined) all.push(ALL_FIGURES[filter.figure].of);
	const period = filter.period === undefined ? null : readPeriod(filter.period);
	if (filter.part !== undefined && period !== null) all.push(isPartOf(filter.part, period));
	if (filter.age !== undefined) all.push(AGES[filter.age]);
	for (const field of DIMENSIONS) {
		const value = filter[field];
		if (value !== undefined) all.push({ field, in: [value] });
	}
	if (filter.returning !== undefined) all.push({ field: 'returning', in: [filter.returning] });
	if (filter.handler !== undefined) all.push({ field: 'handler', in: [filter.handler] });
	return { all };
}

/** Reads a filter from an address. `dropped` names keys whose value means nothing; the rest still holds. */
export function readFilter(query: URLSearchParams): { filter: Filter; dropped: string[] } {
	const dropped: string[] = [];
	const pick = <T extends string>(key: string, allowed: readonly T[]): T | undefined => {
		const value = query.get(key);
		if (value === null || value === '') return undefined;
		const found = allowed.find((one) => one === value);
		if (found === undefined) dropped.push(key);
		return found;
	};
	const word = (key: string, pattern: RegExp): string | undefined => {
		const value = query.get(key)?.trim();
		if (value === undefined || value === '') return undefined;
		if (pattern.test(value)) return value;
		dropped.push(key);
		return undefined;
	};
	const periodKey = (): string | undefined => {
		const key = word('period', /^.{4,22}$/);
		if (key === undefined || readPeriod(key) !== null) return key;
		dropped.push('period');
		return undefined;
	};
	return {
		filter: {
			figure: pick('figure', ALL_FIGURE_IDS),
			part: pick('part', LIST_PARTS),
			period: periodKey(),
			receiving: word('receiving', CODE),
			resolving: word('resolving', CODE),
			returning: word('returning', CODE),
			age: pick('age', AGE_BUCKETS),
			channel: pick('channel', CHANNELS),
			procedure: word('procedure', CODE),
			field: word('field', /^.{1,100}$/u),
			handler: word('handler', /^.{1,200}$/u),
			held: word('held', CODE),
			holding: pick('holding', HELD_AS),
			at: word('at', /^[\d:.TZ+-]{16,29}$/),
			known: pick('known', ['now']),
			q: word('q', /^.{1,100}$/u)
		},
		dropped
	};
}

const CODE = /^[A-Za-z0-9.-]{1,60}$/;
