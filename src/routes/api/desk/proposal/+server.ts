import { error } from '@sveltejs/kit';
import { proposalSchema } from '$lib/contract/desk-proposal.ts';
import { refused } from '$lib/contract/desk.ts';
import { answer, needMover, readCommand } from '$lib/server/desk/http.ts';
import { proposeBalance } from '$lib/server/desk/propose.ts';
import type { RequestHandler } from './$types';

/** Which dossiers of a unit should change hands; changes nothing. */
export const POST: RequestHandler = async ({ locals: { app, visitor }, request }) => {
	const mover = needMover(visitor);
	const command = await readCommand(request, proposalSchema);
	if (command === undefined) return answer(refused('bad-request'));
	return answer((await proposeBalance(app, mover, command, request.signal)) ?? error(503));
};
