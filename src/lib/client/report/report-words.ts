import type { Format } from '$lib/client/format.ts';
import type { ListPart } from '$lib/domain/report/part.ts';
import { boundsOf, type Period, type PeriodKind } from '$lib/domain/report/period.ts';
import { m } from '$lib/paraglide/messages.js';

const PARTS: Record<ListPart, () => string> = {
	all: m.report_part_all,
	resolved: m.report_part_resolved,
	open: m.report_part_open,
	'received-online': m.report_part_received_online,
	'received-other': m.report_part_received_other,
	carried: m.report_part_carried,
	'resolved-early': m.report_part_resolved_early,
	'resolved-on-time': m.report_part_resolved_on_time,
	'resolved-late': m.report_part_resolved_late,
	'open-in-time': m.report_part_open_in_time,
	'open-late': m.report_part_open_late,
	received: m.report_part_received,
	'received-across': m.report_part_received_across,
	'resolved-in-time': m.report_part_resolved_in_time
};
export const partName = (part: ListPart): string => PARTS[part]();

const KINDS: Record<PeriodKind, () => string> = {
	month: m.report_kind_month,
	quarter: m.report_kind_quarter,
	half: m.report_kind_half,
	year: m.report_kind_year,
	free: m.report_kind_free
};
export const periodKindName = (kind: PeriodKind): string => KINDS[kind]();

/** `Tháng 10 năm 2026`, `Quý 4 năm 2026`, `6 tháng đầu năm 2026`, `Từ 05/10/2026 đến 20/10/2026`. */
export function periodName(period: Period, format: Format): string {
	const [year = '', part = ''] = period.key.split('-');
	switch (period.kind) {
		case 'month':
			return m.report_month({ n: String(Number(part)), year });
		case 'quarter':
			return m.report_quarter({ n: part.slice(1), year });
		case 'half':
			return m.report_half({ half: part === 'H1' ? m.report_half_1() : m.report_half_2(), year });
		case 'year':
			return m.report_year({ year });
		case 'free': {
			const { start, last } = boundsOf(period);
			return m.report_free({ from: format.date(start), to: format.date(last) });
		}
	}
}
