import type { Format } from '$lib/client/format.ts';
import type { UnitSignModel } from '$lib/client/overview/unit-sign.ts';
import type { SilentSource } from '$lib/contract/freshness.ts';
import { dayOf, type Instant } from '$lib/domain/time/instant.ts';
import { m } from '$lib/paraglide/messages.js';

/** `Chưa có số liệu từ Một cửa tỉnh, từ 09:40 (2 giờ làm việc)`. */
export function silenceLine({ since, minutes }: SilentSource, name: string, asOf: Instant, format: Format): string {
	return m.silence_line({ name, time: timeOn(since, asOf, format), length: format.workingTime(minutes) });
}

/** Until when data of a unit are there, for the hover over its name. */
export function unitAsOf({ received, worked, silent }: UnitSignModel, asOf: Instant, format: Format): string {
	const time = (at: Instant | null) => (at === null ? m.silence_no_sign() : timeOn(at, asOf, format));
	const reach = m.ranking_as_of({ received: time(received), worked: time(worked) });
	return silent === null ? reach : `${unitSilence(silent, asOf, format)}. ${reach}`;
}

/** `Chưa có số liệu từ 09:40 (4 giờ làm việc)`, where the unit is named already. */
export function unitSilence({ since, minutes }: SilentSource, asOf: Instant, format: Format): string {
	return m.silence_since({ time: timeOn(since, asOf, format), length: format.workingTime(minutes) });
}

/** The time alone for today, with its date for another day. */
function timeOn(at: Instant, asOf: Instant, format: Format): string {
	return dayOf(at) === dayOf(asOf) ? format.clock(at) : format.dateTime(at);
}
