import { listHref } from '$lib/client/dossiers/list-href.ts';
import type { Named } from '$lib/contract/named.ts';
import type { ReportModel } from '$lib/contract/report-model.ts';
import type { ReportPart } from '$lib/domain/report/part.ts';
import type { ReportRows } from '$lib/domain/report/report.ts';
import { toOfficeText } from '$lib/domain/time/past.ts';

type Shown = Pick<ReportModel, 'period' | 'rows' | 'unit' | 'until' | 'isRunning'>;

/** The list behind a number of the report; null: no list has dossiers of which nothing was named. */
export function cellHref(
	report: Shown,
	part: ReportPart,
	line: { readonly name: Named | null } | 'total'
): string | null {
	if (line !== 'total' && line.name === null) return null;
	const key = line === 'total' ? undefined : line.name?.code;
	const href = listHref({
		part,
		period: report.period.key,
		resolving: report.rows === 'resolving' ? (key ?? report.unit?.code) : report.unit?.code,
		field: report.rows === 'field' ? key : undefined
	});
	if (report.isRunning) return href;
	return `${href}&at=${encodeURIComponent(toOfficeText(report.until))}&known=now`;
}

/** The report of another period, or in other rows. */
export function reportHref(periodKey: string, rows: ReportRows, unit: string | null, path = '/reports/ii-06a'): string {
	const query = new URLSearchParams({ period: periodKey });
	if (rows !== 'field') query.set('by', 'unit');
	if (unit !== null) query.set('unit', unit);
	return `${path}?${query.toString()}`;
}
