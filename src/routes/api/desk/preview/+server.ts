import { refused } from '$lib/contract/desk.ts';
import { previewSchema } from '$lib/contract/desk-preview.ts';
import { answer, needMover, readCommand } from '$lib/server/desk/http.ts';
import { previewSelection } from '$lib/server/desk/preview-selection.ts';
import type { RequestHandler } from './$types';

/** What a selection would weigh with each official of its unit; changes nothing. */
export const POST: RequestHandler = async ({ locals: { app, visitor }, request }) => {
	const mover = needMover(visitor);
	const command = await readCommand(request, previewSchema);
	return answer(command === undefined ? refused('bad-request') : await previewSelection(app, mover, command));
};
