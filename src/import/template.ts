import { toName } from './table-head.ts';

/** A text with `{Column}` in it, taken apart: fixed texts and names of columns in turn, a text first. */
export function parseTemplate(template: string): readonly string[] {
	return template.split(/\{([^{}]+)\}/u).map((part, place) => (place % 2 === 1 ? toName(part) : part));
}

export function columnsIn(template: string): string[] {
	return parseTemplate(template).filter((_, place) => place % 2 === 1);
}
