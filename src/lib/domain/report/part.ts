import type { Condition } from '../figure/condition.ts';
import { startOfDay } from '../time/instant.ts';
import type { Period } from './period.ts';

/**
 * The parts of form II.06a/VPCP/KSTT (TT 01/2020/TT-VPCP). How a dossier came into the period: columns 4, 5, 6; what became
 * of it: columns 8, 9, 10, 12, 13. Every dossier of the report is in exactly one of each.
 */
export const WAYS_IN = ['received-online', 'received-other', 'carried'] as const;
export type WayIn = (typeof WAYS_IN)[number];
export const WAYS_OUT = ['resolved-early', 'resolved-on-time', 'resolved-late', 'open-in-time', 'open-late'] as const;
export type WayOut = (typeof WAYS_OUT)[number];
/** Columns 3, 7, 11. */
export const SUMS = ['all', 'resolved', 'open'] as const;
export type Sum = (typeof SUMS)[number];

export const REPORT_PARTS = [...WAYS_IN, ...WAYS_OUT, ...SUMS] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

/** What lists of a period are narrowed to besides: received, of it across a boundary, and ended early or on time. */
export const PERIOD_PARTS = ['received', 'received-across', 'resolved-in-time'] as const;
export type PeriodPart = (typeof PERIOD_PARTS)[number];

export const LIST_PARTS = [...REPORT_PARTS, ...PERIOD_PARTS] as const;
export type ListPart = (typeof LIST_PARTS)[number];

/**
 * The dossiers of one part as a condition. It holds for dossiers as they stood in the period, `now` being its last instant
 * or, while it runs, the present.
 */
export function isPartOf(part: ListPart, { from, to }: Pick<Period, 'from' | 'to'>): Condition {
	const start = startOfDay(from);
	const end = startOfDay(to);
	const receivedBefore = (at: number): Condition => ({ field: 'acceptedAt', before: at });
	const endedBefore = (at: number): Condition => ({ field: 'closedAt', before: at });
	const received: Condition = { all: [{ field: 'acceptedAt', from: start }, receivedBefore(end)] };
	const resolved: Condition = { all: [receivedBefore(end), { field: 'closedAt', from: start }, endedBefore(end)] };
	const open: Condition = { all: [receivedBefore(end), { not: endedBefore(end) }] };
	const online: Condition = { field: 'channel', in: ['online'] };
	const late: Condition = { field: 'dueAt', before: 'now' };
	switch (part) {
		case 'received':
			return received;
		case 'received-across':
			return { all: [received, { field: 'crossBoundary', in: [true] }] };
		case 'resolved-in-time':
			return { all: [resolved, { field: 'timeliness', in: ['early', 'on-time'] }] };
		case 'received-online':
			return { all: [received, online] };
		case 'received-other':
			return { all: [received, { not: online }] };
		case 'carried':
			return { all: [receivedBefore(start), { not: endedBefore(start) }] };
		case 'resolved-early':
			return { all: [resolved, { field: 'timeliness', in: ['early'] }] };
		case 'resolved-on-time':
			return { all: [resolved, { field: 'timeliness', in: ['on-time'] }] };
		case 'resolved-late':
			return { all: [resolved, { field: 'timeliness', in: ['late'] }] };
		case 'open-in-time':
			return { all: [open, { not: late }] };
		case 'open-late':
			return { all: [open, late] };
		case 'all':
			return { all: [receivedBefore(end), { not: endedBefore(start) }] };
		case 'resolved':
			return resolved;
		case 'open':
			return open;
	}
}
