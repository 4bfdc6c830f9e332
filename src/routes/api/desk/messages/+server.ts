import { json } from '@sveltejs/kit';
import { markReadSchema, refused } from '$lib/contract/desk.ts';
import { answer, needPerson, readCommand } from '$lib/server/desk/http.ts';
import { markRead, readMessages } from '$lib/server/desk/messages.ts';
import type { RequestHandler } from './$types';

/** What one was told, newest first. */
export const GET: RequestHandler = async ({ locals: { app, visitor } }) =>
	json(await readMessages(app.db, app.catalogue(), needPerson(visitor).id));

/** Marks messages as read; without numbers all of them. */
export const POST: RequestHandler = async ({ locals: { app, visitor }, request }) => {
	const { id } = needPerson(visitor);
	const command = await readCommand(request, markReadSchema);
	if (command === undefined) return answer(refused('bad-request'));
	await markRead(app.db, id, app.now(), command.ids);
	return json(await readMessages(app.db, app.catalogue(), id));
};
