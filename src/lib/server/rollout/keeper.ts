import { error } from '@sveltejs/kit';
import type { Scope } from '../../domain/access/scope.ts';
import type { AuditActor } from '../../domain/audit/action.ts';
import { need, needAccount } from '../access/need.ts';
import type { Visitor } from '../access/visitor.ts';
import { hasUnit } from './read-rollout.ts';

/** The units a visitor may look at and whose rollout they may keep: `province`, or codes. */
export function kept(visitor: Visitor): 'province' | readonly string[] {
	const scope = visitor.access['keep-rollout'];
	return scope === 'province' ? scope : scope.units;
}

/** Who writes, and for which units; 403 for whoever keeps nothing. */
export function needKeeper(visitor: Visitor): { readonly scope: Scope; readonly by: AuditActor } {
	const scope = need(visitor, 'keep-rollout');
	const { id, name } = needAccount(visitor);
	return { scope, by: { id, name } };
}

/** Likewise for one unit; 404 for one that is not theirs, as for one that does not exist. */
export function needKeeperOf(visitor: Visitor, unit: string, planned: readonly { readonly code: string }[]) {
	const keeper = needKeeper(visitor);
	if (!hasUnit(keeper.scope, unit) || !planned.some(({ code }) => code === unit)) error(404);
	return keeper;
}
