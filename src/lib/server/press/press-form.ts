import * as v from 'valibot';
import { PRESS_TITLES } from '../../domain/press/frozen-content.ts';
import { CHANGE_REASONS, CHECK_IDS } from '../../domain/press/freeze-state.ts';
import { PRESS_FIGURE_IDS } from '../../domain/press/press-figure.ts';
import { type Instant, MINUTE_MS, toDay } from '../../domain/time/instant.ts';
import type { FreezeWish } from './freeze-wish.ts';

const figure = v.picklist(PRESS_FIGURE_IDS);
const wishForm = v.object({
	title: v.picklist(PRESS_TITLES),
	at: v.string(),
	from: v.pipe(v.string(), v.isoDate()),
	before: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.isoDate())]), ''),
	headline: figure,
	chosen: v.tuple([figure, figure, figure]),
	smallBelow: v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), v.minValue(3), v.maxValue(50))
});

/** What to freeze. Null: something is missing, not valid, or chosen twice. */
export function readWish(form: FormData, now: Instant): FreezeWish | null {
	const fields = { ...Object.fromEntries(form), chosen: form.getAll('chosen') };
	const read = v.safeParse(wishForm, fields);
	if (!read.success) return null;
	const { title, headline, chosen, smallBelow } = read.output;
	const at = readOfficeMinute(read.output.at);
	const from = findDay(read.output.from);
	const before = read.output.before === '' ? null : findDay(read.output.before);
	if (before === null && read.output.before !== '') return null;
	if (at === 'none' || from === null || new Set([headline, ...chosen]).size < 4) return null;
	return { title, headline, chosen, smallBelow, from, before, at: at ?? Math.floor(now / MINUTE_MS) * MINUTE_MS };
}

/** A field `datetime-local` on the office's clock. Null: left empty. */
export function readOfficeMinute(text: unknown): Instant | null | 'none' {
	if (text === null || text === '') return null;
	if (typeof text !== 'string' || !/^20\d{2}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/.test(text)) return 'none';
	const at = Date.parse(`${text.slice(0, 16)}:00+07:00`);
	return Number.isNaN(at) ? 'none' : at;
}

export const readReason = (form: FormData) => CHANGE_REASONS.find((one) => one === form.get('reason'));
export const readChecks = (form: FormData) => CHECK_IDS.filter((one) => form.getAll('check').includes(one));

function findDay(text: string): number | null {
	try {
		return toDay(text);
	} catch {
		return null;
	}
}
