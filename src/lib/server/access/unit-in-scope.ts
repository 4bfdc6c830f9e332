import { error } from '@sveltejs/kit';
import { contains, type Scope } from '../../domain/access/scope.ts';
import { need } from './need.ts';
import type { Visitor } from './visitor.ts';

/**
 * The scope of a visitor who may open the page of a unit. Of a unit that is not theirs they hear what they would hear of
 * one that does not exist: 404, without a question to the database.
 */
export function needUnit(visitor: Visitor, unit: string): Scope {
	const scope = need(visitor, 'view');
	if (!contains(scope, { units: [unit], hands: [] }) || !/^[A-Za-z0-9.-]{1,60}$/.test(unit)) error(404);
	return scope;
}
