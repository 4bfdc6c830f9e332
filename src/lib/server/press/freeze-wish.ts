import type { FrozenContent, FrozenTravel, PressTitle } from '../../domain/press/frozen-content.ts';
import type { PressFigureId } from '../../domain/press/press-figure.ts';
import type { Day, Instant } from '../../domain/time/instant.ts';

/** What somebody chose to freeze. */
export interface FreezeWish {
	readonly title: PressTitle;
	readonly at: Instant;
	/** First day of the period; the last one is that of `at`. */
	readonly from: Day;
	readonly headline: PressFigureId;
	readonly chosen: readonly PressFigureId[];
	readonly smallBelow: number;
	/** Earlier day whose end it is held against; null: none. */
	readonly before: Day | null;
}

export interface FreezeWords {
	readonly province: FrozenContent['province'];
	readonly definitions: FrozenContent['definitions'];
	/** What the estimate of ways not travelled is, with the assumptions it is made by. */
	readonly travel: (assumed: Pick<FrozenTravel, 'roadFactor' | 'speedKmh'>) => FrozenTravel['definition'];
}
