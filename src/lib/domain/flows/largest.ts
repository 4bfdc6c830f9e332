import { type Flow, mostFirst, sumOf } from './flow.ts';

/** A ribbon of the drawing. Null ends: the other units, gathered. */
export interface Ribbon {
	readonly from: string | null;
	readonly to: string | null;
	readonly count: number;
}

/**
 * The largest flows between two different units, and the rest gathered by what it shares with them: from the same unit to
 * others, from others to the same unit, or between others. The ribbons add up to all that goes between units.
 */
export function toLargest(flows: readonly Flow[], top: number): Ribbon[] {
	const between = flows.filter(({ receiving, resolving }) => receiving !== resolving).sort(mostFirst);
	const named = between.filter(({ receiving, resolving }) => receiving !== null && resolving !== null).slice(0, top);
	const froms = new Set(named.map(({ receiving }) => receiving));
	const tos = new Set(named.map(({ resolving }) => resolving));
	const isNamed = new Set(named);
	const rest = new Map<string, Ribbon>();
	for (const flow of between) {
		if (isNamed.has(flow)) continue;
		const from = froms.has(flow.receiving) ? flow.receiving : null;
		// A flow between two that are shown is too small to be told by itself: it goes to the others.
		const to = from === null && tos.has(flow.resolving) ? flow.resolving : null;
		const key = `${from ?? ''} ${to ?? ''}`;
		rest.set(key, { from, to, count: (rest.get(key)?.count ?? 0) + flow.count });
	}
	return [
		...named.map(({ receiving, resolving, count }) => ({ from: receiving, to: resolving, count })),
		...[...rest.values()].sort((a, b) => b.count - a.count)
	];
}

/** Dossiers that go from one unit to another at all. */
export function betweenUnits(flows: readonly Flow[]): number {
	return sumOf(flows.filter(({ receiving, resolving }) => receiving !== resolving));
}
