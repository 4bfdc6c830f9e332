import type { Flow } from './flow.ts';

/** Two units that have open dossiers with each other: whose results each waits for. */
export interface Pair {
	readonly one: string;
	readonly other: string;
	/** Received by `one`, being resolved by `other`: one waits for them. */
	readonly oneWaits: number;
	/** The other way round. */
	readonly otherWaits: number;
}

/**
 * Every two units with something between them, most first. Who waits for more stands first; of `own` units it is they,
 * so that a head reads "I wait for them, they wait for me". A unit's dossiers with itself are between nobody.
 */
export function toPairs(open: readonly Flow[], own: ReadonlySet<string> = new Set()): Pair[] {
	const pairs = new Map<string, { one: string; other: string; oneWaits: number; otherWaits: number }>();
	for (const { receiving, resolving, count } of open) {
		if (receiving === null || resolving === null || receiving === resolving) continue;
		const [one, other] = receiving < resolving ? [receiving, resolving] : [resolving, receiving];
		const key = `${one} ${other}`;
		const pair = pairs.get(key) ?? { one, other, oneWaits: 0, otherWaits: 0 };
		if (receiving === one) pair.oneWaits += count;
		else pair.otherWaits += count;
		pairs.set(key, pair);
	}
	return [...pairs.values()]
		.map((pair) => {
			const isTurned =
				own.has(pair.one) === own.has(pair.other) ? pair.otherWaits > pair.oneWaits : own.has(pair.other);
			return isTurned ? turned(pair) : pair;
		})
		.sort(
			(a, b) =>
				b.oneWaits + b.otherWaits - (a.oneWaits + a.otherWaits) ||
				(`${a.one} ${a.other}` < `${b.one} ${b.other}` ? -1 : 1)
		);
}

function turned({ one, other, oneWaits, otherWaits }: Pair): Pair {
	return { one: other, other: one, oneWaits: otherWaits, otherWaits: oneWaits };
}
