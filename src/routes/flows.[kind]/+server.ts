import { error } from '@sveltejs/kit';
import { toFlowRows, toFlowSheet } from '$lib/client/flows/flow-sheet.ts';
import { currentFormat } from '$lib/client/words/locale.ts';
import { dayOf, toIsoDay } from '$lib/domain/time/instant.ts';
import { need, needAccount } from '$lib/server/access/need.ts';
import { audit } from '$lib/server/audit/write-audit.ts';
import { readFlowsOf } from '$lib/server/flows/flows-page.ts';
import { openerOf } from '$lib/server/live/opener.ts';
import { readPastOf } from '$lib/server/past/read-past-of.ts';
import { toCsv } from '$lib/server/read/export/csv.ts';
import { mayExport, streamed } from '$lib/server/read/export/stream.ts';
import { toXlsx } from '$lib/server/read/export/xlsx.ts';
import type { RequestHandler } from './$types';

const TYPES = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const;

/** The whole matrix as a file. That it was taken out stands in the audit log. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, params: { kind }, url: { searchParams } }) => {
	if (kind !== 'csv' && kind !== 'xlsx') error(404);
	const scope = need(visitor, 'export');
	const { id, name } = needAccount(visitor);
	if (!mayExport()) error(503, 'other exports are being written; try again in a minute');
	const past = await readPastOf(app, searchParams);
	const flows = await readFlowsOf(app, scope, searchParams, past, openerOf(visitor));
	await audit(app.db, {
		at: app.now(),
		actor: { id, name },
		action: 'exported',
		target: 'flows',
		details: { format: kind, filter: `figure=${flows.figure}` }
	});
	const format = currentFormat();
	const simulated = await app.isSimulated();
	const sheet = toFlowSheet(flows, { province: app.province.name, simulated, past, format });
	const rows = toFlowRows(flows, format);
	const body = streamed(
		async (send) => {
			const pieces: AsyncIterable<string | Uint8Array> =
				kind === 'csv' ? toCsv(sheet, rows, (at) => format.dateTime(at)) : toXlsx(sheet, rows);
			for await (const piece of pieces) await send(typeof piece === 'string' ? Buffer.from(piece) : piece);
		},
		(err) => app.log.error({ err, route: '/flows.[kind]' }, 'export broke off')
	);
	const day = toIsoDay(dayOf(flows.asOf));
	return new Response(body, {
		headers: {
			'Content-Type': TYPES[kind],
			'Content-Disposition': `attachment; filename="luong-ho-so-${flows.figure}-${day}.${kind}"`,
			'Cache-Control': 'no-store'
		}
	});
};
