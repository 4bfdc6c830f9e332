import type { ReportPart } from '$lib/domain/report/part.ts';
import { type RowCounts, sumsOf } from '$lib/domain/report/report.ts';

/** The counted columns of the form, 3 to 13, in their order. */
export const COLUMNS = [
	'all',
	'received-online',
	'received-other',
	'carried',
	'resolved',
	'resolved-early',
	'resolved-on-time',
	'resolved-late',
	'open',
	'open-in-time',
	'open-late'
] as const satisfies ReportPart[];

/** The number in a column. */
export function columnValue(counts: RowCounts, part: ReportPart): number {
	if (part === 'all' || part === 'resolved' || part === 'open') return sumsOf(counts)[part];
	return counts[part];
}

/** The numbers of the form's columns, with what each sums. */
export const NUMBERS = [
	...['(1)', '(2)', '(3)=(4)+(5)+(6)', '(4)', '(5)', '(6)', '(7)=(8)+(9)+(10)', '(8)', '(9)', '(10)'],
	...['(11)=(12)+(13)', '(12)', '(13)']
];
