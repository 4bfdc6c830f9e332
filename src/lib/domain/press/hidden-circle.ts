/** A number as an edge between two sums it takes part in: it leads out of one and into the other. */
export interface Edge {
	readonly from: string;
	readonly to: string;
	readonly value: number;
	/** What somebody who knows the rules knows of it while it is hidden. */
	readonly low: number;
	readonly high: number;
}

/**
 * The cheapest circle of edges along which one number can change by one while every sum stays: some go up by one, others go
 * down, each within its bounds. With all of them hidden nobody can tell the number. Null: there is none.
 * The number itself is not among the edges returned.
 */
export function cheapestCircle<E extends Edge>(
	fixed: E,
	edges: readonly E[],
	costOf: (edge: E) => number
): readonly E[] | null {
	const others = edges.filter((edge) => edge !== fixed);
	const up = fixed.value < fixed.high ? cheapestPath(fixed.to, fixed.from, others, costOf) : null;
	const down = fixed.value > fixed.low ? cheapestPath(fixed.from, fixed.to, others, costOf) : null;
	if (up === null || down === null) return (up ?? down)?.path ?? null;
	return up.cost <= down.cost ? up.path : down.path;
}

interface Found<E> {
	readonly cost: number;
	readonly path: readonly E[];
}

/** Dijkstra; forwards along an edge its number goes up, backwards it goes down. */
function cheapestPath<E extends Edge>(
	start: string,
	end: string,
	edges: readonly E[],
	costOf: (edge: E) => number
): Found<E> | null {
	const best = new Map<string, Found<E>>([[start, { cost: 0, path: [] }]]);
	const done = new Set<string>();
	for (;;) {
		let here: string | null = null;
		for (const [node, { cost }] of best)
			if (!done.has(node) && (here === null || cost < (best.get(here)?.cost ?? 0))) here = node;
		if (here === null) return null;
		const found = best.get(here) as Found<E>;
		if (here === end) return found;
		done.add(here);
		for (const edge of edges) {
			const isForwards = edge.from === here && edge.value < edge.high;
			const isBackwards = edge.to === here && edge.value > edge.low;
			if (!isForwards && !isBackwards) continue;
			const next = isForwards ? edge.to : edge.from;
			const cost = found.cost + costOf(edge);
			if (cost < (best.get(next)?.cost ?? Number.POSITIVE_INFINITY))
				best.set(next, { cost, path: [...found.path, edge] });
		}
	}
}
