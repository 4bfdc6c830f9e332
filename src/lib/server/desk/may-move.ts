import type { MoveKind } from '../../contract/desk.ts';
import type { Access } from '../../domain/access/access.ts';
import type { Scope } from '../../domain/access/scope.ts';

/** Whether somebody may take work out of a unit by a move of this kind. Without its consent needs a right of its own. */
export function mayMove(access: Access, kind: MoveKind, unit: string | null): boolean {
	if (unit === null) return false;
	if (kind === 'direction') return holds(access.direct, unit);
	return holds(access['assign-within'], unit) || holds(access['assign-across'], unit);
}

/** Whether somebody may speak for a unit: answer what is offered to it, keep its officials' capacity and weights. */
export function maySpeakFor(access: Access, unit: string): boolean {
	return holds(access['assign-within'], unit);
}

/** Of units as a whole: somebody's own hand in one is not the unit. */
export function holds(scope: Scope, unit: string): boolean {
	return scope === 'province' || scope.units.includes(unit);
}
