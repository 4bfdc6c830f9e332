import type { FrozenContent } from '$lib/contract/frozen-content.ts';
import { extrasOf } from '$lib/domain/press/frozen-content.ts';
import { m } from '$lib/paraglide/messages.js';

/** Charts of a release, each a picture with an address of its own. */
export const PRESS_CHARTS = ['units', 'map', 'waves', 'days', 'change'] as const;
export type PressChart = (typeof PRESS_CHARTS)[number];

/** Those of which there is something to draw. */
export function chartsOf(content: FrozenContent): PressChart[] {
	const { before, progress } = extrasOf(content);
	const receiving = content.tables.find(({ side }) => side === 'receiving');
	const hasUnits = receiving !== undefined && !receiving.withheld.includes('received');
	const has: Record<PressChart, boolean> = {
		units: hasUnits,
		map: hasUnits,
		waves: progress !== null,
		days: content.intake !== null,
		change: before !== null
	};
	return PRESS_CHARTS.filter((chart) => has[chart]);
}

export function chartTitle(chart: PressChart, content: FrozenContent, locale: 'vi' | 'en'): string {
	const received = content.definitions.received[locale].name;
	switch (chart) {
		case 'units':
		case 'map':
			return `${received}, ${m.press_table_receiving({}, { locale }).toLocaleLowerCase(locale)}`;
		case 'waves':
			return m.press_waves({}, { locale });
		case 'days':
			return m.press_intake({}, { locale });
		case 'change':
			return m.press_change({}, { locale });
	}
}
