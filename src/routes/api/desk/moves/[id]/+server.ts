import { error, json } from '@sveltejs/kit';
import { needMover } from '$lib/server/desk/http.ts';
import { findMove } from '$lib/server/desk/read-moves.ts';
import type { RequestHandler } from './$types';

/** A move with its rows. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, params }) => {
	const move = await findMove(app.db, app.catalogue(), needMover(visitor), visitor.access, params.id);
	return move === null ? error(404) : json(move);
};
