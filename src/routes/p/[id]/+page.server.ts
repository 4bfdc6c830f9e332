import { error } from '@sveltejs/kit';
import { findPublicFreeze, toVersion } from '$lib/server/press/public-freeze.ts';
import type { PageServerLoad } from './$types';

/**
 * The page of one freeze. Its numbers are for ever, its state is not: a correction or withdrawal must be seen at once, so
 * the page is kept by caches but asked after each time (its ETag is made by the framework from what it says). What never
 * changes has an address with the hash in it: the files.
 */
export const load: PageServerLoad = async ({ locals: { app }, params, setHeaders }) => {
	const found = await findPublicFreeze(app.db, params.id, app.now());
	if (found === undefined || found.id !== params.id) error(404);
	// Language and theme come by cookie.
	setHeaders({ 'Cache-Control': 'public, no-cache', Vary: 'Cookie' });
	return { freeze: found, version: toVersion(found) };
};
