import { listQuery } from '$lib/client/dossiers/list-href.ts';
import type { RowRisk } from '$lib/contract/desk-preview.ts';
import type { ListRow } from '$lib/contract/list-model.ts';
import type { Filter } from '$lib/domain/figure/filter.ts';

/** One page of what lies in a hand, at one version of the ledger. */
export interface DeskList {
	readonly version: number;
	readonly asOf: number;
	readonly total: number;
	readonly next: string | null;
	readonly rows: readonly ListRow[];
	/** By code; missing: nobody's queue, or its clock stands still. */
	readonly risks: Readonly<Record<string, RowRisk>>;
}

/** What an official has open in a unit; null: what nobody has. */
export function handFilter(unit: string, official: string | null): Filter {
	return official === null
		? { figure: 'no-handler', resolving: unit }
		: { figure: 'backlog', resolving: unit, handler: official };
}

/** Null: it could not be read. */
export async function fetchHand(unit: string, official: string | null, after: string | null): Promise<DeskList | null> {
	const query = listQuery(handFilter(unit, official), { after });
	const response = await fetch(`/workload/dossiers${query}`, { redirect: 'error' }).catch(() => null);
	return response?.ok === true ? ((await response.json()) as DeskList) : null;
}
