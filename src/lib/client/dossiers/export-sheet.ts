import type { Format } from '$lib/client/format.ts';
import { channelName } from '$lib/client/words/board-words.ts';
import { filterChips, standingWords, statusName } from '$lib/client/words/dossier-words.ts';
import { figureDefinition, figureName } from '$lib/client/words/figure-words.ts';
import { named } from '$lib/client/words/named.ts';
import type { Cell, Sheet } from '$lib/contract/export-sheet.ts';
import type { PastView } from '$lib/contract/past-view.ts';
import type { ExportRow, ListModel } from '$lib/contract/list-model.ts';
import { m } from '$lib/paraglide/messages.js';

interface Column {
	readonly name: () => string;
	readonly width: number;
	readonly cell: (row: ExportRow, format: Format) => Cell;
}

const at = (instant: number | null): Cell => (instant === null ? null : { at: instant });

/** What an export says of a dossier. Nothing of the applicant. */
const COLUMNS: readonly Column[] = [
	{ name: m.column_code, width: 26, cell: (row) => row.code },
	{ name: m.export_procedure_code, width: 12, cell: (row) => row.procedure?.code ?? null },
	{ name: m.export_procedure, width: 50, cell: (row, f) => (row.procedure === null ? null : named(row.procedure, f)) },
	{ name: m.export_field, width: 24, cell: (row) => row.field },
	{ name: m.column_receiving, width: 26, cell: (row, f) => (row.receiving === null ? null : named(row.receiving, f)) },
	{ name: m.column_resolving, width: 26, cell: (row, f) => (row.resolving === null ? null : named(row.resolving, f)) },
	{ name: m.path_returning, width: 26, cell: (row, f) => (row.returning === null ? null : named(row.returning, f)) },
	{ name: m.cross_boundary, width: 12, cell: (row) => (row.crossBoundary ? 1 : 0) },
	{ name: m.export_channel, width: 14, cell: (row) => (row.channel === null ? null : channelName(row.channel)) },
	{ name: m.column_handler, width: 24, cell: (row) => row.handler },
	{ name: m.column_status, width: 22, cell: (row) => statusName(row.status) },
	{ name: m.export_filed, width: 17, cell: (row) => at(row.filedAt) },
	{ name: m.column_accepted, width: 17, cell: (row) => at(row.acceptedAt) },
	{ name: m.export_first_due, width: 17, cell: (row) => at(row.firstDueAt) },
	{ name: m.column_due, width: 17, cell: (row) => at(row.dueAt) },
	{ name: m.export_closed, width: 17, cell: (row) => at(row.closedAt) },
	{ name: m.export_returned, width: 17, cell: (row) => at(row.returnedAt) },
	{ name: m.column_standing, width: 22, cell: (row, f) => standingWords(row.standing, f).words }
];

interface ExportAbout {
	readonly province: string;
	readonly simulated: boolean;
	/** Null: of the present. */
	readonly past: Pick<PastView, 'known'> | null;
	readonly format: Format;
}

/** The list as a table for a file, but for its rows. */
export function toExportSheet(
	list: Pick<
		ListModel,
		'version' | 'asOf' | 'filter' | 'receiving' | 'resolving' | 'returning' | 'held' | 'procedure' | 'total'
	>,
	{ province, simulated, past, format }: ExportAbout
): Sheet {
	const { figure } = list.filter;
	const known = past === null ? '' : `, ${past.known === 'then' ? m.export_known_then() : m.export_known_now()}`;
	const chips = filterChips(list, format).map(({ name }) => name);
	return {
		name: m.dossiers_title(),
		aboutName: m.export_about(),
		about: [
			[m.dossiers_title(), figure ? figureName(figure, format.month(list.asOf)) : m.dossiers_all()],
			...(simulated ? [[m.export_note(), `${m.simulated_title()}: ${m.simulated_text()}`] as const] : []),
			[m.export_definition(), figure ? figureDefinition(figure) : m.dossiers_all_definition()],
			[m.export_province(), m.province_full_name({ name: province })],
			[m.filters_label(), chips.length === 0 ? m.export_no_filter() : chips.join('; ')],
			[m.export_as_of(), format.moment(list.asOf) + known],
			[m.export_version(), String(list.version)],
			[m.export_total(), String(list.total)],
			[m.cross_boundary(), m.export_cross_boundary_note()]
		],
		columns: COLUMNS.map(({ name, width }) => ({ name: name(), width }))
	};
}

/** Its rows. */
export async function* toExportRows(rows: AsyncIterable<ExportRow>, format: Format): AsyncGenerator<Cell[]> {
	for await (const row of rows) yield COLUMNS.map(({ cell }) => cell(row, format));
}
