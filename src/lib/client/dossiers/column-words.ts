import type { ListColumn } from '$lib/contract/list-columns.ts';
import type { SortKey } from '$lib/domain/figure/filter-sort.ts';
import { m } from '$lib/paraglide/messages.js';

const NAMES: Record<ListColumn, () => string> = {
	procedure: m.column_procedure,
	receiving: m.column_receiving,
	resolving: m.column_resolving,
	handler: m.column_handler,
	status: m.column_status,
	accepted: m.column_accepted,
	due: m.column_due,
	standing: m.column_standing
};
export const columnName = (column: ListColumn): string => NAMES[column]();

/** By what a column puts the list in order; missing: it does not. */
export const SORT_OF: Partial<Record<ListColumn, SortKey>> = {
	resolving: 'unit',
	handler: 'handler',
	accepted: 'accepted',
	due: 'due'
};
