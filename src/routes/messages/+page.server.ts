import { redirect } from '@sveltejs/kit';
import { needAccount } from '$lib/server/access/need.ts';
import { markRead, readMessages } from '$lib/server/desk/messages.ts';
import type { Actions, PageServerLoad } from './$types';

/** One's own messages; nobody reads another's. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, depends }) => {
	depends('inbox:messages');
	return readMessages(app.db, app.catalogue(), needAccount(visitor).id);
};

/** Null: not a number of a message. */
function toId(text: FormDataEntryValue | null): number | null {
	return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

export const actions: Actions = {
	/** Without a number: all of them. */
	read: async ({ request, locals: { app, visitor } }) => {
		const { id } = needAccount(visitor);
		const text = (await request.formData()).get('id');
		const message = toId(text);
		if (text !== null && message === null) return;
		await markRead(app.db, id, app.now(), message === null ? undefined : [message]);
	},
	/** Looking at its dossiers is reading it. */
	open: async ({ request, locals: { app, visitor } }) => {
		const { id } = needAccount(visitor);
		const message = toId((await request.formData()).get('id'));
		if (message === null) redirect(303, '/messages');
		await markRead(app.db, id, app.now(), [message]);
		redirect(303, `/messages/${String(message)}`);
	}
};
