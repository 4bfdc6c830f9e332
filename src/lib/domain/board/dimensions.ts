import { type Scope, toScopeKey } from '../access/scope.ts';
import type { Dossier } from '../dossier/dossier.ts';

/** To what a filter may narrow a view of the board. */
export const DIMENSIONS = ['receiving', 'resolving', 'procedure', 'field', 'channel'] as const;
/** What tells in which views a dossier is: a scope also looks at where it returns to and who has it in hand. */
export const KEPT_DIMENSIONS = [...DIMENSIONS, 'returning', 'handler'] as const;
export type Dimension = (typeof KEPT_DIMENSIONS)[number];

/** A dossier's dimensions as small numbers; 0: the dossier has none. */
export type Dimensions = Readonly<Record<Dimension, number>>;

/** To which values a view is narrowed; a missing dimension is any. */
export type ViewFilter = Readonly<Partial<Record<(typeof DIMENSIONS)[number], string | undefined>>>;

/** Whether a dossier is in a view. */
export type Matcher = (dimensions: Dimensions) => boolean;

/** Small numbers for the names that occur again and again, counted from 1 in order of appearance. */
export class DimensionNames {
	readonly #ids = eachDimension(() => new Map<string, number>());
	readonly #names = eachDimension((): (string | null)[] => [null]);

	dimensionsOf(dossier: Pick<Dossier, Dimension>): Dimensions {
		return eachDimension((dimension) => this.#idOf(dimension, dossier[dimension]));
	}

	namesOf(dimensions: Dimensions): Pick<Dossier, Dimension> {
		return eachDimension((dimension) => this.#names[dimension][dimensions[dimension]] ?? null) as Pick<
			Dossier,
			Dimension
		>;
	}

	/** Which dossiers of a scope a filter leaves. Compiled once per view; asked for every dossier. */
	matcherOf(filter: ViewFilter, scope: Scope): Matcher {
		const wanted = DIMENSIONS.flatMap((dimension) => {
			const name = filter[dimension];
			return name === undefined ? [] : [this.#isNamed(dimension, name)];
		});
		if (scope !== 'province') wanted.push(this.#isInScope(scope));
		return (dimensions) => wanted.every((is) => is(dimensions));
	}

	/** The same as `toScopeCondition` says of a dossier's names. */
	#isInScope({ units, hands }: Exclude<Scope, 'province'>): Matcher {
		const ids = (dimension: Dimension) => new Set(units.map((unit) => this.#idOf(dimension, unit)));
		const [receiving, resolving, returning] = [ids('receiving'), ids('resolving'), ids('returning')];
		const held = hands.map(({ unit, handler }) => ({
			resolving: this.#idOf('resolving', unit),
			handler: this.#idOf('handler', handler)
		}));
		return (dimensions) =>
			receiving.has(dimensions.receiving) ||
			resolving.has(dimensions.resolving) ||
			returning.has(dimensions.returning) ||
			held.some((hand) => hand.resolving === dimensions.resolving && hand.handler === dimensions.handler);
	}

	/** A filter names what its sender likes: a name gets its number with the first dossier that has it, not before. */
	#isNamed(dimension: Dimension, name: string): Matcher {
		const ids = this.#ids[dimension];
		let id = ids.get(name);
		return (dimensions) => dimensions[dimension] === (id ??= ids.get(name));
	}

	#idOf(dimension: Dimension, name: string | null): number {
		if (name === null) return 0;
		const ids = this.#ids[dimension];
		let id = ids.get(name);
		if (id === undefined) {
			id = this.#names[dimension].length;
			this.#names[dimension].push(name);
			ids.set(name, id);
		}
		return id;
	}
}

/** The same made for each dimension. Written out: an object of one shape is twice as quick as one built by its keys. */
export function eachDimension<T>(make: (dimension: Dimension) => T): Record<Dimension, T> {
	return {
		receiving: make('receiving'),
		resolving: make('resolving'),
		procedure: make('procedure'),
		field: make('field'),
		channel: make('channel'),
		returning: make('returning'),
		handler: make('handler')
	};
}

/**
 * One text per scope and filter, whatever the order of its keys: the name of the view. Empty: the whole province. Values
 * are quoted, so that none can pass for another filter or scope.
 */
export function toViewKey(filter: ViewFilter, scope: Scope = 'province'): string {
	const narrowed = DIMENSIONS.flatMap((dimension) =>
		filter[dimension] === undefined ? [] : [`${dimension}=${JSON.stringify(filter[dimension])}`]
	);
	return toScopeKey(scope) + narrowed.join('&');
}
