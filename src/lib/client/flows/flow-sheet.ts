import type { Format } from '$lib/client/format.ts';
import { figureDefinition, figureName } from '$lib/client/words/figure-words.ts';
import type { Cell, Sheet } from '$lib/contract/export-sheet.ts';
import type { FlowsModel } from '$lib/contract/flows-model.ts';
import type { PastView } from '$lib/contract/past-view.ts';
import type { Line } from '$lib/domain/flows/matrix.ts';
import { toMatrix } from '$lib/domain/flows/matrix.ts';
import { m } from '$lib/paraglide/messages.js';
import { fullName } from './flow-words.ts';

type Flows = Pick<FlowsModel, 'version' | 'asOf' | 'figure' | 'flows' | 'names'>;

/** The whole matrix for a file: every unit a row and a column, with sums. */
export function toFlowSheet(
	flows: Flows,
	{
		province,
		simulated,
		past,
		format
	}: { province: string; simulated: boolean; past: Pick<PastView, 'known'> | null; format: Format }
): Sheet {
	const matrix = toMatrix(flows.flows, Number.POSITIVE_INFINITY);
	const known = past === null ? '' : `, ${past.known === 'then' ? m.export_known_then() : m.export_known_now()}`;
	return {
		name: m.flows_title(),
		aboutName: m.export_about(),
		about: [
			[m.flows_matrix(), figureName(flows.figure, format.month(flows.asOf))],
			...(simulated ? [[m.export_note(), `${m.simulated_title()}: ${m.simulated_text()}`] as const] : []),
			[m.export_definition(), figureDefinition(flows.figure)],
			[m.export_province(), m.province_full_name({ name: province })],
			[m.export_as_of(), format.moment(flows.asOf) + known],
			[m.export_version(), String(flows.version)],
			[m.export_total(), String(matrix.total)]
		],
		columns: [
			{ name: m.flows_matrix_corner(), width: 40 },
			...matrix.columns.map((line) => ({ name: nameOf(line, flows, format), width: 12 })),
			{ name: m.flows_sum(), width: 12 }
		]
	};
}

/** Its rows; the last one holds the sums. */
// eslint-disable-next-line @typescript-eslint/require-await -- writers of files take rows as they come
export async function* toFlowRows(flows: Flows, format: Format): AsyncGenerator<Cell[]> {
	const matrix = toMatrix(flows.flows, Number.POSITIVE_INFINITY);
	for (const [place, line] of matrix.rows.entries())
		yield [nameOf(line, flows, format), ...(matrix.cells[place] ?? []), matrix.rowSums[place] ?? 0];
	yield [m.flows_sum(), ...matrix.columnSums, matrix.total];
}

function nameOf(line: Line, { names }: Flows, format: Format): string {
	return fullName(names, line.kind === 'unit' ? line.code : null, format);
}
