import { error, json } from '@sveltejs/kit';
import { refused, undoSchema } from '$lib/contract/desk.ts';
import { answer, needMover, readCommand } from '$lib/server/desk/http.ts';
import { previewUndo, undoMove } from '$lib/server/desk/undo-move.ts';
import type { RequestHandler } from './$types';

/** Takes a move back, or some of its rows. */
export const POST: RequestHandler = async ({ locals: { app, visitor }, params, request }) => {
	const mover = needMover(visitor);
	const command = await readCommand(request, undoSchema);
	return answer(command === undefined ? refused('bad-request') : await undoMove(app, mover, params.id, command.codes));
};

/** What taking it back would do to each row now; changes nothing. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, params }) => {
	const preview = await previewUndo(app, needMover(visitor), params.id);
	return preview === null ? error(404) : json(preview, { headers: { 'cache-control': 'no-store' } });
};
