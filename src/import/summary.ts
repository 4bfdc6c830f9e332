import type { Outcome } from '../lib/contract/outcome.ts';
import type { Added } from './add-to-catalogue.ts';

/** What an import did, or in a dry run would do. */
export interface Summary {
	readonly feed: string;
	readonly dryRun: boolean;
	readonly added: Added;
	/** Rows that an earlier, broken-off run had brought in. */
	readonly continuedAfter: number | null;
	/** The row after which it was told to stop; null: it went to the end. */
	readonly stoppedAfter: number | null;
	/** Rows with content below the headings. */
	readonly rows: number;
	/** Rows of which no event was made because none of the mapping applies. */
	readonly rowsWithoutEvent: number;
	/** Rows with something that could not be read. */
	readonly rowsWithFault: number;
	readonly records: Readonly<Record<Outcome, number>>;
	/** Records that another row had given already, word for word. */
	readonly saidBefore: number;
	readonly dossiers: number;
	/** Reason → how often and where first, most frequent first. */
	readonly reasons: readonly Reason[];
	readonly elapsedMs: number;
}

export interface Reason {
	readonly problem: string;
	readonly field: string;
	readonly detail: string;
	readonly count: number;
	readonly firstRow: number;
}

/** Rows or events that are not in the ledger. */
export function countLeftOut({ reasons }: Summary): number {
	return reasons.reduce((sum, { count }) => sum + count, 0);
}

/** The summary for the terminal. */
export function toLines(summary: Summary): string[] {
	const { records, added, reasons, dryRun } = summary;
	const seconds = summary.elapsedMs / 1000;
	const line = (label: string, count: number, rest = '') =>
		`  ${label.padEnd(10)}${format(count).padStart(12)}  ${rest}`;
	return [
		`Feed ${summary.feed}${dryRun ? ' (dry run)' : ''}`,
		line('rows', summary.rows, rest(summary)),
		line('accepted', records.accepted, dryRun ? 'would be new events' : 'new events'),
		line('repeated', records.repeated, 'known already'),
		line('waiting', records.waiting, records.waiting > 0 ? 'for a unit or procedure the catalogue lacks; kept' : ''),
		line('rejected', records.rejected),
		line('dossiers', summary.dossiers, dryRun ? 'would be touched' : 'touched'),
		`  ${seconds.toFixed(1)} s, ${format(Math.round(summary.rows / Math.max(seconds, 0.001)))} rows/s`,
		...(added.units.length > 0 ? [`  Units ${dryRun ? 'to be ' : ''}added: ${added.units.join(', ')}`] : []),
		...(added.procedures.length > 0
			? [`  Procedures ${dryRun ? 'to be ' : ''}added: ${added.procedures.join(', ')}`]
			: []),
		...(reasons.length > 0 ? ['  Not taken:'] : []),
		...reasons.slice(0, 20).map(toReasonLine),
		...(reasons.length > 20 ? [`    and ${format(reasons.length - 20)} more kinds`] : [])
	].map((text) => text.trimEnd());
}

function rest({ continuedAfter, rowsWithoutEvent, rowsWithFault, saidBefore }: Summary): string {
	return [
		continuedAfter === null ? '' : `after row ${format(continuedAfter)}, where an earlier run had come to`,
		rowsWithFault === 0 ? '' : `${format(rowsWithFault)} with a fault`,
		rowsWithoutEvent === 0 ? '' : `${format(rowsWithoutEvent)} without an event`,
		saidBefore === 0 ? '' : `${format(saidBefore)} events told again by other rows`
	]
		.filter((part) => part !== '')
		.join(', ');
}

function toReasonLine({ problem, field, detail, count, firstRow }: Reason): string {
	const place = field === '' ? '' : ` ${field}`;
	return `    ${format(count).padStart(8)} × ${problem}${place}: ${detail} (first in row ${format(firstRow)})`;
}

function format(count: number): string {
	return count.toLocaleString('en');
}
