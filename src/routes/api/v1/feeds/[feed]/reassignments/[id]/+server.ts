import { json } from '@sveltejs/kit';
import { reassignmentAnswerSchema } from '$lib/contract/reassignment.ts';
import { readCommand } from '$lib/server/desk/http.ts';
import { isUuid } from '$lib/server/desk/read-moves.ts';
import { findCaller, refuse } from '$lib/server/feeds/http.ts';
import { answerReassignment } from '$lib/server/outbox/answer-reassignment.ts';
import type { RequestHandler } from './$types';

/** The system of record acknowledges or refuses a move. A refusal puts the dossier back, unless it was touched since. */
export const POST: RequestHandler = async ({ locals: { app }, params, request }) => {
	const feed = await findCaller(request, params.feed, app.ingest.checkKey);
	if (feed === null) return refuse('bad-key');
	const answer = await readCommand(request, reassignmentAnswerSchema);
	if (answer === undefined)
		return refuse('bad-request', { detail: 'status is acknowledged, or refused with a reason of 1 to 500 characters' });
	if (!isUuid(params.id)) return refuse('unknown-reassignment');
	const answered = await answerReassignment(app, feed.id, params.id, answer);
	if (!answered.ok) return refuse(answered.problem === 'unknown' ? 'unknown-reassignment' : 'answered-already');
	return json({ id: params.id, state: answered.state, rolledBack: answered.rolledBack });
};
