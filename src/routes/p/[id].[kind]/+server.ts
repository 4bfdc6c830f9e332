import { error } from '@sveltejs/kit';
import { toMoreSheets, toPressRows, toPressSheet, toUnitRows } from '$lib/client/press/press-sheet.ts';
import { formatFor } from '$lib/client/format.ts';
import { findPublicFreeze, toVersion } from '$lib/server/press/public-freeze.ts';
import { toCsv } from '$lib/server/read/export/csv.ts';
import { toXlsx } from '$lib/server/read/export/xlsx.ts';
import type { RequestHandler } from './$types';

/** Addresses with the hash are kept for ever: another content would have another hash. */
const FOR_EVER = 'public, max-age=31536000, immutable';

const TYPES = {
	csv: 'text/csv; charset=utf-8',
	json: 'application/json; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const;
type Kind = keyof typeof TYPES;

/** The published figures as a file, in Vietnamese whoever asks, so that one address is one file. */
export const GET: RequestHandler = async ({ locals: { app }, params, url, request }) => {
	const found = await findPublicFreeze(app.db, params.id, app.now());
	const kind = (Object.keys(TYPES) as Kind[]).find((one) => one === params.kind);
	if (found === undefined || found.id !== params.id || kind === undefined) error(404);
	const { id, hash, content, corrected, withdrawn } = found;
	const isForEver = url.searchParams.get('v') === hash && content !== null;
	const etag = `"${toVersion(found)}"`;
	const headers = {
		'Cache-Control': isForEver ? FOR_EVER : 'public, no-cache',
		'Access-Control-Allow-Origin': '*',
		ETag: etag
	};
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
	if (content === null) {
		// Gone: the notice stays, the numbers do not.
		const [type, body] =
			kind === 'csv'
				? [TYPES.csv, `id;${id}\r\nwithdrawn;1\r\n`]
				: [TYPES.json, JSON.stringify({ id, hash, withdrawn })];
		return new Response(body, { status: 410, headers: { ...headers, 'Content-Type': type } });
	}
	const file = { ...headers, 'Content-Type': TYPES[kind] };
	if (kind === 'json') {
		// With the hash in the address it says only what cannot change.
		const state = isForEver ? {} : { corrected };
		return new Response(JSON.stringify({ id, hash, ...state, content }), { headers: file });
	}
	const format = formatFor('vi');
	const sheet = toPressSheet(id, hash, content, format);
	const pieces: Uint8Array[] = [];
	const written: AsyncIterable<string | Uint8Array> =
		kind === 'csv'
			? toCsv(sheet, toPressRows(content), format.dateTime)
			: toXlsx(sheet, toUnitRows(content), toMoreSheets(content, format));
	for await (const piece of written) pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
	return new Response(Buffer.concat(pieces), {
		headers: { ...file, 'Content-Disposition': `attachment; filename="${id}.${kind}"` }
	});
};
