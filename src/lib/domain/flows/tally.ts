import type { Scope } from '../access/scope.ts';
import type { Board } from '../board/board.ts';
import type { Channel } from '../dossier/event.ts';
import type { Flow, FlowFigure } from './flow.ts';

/** Received in a month: how many for another unit, of how many. */
export interface CrossShare {
	/** Code or name; null: no record has said. */
	readonly key: string | null;
	readonly of: number;
	readonly per: number;
}

/** By what the cross-boundary share is told apart. Each is a dimension a list may be narrowed to. */
export const SHARE_KEYS = ['channel', 'field', 'receiving', 'resolving'] as const;
export type ShareKey = (typeof SHARE_KEYS)[number];

/** A flow of the month's cross-boundary dossiers by the channel they came through. */
export interface Crossing extends Flow {
	readonly channel: Channel | null;
}

/** The way back: where results of the month's cross-boundary dossiers are to be handed over. */
export interface WayBack {
	readonly resolving: string | null;
	readonly returning: string | null;
	readonly count: number;
}

/** What one pass over the board says of who files for whom. */
export interface FlowTally {
	readonly version: number;
	readonly flows: readonly Flow[];
	/** Open ones, for who waits for whom. */
	readonly open: readonly Flow[];
	readonly shares: Readonly<Record<ShareKey, readonly CrossShare[]>>;
	readonly crossings: readonly Crossing[];
	readonly back: readonly WayBack[];
}

/** Counts the flows of a scope by cells of the board, which are compiled from the declared figures. */
export function tallyFlows(board: Board, scope: Scope, figure: FlowFigure): FlowTally {
	const { layout } = board;
	const cell = layout.figure(figure);
	const openCell = layout.figure('backlog');
	const crossCell = layout.figure('cross-boundary-month');
	const receivedCell = layout.per('cross-boundary-month');
	const flows = new Counter<Omit<Flow, 'count'>>();
	const open = new Counter<Omit<Flow, 'count'>>();
	const crossings = new Counter<Omit<Crossing, 'count'>>();
	const back = new Counter<Omit<WayBack, 'count'>>();
	const shares = Object.fromEntries(
		SHARE_KEYS.map((key) => [key, new Map<string | null, { of: number; per: number }>()])
	) as Record<ShareKey, Map<string | null, { of: number; per: number }>>;

	board.forEach(scope, (names, cells, n) => {
		const { receiving, resolving, channel, returning } = names;
		let isCross = false;
		let isReceived = false;
		for (let i = 0; i < cells.length; i++) {
			const place = cells[i];
			if (place === cell) flows.add({ receiving, resolving }, n);
			if (place === openCell) open.add({ receiving, resolving }, n);
			if (place === crossCell) isCross = true;
			if (place === receivedCell) isReceived = true;
		}
		if (isCross) {
			crossings.add({ receiving, resolving, channel }, n);
			back.add({ resolving, returning }, n);
		}
		if (!isReceived) return;
		for (const key of SHARE_KEYS) {
			const share = shares[key].get(names[key]) ?? { of: 0, per: 0 };
			share.per += n;
			if (isCross) share.of += n;
			shares[key].set(names[key], share);
		}
	});
	return {
		version: board.version,
		flows: flows.all(),
		open: open.all(),
		crossings: crossings.all(),
		back: back.all(),
		shares: Object.fromEntries(
			SHARE_KEYS.map((key) => [key, [...shares[key]].map(([name, { of, per }]) => ({ key: name, of, per }))])
		) as unknown as FlowTally['shares']
	};
}

/** Counts what agrees in all its names. */
class Counter<K extends object> {
	readonly #found = new Map<string, K & { count: number }>();

	add(names: K, n: number): void {
		const key = JSON.stringify(Object.values(names));
		const row = this.#found.get(key);
		if (row === undefined) this.#found.set(key, { ...names, count: n });
		else row.count += n;
	}

	all(): (K & { readonly count: number })[] {
		return [...this.#found.values()].filter(({ count }) => count > 0);
	}
}
