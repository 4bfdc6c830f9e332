import { error } from '@sveltejs/kit';
import { answerPicture } from '$lib/components/press/drawing/picture-answer.ts';
import { publicViewOf, stateOf } from '$lib/domain/press/freeze-state.ts';
import { findOutlinePaths } from '$lib/server/map/outlines-file.ts';
import { needPressReader } from '$lib/server/press/press-access.ts';
import { findFreeze } from '$lib/server/press/read-freezes.ts';
import type { RequestHandler } from './$types';

/** A chart for the press desk; of what is not public, too, and then it says so. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, params, url }) => {
	needPressReader(visitor);
	const freeze = await findFreeze(app.db, params.id);
	if (freeze === undefined) error(404);
	const { id, content } = freeze;
	const isPublic = publicViewOf(freeze, app.now()) === 'numbers';
	const shape = await app.map();
	const answer = answerPicture(
		{
			id,
			content,
			chart: params.chart,
			shape,
			paths: await findOutlinePaths(app.db, shape),
			state: isPublic ? (stateOf(freeze) === 'corrected' ? 'corrected' : null) : 'not-public',
			lang: url.searchParams.get('lang')
		},
		'private, no-store'
	);
	return answer ?? error(404);
};
