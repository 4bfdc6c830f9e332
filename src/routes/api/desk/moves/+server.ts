import { json } from '@sveltejs/kit';
import { moveSchema, refused } from '$lib/contract/desk.ts';
import { needUnit } from '$lib/server/access/unit-in-scope.ts';
import { commitMove } from '$lib/server/desk/commit-move.ts';
import { answer, needMover, readCommand } from '$lib/server/desk/http.ts';
import { listMoves } from '$lib/server/desk/read-moves.ts';
import type { RequestHandler } from './$types';

/** Moves dossiers; what became of each. The same key again gets the same answer. */
export const POST: RequestHandler = async ({ locals: { app, visitor }, request }) => {
	const mover = needMover(visitor);
	const command = await readCommand(request, moveSchema);
	return answer(command === undefined ? refused('bad-request') : await commitMove(app, mover, command));
};

/** `GET ?unit=31825` → moves of the last day that touched the unit, newest first. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, url }) => {
	const unit = url.searchParams.get('unit') ?? '';
	needUnit(visitor, unit);
	return json({ moves: await listMoves(app.db, app.catalogue(), unit, app.now()) });
};
