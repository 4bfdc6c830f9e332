import { error } from '@sveltejs/kit';
import { type Right, RIGHTS } from '../../domain/access/role.ts';
import { need, needAccount } from '../access/need.ts';
import type { Visitor } from '../access/visitor.ts';
import type { PressActor } from './act.ts';

const PRESS_RIGHTS = ['freeze', 'sign-off', 'publish'] as const satisfies readonly Right[];
type PressRight = (typeof PRESS_RIGHTS)[number];

/** Whoever may do this with figures of the whole province; everybody else gets 403 and reads nothing. */
export function needPress(visitor: Visitor, right: PressRight): PressActor {
	if (need(visitor, right) !== 'province') error(403);
	return toActor(visitor);
}

/** Whoever works at the press desk in whichever part; and auditors, who read everything. */
export function needPressReader(visitor: Visitor): PressActor {
	const actor = toActor(visitor);
	if (![...PRESS_RIGHTS, 'audit' as const].some((right) => actor.rights.includes(right))) error(403);
	return actor;
}

function toActor(visitor: Visitor): PressActor {
	const { id, name } = needAccount(visitor);
	return { id, name, rights: RIGHTS.filter((right) => visitor.access[right] === 'province') };
}
