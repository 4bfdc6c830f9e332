import type { Grant } from './access.ts';
import { REACH_OF, type Role } from './role.ts';

export type GrantProblem =
	'role-without-unit' | 'role-with-unit' | 'unknown-unit' | 'wrong-kind-of-unit' | 'no-handler' | 'bad-days';

/** Kinds of units a role is given for; any where nothing stands. */
const KINDS: Partial<Record<Role, readonly string[]>> = {
	'department-head': ['department', 'centre'],
	'commune-head': ['commune']
};

/** Why a grant makes no sense; null: it does. `kindOf` tells a unit's kind, null when there is no such unit. */
export function findGrantProblem(
	{ role, unit, handler, from, to }: Grant,
	kindOf: (unit: string) => string | null
): GrantProblem | null {
	const reach = REACH_OF[role];
	if (unit === null && (reach === 'unit' || reach === 'hand')) return 'role-without-unit';
	if (unit !== null && reach === 'province') return 'role-with-unit';
	if (reach === 'hand' && handler === null) return 'no-handler';
	if (unit !== null) {
		const kind = kindOf(unit);
		if (kind === null) return 'unknown-unit';
		if (KINDS[role]?.includes(kind) === false) return 'wrong-kind-of-unit';
	}
	return to !== null && to < from ? 'bad-days' : null;
}
