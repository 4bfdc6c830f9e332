import { error } from '@sveltejs/kit';
import { toPressSheet, toPressRows } from '$lib/client/press/press-sheet.ts';
import { formatFor } from '$lib/client/format.ts';
import { findPublicFreeze, toVersion } from '$lib/server/press/public-freeze.ts';
import { toCsv } from '$lib/server/read/export/csv.ts';
import type { RequestHandler } from './$types';

/** Addresses with the hash are kept for ever: another content would have another hash. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The published figures as a file, in Vietnamese whoever asks, so that one address is one file. */
export const GET: RequestHandler = async ({ locals: { app }, params, url, request }) => {
	const found = await findPublicFreeze(app.db, params.id, app.now());
	if (found === undefined || found.id !== params.id || (params.kind !== 'csv' && params.kind !== 'json')) error(404);
	const { id, hash, content, corrected, withdrawn } = found;
	const isForEver = url.searchParams.get('v') === hash && content !== null;
	const etag = `"${toVersion(found)}"`;
	const headers = {
		'Cache-Control': isForEver ? FOR_EVER : 'public, no-cache',
		'Access-Control-Allow-Origin': '*',
		ETag: etag
	};
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
	const type = params.kind === 'json' ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8';
	if (content === null) {
		// Gone: the notice stays, the numbers do not.
		const body = params.kind === 'json' ? JSON.stringify({ id, hash, withdrawn }) : `id;${id}\r\nwithdrawn;1\r\n`;
		return new Response(body, { status: 410, headers: { ...headers, 'Content-Type': type } });
	}
	if (params.kind === 'json') {
		// With the hash in the address it says only what cannot change.
		const state = isForEver ? {} : { corrected };
		const body = JSON.stringify({ id, hash, ...state, content });
		return new Response(body, { headers: { ...headers, 'Content-Type': type } });
	}
	const format = formatFor('vi');
	const sheet = toPressSheet(id, hash, content, format);
	const lines: string[] = [];
	for await (const line of toCsv(sheet, toPressRows(content), format.dateTime)) lines.push(line);
	return new Response(lines.join(''), {
		headers: { ...headers, 'Content-Type': type, 'Content-Disposition': `attachment; filename="${id}.csv"` }
	});
};
