export interface SparkPath {
	/** SVG path in a box of width × height; a null leaves a gap. */
	readonly d: string;
	readonly last: { readonly x: number; readonly y: number } | null;
	readonly min: number | null;
	readonly max: number | null;
}

/** The line of a series, its lowest value at the bottom of the box and its highest at the top. */
export function toSparkPath(series: readonly (number | null)[], width: number, height: number): SparkPath {
	const known = series.filter((value) => value !== null);
	if (known.length === 0) return { d: '', last: null, min: null, max: null };
	const min = Math.min(...known);
	const max = Math.max(...known);
	const step = series.length > 1 ? width / (series.length - 1) : 0;
	const toY = (value: number) => (max === min ? height / 2 : height - ((value - min) / (max - min)) * height);

	let d = '';
	let pen = false;
	let last: SparkPath['last'] = null;
	series.forEach((value, place) => {
		if (value === null) {
			pen = false;
			return;
		}
		last = { x: round(place * step), y: round(toY(value)) };
		d += `${pen ? 'L' : 'M'}${last.x} ${last.y}`;
		pen = true;
	});
	return { d, last, min, max };
}

const round = (value: number) => Math.round(value * 10) / 10;
