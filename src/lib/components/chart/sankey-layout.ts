import { sankey, sankeyLeft, sankeyLinkHorizontal, type SankeyGraph } from 'd3-sankey';
import type { Ribbon } from '$lib/domain/flows/largest.ts';

/** A unit's bar, on the left as receiver or on the right as resolver. Null: the others. */
export interface Bar {
	readonly side: 'from' | 'to';
	readonly unit: string | null;
	readonly count: number;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export interface Band extends Ribbon {
	readonly path: string;
	readonly width: number;
}

export interface SankeyDrawing {
	readonly bars: readonly Bar[];
	readonly bands: readonly Band[];
}

interface Node {
	readonly id: string;
	readonly side: 'from' | 'to';
	readonly unit: string | null;
}
interface Link {
	readonly source: string;
	readonly target: string;
	readonly value: number;
	readonly ribbon: Ribbon;
}

export type LayOut = typeof layOut;

const idOf = (side: 'from' | 'to', unit: string | null) => `${side} ${unit ?? ''}`;

/** Where bars and bands go. The only module that names d3-sankey, loaded after the first paint. */
export function layOut(
	ribbons: readonly Ribbon[],
	size: { width: number; height: number; room: number }
): SankeyDrawing {
	const nodes = new Map<string, Node>();
	for (const { from, to } of ribbons) {
		nodes.set(idOf('from', from), { id: idOf('from', from), side: 'from', unit: from });
		nodes.set(idOf('to', to), { id: idOf('to', to), side: 'to', unit: to });
	}
	if (nodes.size === 0) return { bars: [], bands: [] };
	const graph: SankeyGraph<Node, Link> = {
		nodes: [...nodes.values()].map((node) => ({ ...node })),
		links: ribbons.map((ribbon) => ({
			source: idOf('from', ribbon.from),
			target: idOf('to', ribbon.to),
			value: ribbon.count,
			ribbon
		}))
	};
	const laid = sankey<Node, Link>()
		.nodeId(({ id }) => id)
		.nodeAlign(sankeyLeft)
		.nodeWidth(10)
		.nodePadding(8)
		.extent([
			[size.room, 4],
			[size.width - size.room, size.height - 4]
		])(graph);
	const path = sankeyLinkHorizontal<Node, Link>();
	return {
		bars: laid.nodes.map(({ side, unit, value = 0, x0 = 0, x1 = 0, y0 = 0, y1 = 0 }) => ({
			side,
			unit,
			count: value,
			x: x0,
			y: y0,
			width: x1 - x0,
			height: Math.max(1, y1 - y0)
		})),
		bands: laid.links.map((link) => ({ ...link.ribbon, path: path(link) ?? '', width: Math.max(1, link.width ?? 1) }))
	};
}
