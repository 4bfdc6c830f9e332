import { refused, settingSchema } from '$lib/contract/desk.ts';
import { answer, needMover, readCommand } from '$lib/server/desk/http.ts';
import { keepDesk } from '$lib/server/desk/keep-desk.ts';
import type { RequestHandler } from './$types';

/** One change of what a unit's desk knows: capacity, skills, absence, weight, mark. */
export const POST: RequestHandler = async ({ locals: { app, visitor }, request }) => {
	const mover = needMover(visitor);
	const command = await readCommand(request, settingSchema);
	return answer(command === undefined ? refused('bad-request') : await keepDesk(app, mover, command));
};
