/**
 * Keys of events decided here, at the desk. No feed's record may bear one: by its key an event counts as a move, and by it
 * the same decision is known again.
 */
const DESK = 'desk/';

/** Of a move, and of an offer that is accepted; `moveId` is a UUID. */
export const toMoveKey = (moveId: string): string => `${DESK}${moveId}`;
/** Of taking a move back: another one, since whoever had the dossier before has opened it. */
export const toUndoKey = (moveId: string): string => `${DESK}${moveId}/undo`;
/** Of a move that its system of record refused. */
export const toRefusalKey = (reassignmentId: string): string => `${DESK}refused/${reassignmentId}`;

const MOVE = new RegExp(`^${DESK}[0-9a-f-]{36}$`);

/** Of a move, not of taking one back. */
export function isMoveKey(key: string): boolean {
	return MOVE.test(key);
}

export function isDeskKey(key: string): boolean {
	return key.startsWith(DESK);
}
