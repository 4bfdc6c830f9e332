import {
	CategoryScale,
	Chart,
	Filler,
	LineController,
	LineElement,
	LinearScale,
	PointElement,
	Tooltip,
	type ChartConfiguration
} from 'chart.js';
import type { Look } from '$lib/components/chart/intake-chart.ts';

/** Coming days on a canvas: what is expected with its range, beside how things go. Loaded after the first paint. */
Chart.register(LineController, LineElement, PointElement, LinearScale, CategoryScale, Filler, Tooltip);

export interface OutlookLines {
	readonly labels: readonly string[];
	readonly then: readonly number[];
	readonly low: readonly number[];
	readonly high: readonly number[];
	/** Missing: nothing is changed, and `then` is how things go. */
	readonly base: readonly number[] | null;
	readonly names: { readonly then: string; readonly low: string; readonly high: string; readonly base: string };
}

export interface OutlookChart {
	/** Shows one day as if pointed at; null lets go. */
	point(place: number | null): void;
	destroy(): void;
}

export type DrawOutlook = typeof drawOutlook;

/** `number` writes values on axis and tooltip, so that they read as everywhere else. */
export function drawOutlook(
	canvas: HTMLCanvasElement,
	lines: OutlookLines,
	look: Look,
	number: (value: number) => string
): OutlookChart {
	const chart = new Chart(canvas, configure(lines, look, number));
	return {
		point(place) {
			const active =
				place === null ? [] : chart.data.datasets.map((_, datasetIndex) => ({ datasetIndex, index: place }));
			chart.setActiveElements(active);
			chart.tooltip?.setActiveElements(active, { x: 0, y: 0 });
			chart.update('none');
		},
		destroy: () => chart.destroy()
	};
}

function configure(
	{ labels, then, low, high, base, names }: OutlookLines,
	look: Look,
	number: (value: number) => string
): ChartConfiguration<'line', number[], string> {
	const font = { family: look.font, size: look.textPx };
	const plain = { pointRadius: 0, tension: 0.2, cubicInterpolationMode: 'monotone' as const };
	const edge = { ...plain, borderWidth: 1, borderColor: look.today, borderDash: [1, 3] };
	return {
		type: 'line',
		data: {
			labels: [...labels],
			datasets: [
				{ label: names.high, data: [...high], ...edge, fill: '+1', backgroundColor: look.fill },
				{ label: names.low, data: [...low], ...edge, fill: false },
				{
					...plain,
					label: names.then,
					data: [...then],
					borderColor: look.today,
					borderWidth: look.textPx / 5,
					pointRadius: look.textPx / 4,
					pointBackgroundColor: look.surface,
					fill: false
				},
				...(base === null
					? []
					: [
							{
								...plain,
								label: names.base,
								data: [...base],
								borderColor: look.usual,
								borderWidth: look.textPx / 6,
								borderDash: [5, 4],
								fill: false
							}
						])
			]
		},
		options: {
			animation: false,
			responsive: true,
			maintainAspectRatio: false,
			interaction: { mode: 'index', intersect: false },
			layout: { padding: { top: 6, right: 6 } },
			scales: {
				x: {
					grid: { display: false },
					border: { color: look.grid },
					ticks: { color: look.text, font, maxRotation: 0, autoSkipPadding: 12 }
				},
				y: {
					beginAtZero: true,
					grid: { color: look.grid },
					border: { display: false },
					ticks: { color: look.text, font, maxTicksLimit: 6, precision: 0, callback: (value) => number(Number(value)) }
				}
			},
			plugins: {
				tooltip: {
					displayColors: false,
					titleFont: { ...font, weight: 600 },
					bodyFont: font,
					callbacks: { label: (item) => `${item.dataset.label}: ${number(item.parsed.y ?? 0)}` }
				}
			}
		}
	};
}
