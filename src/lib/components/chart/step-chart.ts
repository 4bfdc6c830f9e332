import { Chart, LineController, LineElement, LinearScale, PointElement, Tooltip } from 'chart.js';
import type { Look } from '$lib/components/chart/intake-chart.ts';

/** Lines that rise in steps, on a canvas; loaded after the first paint. */
Chart.register(LineController, LineElement, PointElement, LinearScale, Tooltip);

export interface StepLine {
	readonly name: string;
	/** `main` is what is looked at, `other` what it is held against, `quiet` one of many. */
	readonly look: 'main' | 'other' | 'quiet';
	/** Rising `x`; the value holds until the next one. */
	readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface StepWords {
	readonly x: (value: number) => string;
	readonly y: (value: number) => string;
}

export interface StepChart {
	destroy(): void;
}
export type DrawSteps = typeof drawSteps;

export function drawSteps(
	canvas: HTMLCanvasElement,
	lines: readonly StepLine[],
	look: Look,
	words: StepWords
): StepChart {
	const font = { family: look.font, size: look.textPx };
	const colour = { main: look.today, other: look.usual, quiet: look.grid };
	const width = { main: look.textPx / 5, other: look.textPx / 6, quiet: look.textPx / 11 };
	const chart = new Chart(canvas, {
		type: 'line',
		data: {
			datasets: lines.map((line) => ({
				label: line.name,
				data: [...line.points],
				stepped: 'before' as const,
				borderColor: colour[line.look],
				borderWidth: width[line.look],
				borderDash: line.look === 'other' ? [4, 4] : [],
				pointRadius: 0,
				pointHitRadius: line.look === 'quiet' ? 0 : 8
			}))
		},
		options: {
			animation: false,
			responsive: true,
			maintainAspectRatio: false,
			parsing: false,
			interaction: { mode: 'nearest', axis: 'x', intersect: false },
			layout: { padding: { top: 4, right: 8 } },
			scales: {
				x: {
					type: 'linear',
					grid: { display: false },
					border: { color: look.grid },
					ticks: {
						color: look.text,
						font,
						maxRotation: 0,
						autoSkipPadding: 16,
						maxTicksLimit: 6,
						precision: 0,
						callback: (value) => words.x(Number(value))
					}
				},
				y: {
					beginAtZero: true,
					grid: { color: look.grid },
					border: { display: false },
					ticks: { color: look.text, font, maxTicksLimit: 6, precision: 0, callback: (value) => words.y(Number(value)) }
				}
			},
			plugins: {
				tooltip: {
					displayColors: false,
					filter: (item) => lines[item.datasetIndex]?.look !== 'quiet',
					titleFont: { ...font, weight: 600 },
					bodyFont: font,
					callbacks: {
						title: ([item]) => (item === undefined ? '' : words.x(item.parsed.x ?? 0)),
						label: (item) => `${item.dataset.label ?? ''}: ${words.y(item.parsed.y ?? 0)}`
					}
				}
			}
		}
	});
	// The lines in front are drawn last.
	return { destroy: () => chart.destroy() };
}
