import { json } from '@sveltejs/kit';
import { needMover } from '$lib/server/desk/http.ts';
import type { RequestHandler } from './$types';

/** Units that work can be offered to: all there are, which is no secret; nothing of what they carry. */
export const GET: RequestHandler = ({ locals: { app, visitor } }) => {
	needMover(visitor);
	return json({ units: app.units.map(({ code, name, nameEn }) => ({ code, name, nameEn })) });
};
