import type { Format } from '$lib/client/format.ts';
import type { ResultCounts } from '$lib/contract/desk.ts';
import { REASSIGNMENT_STATES, type ReassignmentState, type ReassignmentView } from '$lib/contract/reassignment.ts';
import { m } from '$lib/paraglide/messages.js';

const STATES: Record<ReassignmentState, () => string> = {
	queued: m.told_queued,
	delivered: m.told_delivered,
	acknowledged: m.told_acknowledged,
	refused: m.told_refused,
	dead: m.told_dead
};
export const toldState = (state: ReassignmentState): string => STATES[state]();

/** Shape beside the word, so that colour is not the only sign. */
export const TOLD_SIGN: Record<ReassignmentState, string> = {
	queued: '…',
	delivered: '→',
	acknowledged: '✓',
	refused: '✕',
	dead: '!'
};

/** "12 chờ gửi, 3 đã chấp nhận"; empty: nothing is told. */
export function toldCounts(counts: ResultCounts<ReassignmentState>, format: Format): string {
	return REASSIGNMENT_STATES.filter((state) => (counts[state] ?? 0) > 0)
		.map((state) => m.told_count({ count: format.integer(counts[state] ?? 0), state: toldState(state) }))
		.join(', ');
}

/** How far the latest move of a dossier has come, in whole sentences. */
export function toldWords({ about, feed, state, since, reason, rolledBack }: ReassignmentView, format: Format): string {
	const what = about === 'move' ? m.told_move() : m.told_undo();
	return [
		m.told_line({ about: what, feed, state: toldState(state), time: format.dateTime(since) }),
		...(reason === null ? [] : [m.told_reason({ reason })]),
		...(rolledBack === null ? [] : [rolledBack ? m.told_back() : m.told_stayed()])
	].join(' ');
}
