import type { Condition } from '../figure/condition.ts';

/**
 * Which dossiers somebody may see: all of the province, or those in which one of `units` takes part (as receiver, resolver
 * or returner) or which are in one of `hands`. Declared here only: SQL, the board's filter, the second wall in the
 * database and the name of the room all come from it.
 */
export type Scope = 'province' | PartScope;

/** Sorted and without repeats, so that equal scopes have equal names. */
export interface PartScope {
	readonly units: readonly string[];
	readonly hands: readonly Hand[];
}

/** An official as feeds name them: unit and name, there being no number. */
export interface Hand {
	readonly unit: string;
	readonly handler: string;
}

export const NOTHING: PartScope = { units: [], hands: [] };

export function isNothing(scope: Scope): boolean {
	return scope !== 'province' && scope.units.length === 0 && scope.hands.length === 0;
}

/** What any of them shows. */
export function unite(scopes: readonly Scope[]): Scope {
	const parts: PartScope[] = [];
	for (const scope of scopes) {
		if (scope === 'province') return 'province';
		parts.push(scope);
	}
	const hands = new Map(parts.flatMap((part) => part.hands).map((hand) => [toHandKey(hand), hand]));
	return {
		units: [...new Set(parts.flatMap(({ units }) => units))].sort(),
		hands: [...hands.keys()].sort().flatMap((key) => hands.get(key) ?? [])
	};
}

/** The dossiers of a scope as a condition; false for every dossier when nothing may be seen. */
export function toScopeCondition(scope: Scope): Condition {
	if (scope === 'province') return { all: [] };
	const ofUnits = (['receiving', 'resolving', 'returning'] as const).map((field): Condition => ({
		field,
		in: scope.units
	}));
	const inHands = scope.hands.map(({ unit, handler }): Condition => ({
		all: [
			{ field: 'resolving', in: [unit] },
			{ field: 'handler', in: [handler] }
		]
	}));
	return { any: [...(scope.units.length === 0 ? [] : ofUnits), ...inHands] };
}

/** Whether everything in `inner` is in `outer`. */
export function contains(outer: Scope, inner: Scope): boolean {
	if (outer === 'province') return true;
	if (inner === 'province') return false;
	const held = new Set(outer.hands.map(toHandKey));
	return (
		inner.units.every((unit) => outer.units.includes(unit)) &&
		inner.hands.every((hand) => outer.units.includes(hand.unit) || held.has(toHandKey(hand)))
	);
}

/** One text per scope; empty for the whole province. */
export function toScopeKey(scope: Scope): string {
	return scope === 'province' ? '' : JSON.stringify([scope.units, scope.hands.map(toHandKey)]);
}

function toHandKey({ unit, handler }: Hand): string {
	return `${unit}/${handler}`;
}
