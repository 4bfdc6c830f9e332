import { redirect } from '@sveltejs/kit';
import { findPublicFreeze } from '$lib/server/press/public-freeze.ts';
import type { PageServerLoad } from './$types';

/** Check a printed number: the id leads to its page; what is unknown and what is not public yet are told alike. */
export const load: PageServerLoad = async ({ locals: { app }, url, setHeaders }) => {
	const typed = url.searchParams.get('id') ?? '';
	if (typed === '') return { typed, isUnknown: false };
	setHeaders({ 'Cache-Control': 'no-store' });
	const found = await findPublicFreeze(app.db, typed.slice(0, 100), app.now());
	if (found !== undefined) redirect(303, `/p/${found.id}`);
	return { typed: typed.slice(0, 100), isUnknown: true };
};
