import type { Look } from '$lib/components/chart/intake-chart.ts';

/** The page's colours as a canvas needs them: resolved for the theme that is shown now. */
export function readLook(element: HTMLElement): Look {
	const probe = document.createElement('span');
	element.parentElement?.append(probe);
	const style = getComputedStyle(probe);
	const resolve = (color: string): string => {
		probe.style.color = color;
		return style.color;
	};
	const look: Look = {
		today: resolve('var(--green)'),
		fill: resolve('color-mix(in srgb, var(--green) 9%, transparent)'),
		usual: resolve('var(--ink-3)'),
		grid: resolve('var(--line)'),
		text: resolve('var(--ink-3)'),
		surface: resolve('var(--surface)'),
		font: style.fontFamily,
		textPx: parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.6875
	};
	probe.remove();
	return look;
}
