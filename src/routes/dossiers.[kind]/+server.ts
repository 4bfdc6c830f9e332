import { error } from '@sveltejs/kit';
import { toExportRows, toExportSheet } from '$lib/client/dossiers/export-sheet.ts';
import { currentFormat } from '$lib/client/words/locale.ts';
import { readListAddress } from '$lib/domain/figure/filter-address.ts';
import { FILTER_KEYS } from '$lib/domain/figure/filter.ts';
import { momentsAt } from '$lib/domain/figure/moments.ts';
import { dayOf, toIsoDay } from '$lib/domain/time/instant.ts';
import { need, needAccount } from '$lib/server/access/need.ts';
import { audit } from '$lib/server/audit/write-audit.ts';
import { namedProcedure, namedUnit } from '$lib/server/catalogue/named.ts';
import { toAsOf } from '$lib/server/past/past.ts';
import { readPastOf } from '$lib/server/past/read-past-of.ts';
import { toCsv } from '$lib/server/read/export/csv.ts';
import { readWholeList, type WholeList } from '$lib/server/read/export/read-rows.ts';
import { readWholeListAt } from '$lib/server/read/export/read-rows-at.ts';
import { mayExport, streamed } from '$lib/server/read/export/stream.ts';
import { toXlsx } from '$lib/server/read/export/xlsx.ts';
import { toExportRow } from '$lib/server/read/list-row.ts';
import type { RequestHandler } from './$types';

const TYPES = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const;
type Kind = keyof typeof TYPES;

/** The whole list behind an address as a file, written as it is read. That it was taken out stands in the audit log. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, params: { kind }, url: { searchParams } }) => {
	if (!isKind(kind)) error(404);
	const scope = need(visitor, 'export');
	const { id, name } = needAccount(visitor);
	const { filter, sort, dropped } = readListAddress(searchParams);
	if (dropped.length > 0) error(400, `no such value: ${dropped.join(', ')}`);
	if (!mayExport()) error(503, 'other exports are being written; try again in a minute');
	const catalogue = app.catalogue();
	const past = await readPastOf(app, searchParams);
	const now = past?.at ?? app.now();
	const calendar = catalogue.calendarFor(null, now);
	const moments = momentsAt(now, calendar);
	const format = currentFormat();
	const simulated = await app.isSimulated();
	const asked = FILTER_KEYS.filter((key) => filter[key] !== undefined);
	// What was searched for may be a name.
	const told = asked.map((key) => (key === 'q' ? 'q' : `${key}=${filter[key] ?? ''}`)).join('&');
	await audit(app.db, {
		at: app.now(),
		actor: { id, name },
		action: 'exported',
		target: 'dossiers',
		details: { format: kind, filter: told }
	});

	const toPieces = ({ version, total, rows }: WholeList): AsyncIterable<string | Uint8Array> => {
		const about = {
			version,
			total,
			asOf: now,
			filter,
			receiving: namedUnit(catalogue, filter.receiving),
			resolving: namedUnit(catalogue, filter.resolving),
			returning: namedUnit(catalogue, filter.returning),
			held: namedUnit(catalogue, filter.held),
			procedure: namedProcedure(catalogue, filter.procedure)
		};
		const sheet = toExportSheet(about, { province: app.province.name, simulated, past, format });
		const cells = toExportRows(
			mapped(rows, (dossier) => toExportRow(dossier, moments, calendar, catalogue)),
			format
		);
		return kind === 'csv' ? toCsv(sheet, cells, (at) => format.dateTime(at)) : toXlsx(sheet, cells);
	};
	const matching = { scope, filter, moments, catalogue };
	const body = streamed(
		(send) => {
			const write = async (list: WholeList): Promise<void> => {
				for await (const piece of toPieces(list)) await send(typeof piece === 'string' ? Buffer.from(piece) : piece);
			};
			return past === null
				? readWholeList(app.db, matching, sort, write)
				: readWholeListAt(app.db, matching, toAsOf(past), sort, write);
		},
		(err) => app.log.error({ err, route: '/dossiers.[kind]' }, 'export broke off')
	);
	return new Response(body, {
		headers: {
			'Content-Type': TYPES[kind],
			'Content-Disposition': `attachment; filename="${fileName(filter.resolving, filter.figure, now)}.${kind}"`,
			'Cache-Control': 'no-store'
		}
	});
};

function isKind(text: string): text is Kind {
	return Object.hasOwn(TYPES, text);
}

/** Holds unit, figure and day. */
function fileName(unit: string | undefined, figure: string | undefined, now: number): string {
	return ['ho-so', unit, figure, toIsoDay(dayOf(now))].filter((part) => part !== undefined).join('-');
}

async function* mapped<T, U>(items: AsyncIterable<T>, change: (item: T) => U): AsyncGenerator<U> {
	for await (const item of items) yield change(item);
}
