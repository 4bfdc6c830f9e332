import type { Format } from '$lib/client/format.ts';

/** How a limit of a class is written: limits are round numbers, so `3%`, not `3,0%`. */
export function toLimitText(isShare: boolean, format: Format): (limit: number) => string {
	if (!isShare) return format.integer;
	return (limit) => format.percent(limit, Number.isInteger(Math.round(limit * 1e4) / 100) ? 0 : 1);
}
