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

/**
 * The intake curve on a canvas. Like every module that names Chart.js, loaded after the first paint; parts are registered one
 * by one, because a single import of the ready-made bundle would bring all of them.
 */
Chart.register(LineController, LineElement, PointElement, LinearScale, CategoryScale, Filler, Tooltip);

export interface IntakeLines {
	readonly labels: readonly string[];
	readonly today: readonly (number | null)[];
	readonly usual: readonly number[];
	readonly names: { readonly today: string; readonly usual: string };
}

export interface Look {
	readonly today: string;
	readonly fill: string;
	readonly usual: string;
	readonly grid: string;
	readonly text: string;
	readonly surface: string;
	readonly font: string;
	/** Size of small text in px, so that the axis grows with the page. */
	readonly textPx: number;
}

export interface IntakeChart {
	update(lines: IntakeLines): void;
	/** Shows one slot as if pointed at; null lets go. */
	point(place: number | null): void;
	destroy(): void;
}

export type DrawIntake = typeof drawIntake;

/** `number` writes values on axis and tooltip, so that they read as everywhere else. */
export function drawIntake(
	canvas: HTMLCanvasElement,
	first: IntakeLines,
	look: Look,
	number: (value: number) => string
): IntakeChart {
	const chart = new Chart(canvas, configure(first, look, number));
	return {
		update(lines) {
			const [today, usual] = chart.data.datasets;
			chart.data.labels = [...lines.labels];
			if (today) today.data = [...lines.today];
			if (usual) usual.data = [...lines.usual];
			chart.update('none');
		},
		point(place) {
			const active = place === null ? [] : [0, 1].map((datasetIndex) => ({ datasetIndex, index: place }));
			chart.setActiveElements(active);
			chart.tooltip?.setActiveElements(active, { x: 0, y: 0 });
			chart.update('none');
		},
		destroy: () => chart.destroy()
	};
}

function configure(
	lines: IntakeLines,
	look: Look,
	number: (value: number) => string
): ChartConfiguration<'line', (number | null)[], string> {
	const font = { family: look.font, size: look.textPx };
	return {
		type: 'line',
		data: {
			labels: [...lines.labels],
			datasets: [
				{
					label: lines.names.today,
					data: [...lines.today],
					borderColor: look.today,
					backgroundColor: look.fill,
					borderWidth: look.textPx / 5,
					fill: 'origin',
					tension: 0.3,
					cubicInterpolationMode: 'monotone',
					pointRadius: (context) => (context.dataIndex === lastKnown(context.dataset.data) ? look.textPx / 3 : 0),
					pointBackgroundColor: look.surface,
					pointBorderColor: look.today,
					pointBorderWidth: look.textPx / 6
				},
				{
					label: lines.names.usual,
					data: [...lines.usual],
					borderColor: look.usual,
					borderWidth: look.textPx / 7,
					borderDash: [4, 4],
					tension: 0.3,
					cubicInterpolationMode: 'monotone',
					pointRadius: 0
				}
			]
		},
		options: {
			animation: false,
			responsive: true,
			maintainAspectRatio: false,
			interaction: { mode: 'index', intersect: false },
			layout: { padding: { top: 4, right: 4 } },
			scales: {
				x: {
					grid: { display: false },
					border: { color: look.grid },
					ticks: { color: look.text, font, maxRotation: 0, autoSkipPadding: 16 }
				},
				y: {
					beginAtZero: true,
					grid: { color: look.grid },
					border: { display: false },
					ticks: { color: look.text, font, maxTicksLimit: 5, precision: 0, callback: (value) => number(Number(value)) }
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

function lastKnown(data: readonly unknown[]): number {
	return data.findLastIndex((value) => value !== null);
}
