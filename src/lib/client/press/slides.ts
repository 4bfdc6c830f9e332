import type { FrozenContent } from '$lib/contract/frozen-content.ts';
import { extrasOf } from '$lib/domain/press/frozen-content.ts';
import { chartsOf, type PressChart } from './charts.ts';

/** What a presentation can show; each is made of frozen content and nothing else. */
export type SlideId = 'headline' | 'figures' | 'travel' | 'map' | 'waves' | 'change' | 'curve';

/** The chart a slide shows, which can be saved as a picture. */
export const CHART_OF: Readonly<Partial<Record<SlideId, PressChart>>> = {
	map: 'map',
	waves: 'waves',
	change: 'change',
	curve: 'days'
};

/** Slides in their order; one whose numbers are withheld, or were not frozen, is left out. */
export function slidesOf(content: FrozenContent): SlideId[] {
	const charts = chartsOf(content);
	const all: SlideId[] = ['headline', 'figures', 'travel', 'map', 'waves', 'change', 'curve'];
	return all.filter((slide) => {
		const chart = CHART_OF[slide];
		if (slide === 'travel') return extrasOf(content).travel !== null;
		return chart === undefined || charts.includes(chart);
	});
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
