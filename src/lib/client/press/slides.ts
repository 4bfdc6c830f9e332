import type { FrozenContent } from '$lib/contract/frozen-content.ts';

/** What a presentation can show; each is made of frozen content and nothing else. */
export type SlideId = 'headline' | 'figures' | 'map' | 'curve';

/** Slides in their order; one whose numbers are withheld is left out. */
export function slidesOf({ tables, intake }: FrozenContent): SlideId[] {
	const receiving = tables.find(({ side }) => side === 'receiving');
	const hasMap = receiving !== undefined && !receiving.withheld.includes('received');
	return ['headline', 'figures', ...(hasMap ? (['map'] as const) : []), ...(intake ? (['curve'] as const) : [])];
}

/** Where a key or a clicker leads; null: nowhere. */
export function placeAfter(key: string, place: number, count: number): number | null {
	const last = count - 1;
	switch (key) {
		case 'ArrowRight':
		case 'ArrowDown':
		case 'PageDown':
		case ' ':
			return Math.min(last, place + 1);
		case 'ArrowLeft':
		case 'ArrowUp':
		case 'PageUp':
			return Math.max(0, place - 1);
		case 'Home':
			return 0;
		case 'End':
			return last;
		default:
			return null;
	}
}
