/** One line of the table: what was measured, against what was asked and against a baseline of the same run. */
export interface Row {
	readonly what: string;
	/** The target, in the words of the table it comes from; '–': none was set. */
	readonly asked: string;
	readonly measured: string;
	readonly baseline: string;
	/** Measured ÷ baseline, in the direction in which more is better where the unit allows. */
	readonly ratio: string;
}

/** A Markdown table, so that it can stand in the README as it is printed. */
export function toTable(rows: readonly Row[]): string {
	const lines = rows.map(
		({ what, asked, measured, baseline, ratio }) => `| ${what} | ${asked} | ${measured} | ${baseline} | ${ratio} |`
	);
	return ['| what | asked | measured | baseline in the same run | ratio |', '|---|---|---|---|---|', ...lines].join(
		'\n'
	);
}
/** The middle of several runs; the other half of them was faster, the other slower. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function quantile(values: readonly number[], q: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

/** Runs `work` several times, one warm-up first; median of its milliseconds. */
export async function timeMs(runs: number, work: () => unknown): Promise<number> {
	const times: number[] = [];
	for (let run = 0; run <= runs; run++) {
		const started = performance.now();
		await work();
		if (run > 0) times.push(performance.now() - started);
	}
	return median(times);
}
