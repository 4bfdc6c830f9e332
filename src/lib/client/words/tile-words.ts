import type { Format } from '$lib/client/format.ts';
import type { TileModel } from '$lib/client/overview/overview-model.ts';
import { isShare } from '$lib/client/words/figure-words.ts';
import { m } from '$lib/paraglide/messages.js';

/** The value as the tile prints it, in count or percent. */
export function tileNumber(tile: TileModel, value: number | null, format: Format): string {
	if (!isShare(tile.figure)) return format.integer(value);
	return format.percent(value === null ? null : belowTarget(tile, value));
}

/** A share just below its target must not be rounded up to it: 97,97% is not 98,0%. */
function belowTarget({ compare }: TileModel, share: number): number {
	if (compare?.with !== 'target' || share >= compare.base) return share;
	const shown = Math.round(share * 1000) / 1000;
	return shown < compare.base ? share : Math.floor(share * 1000) / 1000;
}

/** The line under the number: the difference with words, never a bare sign. */
export function tileDifference(tile: TileModel, format: Format): string {
	const { compare, value } = tile;
	if (!compare || value === null) {
		return tile.figure === 'due-soon' ? m.figure_due_soon_hint() : m.figure_no_comparison();
	}
	const difference = isShare(tile.figure)
		? format.shareDifference(value, compare.base)
		: format.difference(value, compare.base);
	switch (compare.with) {
		case 'last-week':
			return m.compare_last_week({ difference });
		case 'yesterday':
			return m.compare_yesterday({ difference });
		case 'day-start':
			return m.compare_day_start({ difference });
		case 'last-month':
			return m.compare_last_month({ difference });
		case 'target': {
			const target = isShare(tile.figure) ? format.percent(compare.base, 0) : format.integer(compare.base);
			return value >= compare.base ? m.compare_target_met({ target }) : m.compare_target_missed({ target });
		}
	}
}
