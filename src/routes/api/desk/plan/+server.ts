import { planSchema, refused } from '$lib/contract/desk.ts';
import { answer, needMover, readCommand } from '$lib/server/desk/http.ts';
import { planMove } from '$lib/server/desk/plan-move.ts';
import type { RequestHandler } from './$types';

/** What a move would do; changes nothing. */
export const POST: RequestHandler = async ({ locals: { app, visitor }, request }) => {
	const mover = needMover(visitor);
	const command = await readCommand(request, planSchema);
	return answer(command === undefined ? refused('bad-request') : await planMove(app, mover, command));
};
