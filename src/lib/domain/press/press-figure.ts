import type { Condition } from '../figure/condition.ts';
import { FIGURES } from '../figure/figures.ts';
import { isPartOf, type ReportPart } from '../report/part.ts';
import type { Period } from '../report/period.ts';

/**
 * What may be said in public, three families of dossiers, each with one part that is told of it: of those received in the
 * period what was filed across boundaries, of those resolved in it what was in time, of those open what is overdue.
 */
export const FAMILIES = ['received', 'resolved', 'open'] as const;
export type Family = (typeof FAMILIES)[number];

/** The figures (chỉ tiêu) of a freeze, in the order they are offered. */
export const PRESS_FIGURE_IDS = ['received', 'cross-boundary', 'resolved', 'on-time', 'open', 'overdue'] as const;
export type PressFigureId = (typeof PRESS_FIGURE_IDS)[number];

/** How a figure is read from its family: all of it, its part, or the part as a share of it. */
export const PRESS_FIGURES: Readonly<Record<PressFigureId, { family: Family; is: 'all' | 'part' | 'share' }>> = {
	received: { family: 'received', is: 'all' },
	'cross-boundary': { family: 'received', is: 'share' },
	resolved: { family: 'resolved', is: 'all' },
	'on-time': { family: 'resolved', is: 'share' },
	open: { family: 'open', is: 'all' },
	overdue: { family: 'open', is: 'part' }
};

/**
 * The conditions behind a family, made of what is declared for the official report and the overview; they hold for
 * dossiers as they stood at the instant of the freeze, which is the last one of the period that counts.
 */
export function conditionsOf(family: Family, period: Period): { readonly all: Condition; readonly part: Condition } {
	const anyOf = (...parts: ReportPart[]): Condition => ({ any: parts.map((part) => isPartOf(part, period)) });
	switch (family) {
		case 'received': {
			const all = anyOf('received-online', 'received-other');
			return { all, part: { all: [all, { field: 'crossBoundary', in: [true] }] } };
		}
		case 'resolved':
			return { all: isPartOf('resolved', period), part: anyOf('resolved-early', 'resolved-on-time') };
		case 'open':
			return { all: FIGURES.backlog.of, part: FIGURES.overdue.of };
	}
}

export function isPressFigure(text: unknown): text is PressFigureId {
	return PRESS_FIGURE_IDS.some((id) => id === text);
}
