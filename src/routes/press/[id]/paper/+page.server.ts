import { error } from '@sveltejs/kit';
import { publicViewOf, stateOf } from '$lib/domain/press/freeze-state.ts';
import { needPressReader } from '$lib/server/press/press-access.ts';
import { findFreeze } from '$lib/server/press/read-freezes.ts';
import type { PageServerLoad } from './$types';

/** The hand-out for the press desk; of a draft, too, and then it says that it is one. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, params, url }) => {
	needPressReader(visitor);
	const freeze = await findFreeze(app.db, params.id);
	if (freeze === undefined) error(404);
	const { id, content, hash, frozenByName, steps } = freeze;
	const nameOf = (kind: 'sign' | 'publish') => steps.find((step) => step.kind === kind)?.byName ?? null;
	return {
		id,
		content,
		hash,
		state: stateOf(freeze),
		isPublic: publicViewOf(freeze, app.now()) === 'numbers',
		address: `${url.origin}/p/${id}`,
		frozenBy: frozenByName,
		signedBy: nameOf('sign'),
		publishedBy: nameOf('publish')
	};
};
