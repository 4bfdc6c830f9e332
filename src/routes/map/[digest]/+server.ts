import { gzipSync } from 'node:zlib';
import { error } from '@sveltejs/kit';
import { findOutlines } from '$lib/server/map/outlines-file.ts';
import type { RequestHandler } from './$types';

/** The borders of all units as one SVG file, for maps to draw from. Public, and never another under the same address. */
export const GET: RequestHandler = async ({ locals: { app }, params: { digest }, request }) => {
	const etag = `"${digest}"`;
	const headers = {
		ETag: etag,
		'Cache-Control': 'public, max-age=31536000, immutable',
		Vary: 'Accept-Encoding'
	};
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
	const file = await findOutlines(app.db, digest);
	if (file === null) error(404);
	const type = { 'Content-Type': 'image/svg+xml; charset=utf-8' };
	if (!/\bgzip\b/.test(request.headers.get('accept-encoding') ?? ''))
		return new Response(file, { headers: { ...headers, ...type } });
	// Asked once per browser: not worth keeping packed.
	return new Response(gzipSync(file), { headers: { ...headers, ...type, 'Content-Encoding': 'gzip' } });
};
