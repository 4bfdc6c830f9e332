import { shadeOf } from '$lib/domain/map/map-classes.ts';
import { m } from '$lib/paraglide/messages.js';

export interface LegendEntry {
	readonly shade: number;
	readonly words: string;
}

/** What the shades of a map mean, in words. `limits`: where its classes begin. */
export function toLegend(
	limits: readonly number[],
	toText: (limit: number) => string,
	options: { readonly locale?: 'vi' | 'en' } = {}
): LegendEntry[] {
	const toWords = (from: number | undefined, to: number | undefined): string => {
		if (from === undefined && to === undefined) return m.map_same({}, options);
		if (from === undefined) return m.map_below({ to: toText(to ?? 0) }, options);
		if (to === undefined) return m.map_from({ from: toText(from) }, options);
		return m.map_between({ from: toText(from), to: toText(to) }, options);
	};
	return Array.from({ length: limits.length + 1 }, (_, rank) => ({
		shade: shadeOf(rank, limits),
		words: toWords(limits[rank - 1], limits[rank])
	}));
}
