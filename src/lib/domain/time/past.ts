import { dayOf, HOUR_MS, type Instant, minuteOfDay, MINUTE_MS, startOfDay, toIsoDay } from './instant.ts';

/** A look at the past, as an address asks for it. */
export interface PastAsk {
	readonly at: Instant;
	/** By what was known at `at`, or by all that is known today. */
	readonly known: 'then' | 'now';
}

/**
 * `?at=2026-11-20T10:00:00+07:00`, and `&known=now`. Null: the present. `refused`: no instant with an offset, or one that
 * is not past.
 */
export function readPast(query: URLSearchParams, now: Instant): PastAsk | null | 'refused' {
	const text = query.get('at');
	if (text === null || text === '') return null;
	const at = readInstant(text);
	if (at === null || at > now) return 'refused';
	return { at, known: query.get('known') === 'now' ? 'now' : 'then' };
}

/** An instant with an offset; without one it is the office's clock, as a form sends it. */
function readInstant(text: string): Instant | null {
	const [, wall, offset] =
		/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?$/.exec(text) ?? [];
	if (wall === undefined) return null;
	const at = Date.parse(`${wall}${offset ?? '+07:00'}`);
	return Number.isNaN(at) ? null : at;
}

/** `2026-11-20T10:00:00+07:00`: the wall clock of the office, as it stands in an address. */
export function toOfficeText(at: Instant): string {
	const day = dayOf(at);
	const minute = minuteOfDay(at);
	const rest = (at - startOfDay(day)) % MINUTE_MS;
	const two = (n: number) => String(n).padStart(2, '0');
	const ms = rest % 1000 === 0 ? '' : `.${String(rest % 1000).padStart(3, '0')}`;
	const hour = Math.floor((minute * MINUTE_MS) / HOUR_MS);
	return `${toIsoDay(day)}T${two(hour)}:${two(minute % 60)}:${two(Math.floor(rest / 1000))}${ms}+07:00`;
}
