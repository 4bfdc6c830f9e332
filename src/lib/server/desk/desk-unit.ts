import { error, redirect } from '@sveltejs/kit';
import type { Named } from '../../contract/named.ts';
import type { OverviewUnit } from '../../contract/overview-unit.ts';
import { isNothing, unite } from '../../domain/access/scope.ts';
import { needAccount } from '../access/need.ts';
import { needUnit } from '../access/unit-in-scope.ts';
import type { Visitor } from '../access/visitor.ts';

/** The unit whose desk a page is about, and all whose desks the reader may open. */
export interface DeskUnit {
	readonly units: readonly OverviewUnit[];
	readonly unit: Named;
}

/**
 * For those who may move work. Without `unit` in the address: the only unit of theirs, or the desk's own page, where they
 * choose. A unit of others and one that does not exist are both 404.
 */
export function needDeskUnit(visitor: Visitor, all: readonly OverviewUnit[], asked: string | null): DeskUnit {
	needAccount(visitor);
	const { access } = visitor;
	const moves = unite([access['assign-within'], access['assign-across']]);
	if (isNothing(moves)) error(403);
	const units = all.filter(({ code }) => moves === 'province' || moves.units.includes(code));
	const code = asked ?? (units.length === 1 ? units[0]?.code : undefined);
	if (code === undefined || code === '') redirect(303, '/workload');
	needUnit(visitor, code);
	const unit = units.find((one) => one.code === code);
	if (unit === undefined) error(404);
	return { units, unit: { code, name: unit.name, nameEn: unit.nameEn } };
}
