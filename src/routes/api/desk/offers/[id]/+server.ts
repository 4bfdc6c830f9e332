import { offerAnswerSchema, refused } from '$lib/contract/desk.ts';
import { answer, needMover, readCommand } from '$lib/server/desk/http.ts';
import { answerOffer } from '$lib/server/desk/offer-to-unit.ts';
import type { RequestHandler } from './$types';

/** Accepts, declines or withdraws an offer. */
export const POST: RequestHandler = async ({ locals: { app, visitor }, params, request }) => {
	const mover = needMover(visitor);
	const command = await readCommand(request, offerAnswerSchema);
	return answer(command === undefined ? refused('bad-request') : await answerOffer(app, mover, params.id, command));
};
