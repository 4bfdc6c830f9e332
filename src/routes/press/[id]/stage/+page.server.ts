import { error } from '@sveltejs/kit';
import { publicViewOf } from '$lib/domain/press/freeze-state.ts';
import { toQrCode } from '$lib/server/access/qr-code.ts';
import { needPressReader } from '$lib/server/press/press-access.ts';
import { findFreeze } from '$lib/server/press/read-freezes.ts';
import type { PageServerLoad } from './$types';

/** Slides of a freeze, also before it is public: for those who work at the press desk. What is withdrawn is shown no more. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, params, url }) => {
	needPressReader(visitor);
	const found = await findFreeze(app.db, params.id);
	if (found === undefined || found.steps.some(({ kind }) => kind === 'withdraw')) error(404);
	const { id, content } = found;
	const isPublic = publicViewOf(found, app.now()) === 'numbers';
	return { id, content, isPublic, shape: await app.map(), qr: toQrCode(`${url.origin}/p/${id}`) };
};
