import { error } from '@sveltejs/kit';
import { toQrCode } from '$lib/server/access/qr-code.ts';
import { findPublicFreeze } from '$lib/server/press/public-freeze.ts';
import type { PageServerLoad } from './$types';

/** Slides of what is public; everything else answers like nothing. */
export const load: PageServerLoad = async ({ locals: { app }, params, url, setHeaders }) => {
	const found = await findPublicFreeze(app.db, params.id, app.now());
	if (!found?.content || found.id !== params.id) error(404);
	setHeaders({ 'Cache-Control': 'public, no-cache', Vary: 'Cookie' });
	const { id, content } = found;
	return { id, content, isPublic: true, shape: await app.map(), qr: toQrCode(`${url.origin}/p/${id}`) };
};
