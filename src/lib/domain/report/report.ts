import type { Dossier } from '../dossier/dossier.ts';
import type { Moments } from '../figure/condition.ts';
import { toPredicate } from '../figure/predicate.ts';
import { isPartOf, WAYS_IN, WAYS_OUT, type WayIn, type WayOut } from './part.ts';
import type { Period } from './period.ts';

/** What the rows of the report are: fields (lĩnh vực), or competent units. */
export const REPORT_ROWS = ['field', 'resolving'] as const;
export type ReportRows = (typeof REPORT_ROWS)[number];

/** The counts of one row, without its sums. */
export type RowCounts = Readonly<Record<WayIn | WayOut, number>>;

export interface ReportRow {
	/** Name of the field, code of the unit; null: no record has named it. */
	readonly key: string | null;
	readonly counts: RowCounts;
}

/** Columns 3, 7 and 11, and whether 3 = 7 + 11. */
export interface RowSums {
	readonly all: number;
	readonly resolved: number;
	readonly open: number;
	readonly balances: boolean;
}

/** Column 3 is summed over the ways in, 7 and 11 over the ways out, so that their agreement says something. */
export function sumsOf(counts: RowCounts): RowSums {
	const sum = (parts: readonly (WayIn | WayOut)[]) => parts.reduce((total, part) => total + counts[part], 0);
	const all = sum(WAYS_IN);
	const resolved = sum(WAYS_OUT.slice(0, 3));
	const open = sum(WAYS_OUT.slice(3));
	return { all, resolved, open, balances: all === resolved + open };
}

export const NO_COUNTS: RowCounts = Object.fromEntries([...WAYS_IN, ...WAYS_OUT].map((part) => [part, 0])) as RowCounts;

export function addCounts(a: RowCounts, b: RowCounts): RowCounts {
	return Object.fromEntries([...WAYS_IN, ...WAYS_OUT].map((part) => [part, a[part] + b[part]])) as RowCounts;
}

/** Where a dossier stands in the report. */
export interface ReportPlace {
	readonly key: string | null;
	readonly wayIn: WayIn;
	readonly wayOut: WayOut;
}

/** Places dossiers, as they stood in the period; null: not in the report. */
export function placerOf(period: Period, rows: ReportRows): (dossier: Dossier, moments: Moments) => ReportPlace | null {
	const ins = WAYS_IN.map((part) => ({ part, holds: toPredicate(isPartOf(part, period)) }));
	const outs = WAYS_OUT.map((part) => ({ part, holds: toPredicate(isPartOf(part, period)) }));
	return (dossier, moments) => {
		const wayIn = ins.find(({ holds }) => holds(dossier, moments))?.part;
		const wayOut = outs.find(({ holds }) => holds(dossier, moments))?.part;
		return wayIn === undefined || wayOut === undefined ? null : { key: dossier[rows], wayIn, wayOut };
	};
}

export function countPlace({ wayIn, wayOut }: ReportPlace): RowCounts {
	return { ...NO_COUNTS, [wayIn]: 1, [wayOut]: 1 };
}
