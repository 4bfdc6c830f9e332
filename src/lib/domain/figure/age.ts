import type { Condition } from './condition.ts';
import { open } from './figures.ts';

/**
 * Open dossiers by working days to their promise. `long-overdue`: broken more than five ago, `overdue`: less, `soon`:
 * within one, `week`: within five, `later`: beyond, `still`: no running deadline (paused, or none given).
 * The buckets part the backlog: every open dossier is in exactly one.
 */
export const AGE_BUCKETS = ['long-overdue', 'overdue', 'soon', 'week', 'later', 'still'] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number];

export const AGES: Readonly<Record<AgeBucket, Condition>> = {
	'long-overdue': { all: [open, { field: 'dueAt', before: 'week-ago' }] },
	overdue: { all: [open, { field: 'dueAt', from: 'week-ago' }, { field: 'dueAt', before: 'now' }] },
	soon: { all: [open, { field: 'dueAt', from: 'now' }, { field: 'dueAt', before: 'soon' }] },
	week: { all: [open, { field: 'dueAt', from: 'soon' }, { field: 'dueAt', before: 'week-ahead' }] },
	later: { all: [open, { field: 'dueAt', from: 'week-ahead' }] },
	still: { all: [open, { field: 'dueAt', known: false }] }
};
