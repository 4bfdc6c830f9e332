import { slotAt } from '../domain/board/layout.ts';
import { diffCells, patchCells } from '../domain/board/pack/cells.ts';
import { packNumbers, unpackNumbers } from '../domain/board/pack/numbers.ts';
import type { ViewChange, WholeView } from './live.ts';

/** Messages are numbered round and round: enough to notice any gap of less than seven seconds at full rate. */
const ROUND = 200;
/** First byte of a message that is no change. */
export const LINES_MARK = 240;

/** The state of a view that its screens are in. */
export interface Standing extends Pick<WholeView, 'version' | 'asOf'> {
	readonly cells: ArrayLike<number>;
}

/** The state of one screen. */
export type Heard = Pick<WholeView, 'seq' | 'version' | 'asOf' | 'cells'>;

/** A change as the screens of its view get it, told from the state they are in. */
export function packChange(change: ViewChange, cells: ArrayLike<number>, from: Standing): Uint8Array {
	// A clock that was set back: the screen keeps the later time.
	const later = Math.max(0, change.asOf - from.asOf);
	return packNumbers([
		change.seq % ROUND,
		change.version - from.version,
		later,
		change.delayMs === null ? 0 : Math.round(change.delayMs) + 1,
		...diffCells(from.cells, cells, slotAt(from.asOf + later))
	]);
}

/** The change as told to a screen in this state; null when it does not follow that state. */
export function unpackChange(packed: Uint8Array, at: Heard): (ViewChange & Heard) | null {
	const [seq = -1, versions = 0, time = 0, delay = 0, ...differences] = unpackNumbers(packed);
	if (seq !== (at.seq + 1) % ROUND) return null;
	const asOf = at.asOf + time;
	return {
		seq: at.seq + 1,
		version: at.version + versions,
		asOf,
		delayMs: delay === 0 ? null : delay - 1,
		cells: patchCells(at.cells, differences, slotAt(asOf))
	};
}
