import * as v from 'valibot';

/** Where a page ends: the row beside it, by what it is sorted by. */
export interface Place {
	/** Part of the order the row stands in. */
	readonly part: string;
	/** Its value there; null: rows of this part differ by code alone. */
	readonly value: string | null;
	readonly code: string;
	/** Its place in the whole list as counted by paging, from 1. Rows that came or went meanwhile are not counted. */
	readonly position: number;
}

const text = v.pipe(
	v.string(),
	v.maxLength(300),
	v.check((value) => !value.includes('\0'))
);
const placeSchema = v.pipe(
	v.tuple([v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e9)), text, v.nullable(text), text]),
	v.transform(([position, part, value, code]): Place => ({ position, part, value, code }))
);

/** As it stands in the address. */
export function toPlaceText({ position, part, value, code }: Place): string {
	return Buffer.from(JSON.stringify([position, part, value, code])).toString('base64url');
}

/** Null: not a place. An address may be typed by hand. */
export function readPlace(written: string): Place | null {
	try {
		const parsed = v.safeParse(placeSchema, JSON.parse(Buffer.from(written, 'base64url').toString()));
		return parsed.success ? parsed.output : null;
	} catch {
		return null;
	}
}
