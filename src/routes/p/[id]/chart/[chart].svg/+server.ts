import { error } from '@sveltejs/kit';
import { answerPicture } from '$lib/components/press/drawing/picture-answer.ts';
import { findOutlinePaths } from '$lib/server/map/outlines-file.ts';
import { findPublicFreeze } from '$lib/server/press/public-freeze.ts';
import type { RequestHandler } from './$types';

/** A chart of what is public, with all that has to be said of it in the drawing; gone with the numbers when withdrawn. */
export const GET: RequestHandler = async ({ locals: { app }, params, url }) => {
	const found = await findPublicFreeze(app.db, params.id, app.now());
	if (found === undefined || found.id !== params.id) error(404);
	const { id, content, corrected } = found;
	if (content === null) error(410);
	const shape = await app.map();
	const answer = answerPicture(
		{
			id,
			content,
			chart: params.chart,
			shape,
			paths: await findOutlinePaths(app.db, shape),
			state: corrected === null ? null : 'corrected',
			lang: url.searchParams.get('lang')
		},
		'public, no-cache'
	);
	return answer ?? error(404);
};
