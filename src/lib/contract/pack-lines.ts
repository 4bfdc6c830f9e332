import { EVENT_TYPES } from '../domain/dossier/event.ts';
import { foldSign, packNumbers, unfoldSign, unpackNumbers } from '../domain/board/pack/numbers.ts';
import { Tokens } from '../domain/board/pack/tokens.ts';
import type { TickerLine } from './live.ts';
import { LINES_MARK } from './pack-change.ts';

/** Both ends are of one release, or the screen asks anew: the place of a type in this list is its name on the way. */
const TYPES = [...Object.keys(EVENT_TYPES), 'overdue'] as TickerLine['type'][];

/** Lines of the ticker in about a third of what they take as JSON; times as distances from the line before. */
export function packLines(lines: readonly TickerLine[]): Uint8Array {
	let at = 0;
	return packNumbers([
		LINES_MARK,
		...lines.flatMap((line) => {
			const distance = foldSign(line.at - at);
			at = line.at;
			return [
				distance,
				TYPES.indexOf(line.type),
				...toNumbers(line.dossier),
				...toNumbers(line.receiving),
				...toNumbers(line.resolving)
			];
		})
	]);
}

export function unpackLines(packed: Uint8Array): TickerLine[] {
	const tokens = new Tokens(unpackNumbers(packed), 1);
	const lines: TickerLine[] = [];
	let at = 0;
	while (!tokens.isAtEnd) {
		at += unfoldSign(tokens.next());
		const type = TYPES[tokens.next()];
		const [dossier, receiving, resolving] = [toText(tokens), toText(tokens), toText(tokens)];
		if (type !== undefined && dossier !== null) lines.push({ at, type, dossier, receiving, resolving });
	}
	return lines;
}

function toNumbers(text: string | null): number[] {
	if (text === null) return [0];
	return [text.length + 1, ...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))];
}

function toText(tokens: Tokens): string | null {
	const length = tokens.next();
	if (length === 0) return null;
	return String.fromCharCode(...Array.from({ length: length - 1 }, () => tokens.next()));
}
