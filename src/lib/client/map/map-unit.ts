/** One unit as a map shows it. The map knows nothing of what the value means; its maker says that in words. */
export interface MapUnit {
	readonly code: string;
	/** Written on the tile: the name without its kind. */
	readonly label: string;
	/** Said and shown when the unit is looked at: `X. Đầm Dơi`. */
	readonly name: string;
	/** Null: not known, which is not the same as none. */
	readonly value: number | null;
	/** The value in words: `7,8% (21 trên 269)`. */
	readonly text: string;
	/** Where the unit leads to; null: nowhere for this reader. */
	readonly href: string | null;
}

/**
 * Which colours the classes have. `heat`: the higher the worse, from pale to dark red. `plain`: more is neither good nor
 * bad, from pale to dark blue.
 */
export type MapRamp = 'heat' | 'plain';
