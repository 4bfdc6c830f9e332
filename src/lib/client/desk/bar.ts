import type { Load } from '$lib/domain/workload/load.ts';

/** Parts of a bar in per cent of its whole length, and where capacity is marked. */
export interface Bar {
	readonly overdue: number;
	readonly dueSoon: number;
	readonly inTime: number;
	/** Null: there is none to mark. */
	readonly capacity: number | null;
}

/** The length all bars of a table share: the greatest effort or capacity, in minutes, with a little air. At least 1. */
export function scaleOf(
	rows: readonly { readonly load: Load; readonly capacity: number | null }[],
	/** Efforts as they would be. */
	after: readonly number[] = []
): number {
	return Math.max(1, ...rows.flatMap(({ load, capacity }) => [load.effort, capacity ?? 0]), ...after) * 1.05;
}

export function toBar({ load, capacity }: { load: Load; capacity: number | null }, scale: number): Bar {
	const part = (minutes: number) => (100 * minutes) / scale;
	return {
		overdue: part(load.overdue),
		dueSoon: part(load.dueSoon),
		inTime: part(load.inTime),
		capacity: capacity === null ? null : part(capacity)
	};
}
