import type { Format } from '$lib/client/format.ts';
import type { FrozenContent } from '$lib/contract/frozen-content.ts';
import type { FrozenBefore } from '$lib/domain/press/frozen-content.ts';
import type { PressFigureId } from '$lib/domain/press/press-figure.ts';
import { figureOf, isShareFigure } from '$lib/domain/press/read-figure.ts';
import { pressNumber } from './press-words.ts';

export interface Change {
	readonly id: PressFigureId;
	readonly name: string;
	readonly before: { readonly value: number | null; readonly text: string };
	readonly now: { readonly value: number | null; readonly text: string };
	/** `tăng 1.204`, in points for shares; null where a side is hidden. */
	readonly difference: string | null;
}

/** The figures somebody chose, each with what it was before. */
export function changesOf(content: FrozenContent, before: FrozenBefore, format: Format): Change[] {
	return [content.headline, ...content.chosen].map((id) => {
		const side = (totals: FrozenContent['totals']) => ({
			value: figureOf(id, totals),
			text: pressNumber(id, totals, format)
		});
		const [was, is] = [side(before.totals), side(content.totals)];
		const words = isShareFigure(id) ? format.shareDifference : format.difference;
		const difference = was.value === null || is.value === null ? null : words(is.value, was.value);
		return { id, name: content.definitions[id][format.locale].name, before: was, now: is, difference };
	});
}
