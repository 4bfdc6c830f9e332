import type { Day } from '../time/instant.ts';
import { REACH_OF, RIGHTS, RIGHTS_OF, type Right, type Role } from './role.ts';
import { NOTHING, type Scope, unite } from './scope.ts';

/** One role given to somebody, for a unit or an official, from a day to a day. */
export interface Grant {
	readonly role: Role;
	/** Null: the whole province. */
	readonly unit: string | null;
	/** The official's name in that unit, as feeds write it; only of the role `official`. */
	readonly handler: string | null;
	readonly from: Day;
	/** The last day. Null: until withdrawn. */
	readonly to: Day | null;
	/** Whose stand-in holds it. Null: held in one's own right. */
	readonly standInFor: string | null;
}

/** For each right the dossiers it holds for. */
export type Access = Readonly<Record<Right, Scope>>;

export const NO_ACCESS: Access = toAccess(() => NOTHING);

/** What the grants allow on a day: each right for the union of what grants with that right reach. */
export function accessOn(day: Day, grants: readonly Grant[]): Access {
	const inForce = grants.filter(({ from, to }) => from <= day && (to === null || day <= to));
	return toAccess((right) =>
		unite(inForce.filter(({ role }) => RIGHTS_OF[role].includes(right)).map((grant) => reachOf(grant)))
	);
}

/** The dossiers one grant reaches; nothing when unit or name that its role needs is missing. */
export function reachOf({ role, unit, handler }: Pick<Grant, 'role' | 'unit' | 'handler'>): Scope {
	const reach = REACH_OF[role];
	if (reach === 'hand') return unit === null || handler === null ? NOTHING : { units: [], hands: [{ unit, handler }] };
	if (unit !== null) return { units: [unit], hands: [] };
	return reach === 'unit' ? NOTHING : 'province';
}

function toAccess(scopeOf: (right: Right) => Scope): Access {
	return Object.fromEntries(RIGHTS.map((right) => [right, scopeOf(right)])) as Record<Right, Scope>;
}
