import { error } from '@sveltejs/kit';
import { needAccount } from '$lib/server/access/need.ts';
import { readMessageDossiers } from '$lib/server/desk/message-dossiers.ts';
import type { PageServerLoad } from './$types';

/** A message that is another's is answered exactly like one that does not exist. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, params: { id } }) => {
	const { id: accountId } = needAccount(visitor);
	const scope = visitor.access.view;
	const found = /^\d{1,15}$/.test(id) ? await readMessageDossiers(app, { accountId, scope }, Number(id)) : null;
	return found ?? error(404);
};
