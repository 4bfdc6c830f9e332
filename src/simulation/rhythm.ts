import { weekdayOf, type Day } from '../lib/domain/time/instant.ts';
import type { Calendar } from '../lib/domain/clock/calendar.ts';
import type { Random } from './random.ts';

/** Monday first: the week begins with a queue and ends quietly. */
const WEEKDAYS = [1.22, 1.06, 0.98, 0.94, 0.8];
const SATURDAY = 0.45;
const DAY_OFF = 0.18;
/** On the first day after a holiday people come with what they kept. */
const AFTER_HOLIDAY = 1.15;

export type DayKind = 'working' | 'saturday-reception' | 'off';

/** Working day, Saturday with a reception morning, or day off. */
export function kindOf(day: Day, calendar: Calendar): DayKind {
	if (calendar.isWorkingDay(day)) return 'working';
	const isReception = weekdayOf(day) === 6 && calendar.receptionOnSaturday && calendar.noteOf(day) === null;
	return isReception ? 'saturday-reception' : 'off';
}

/** How many people think of filing on this day, as a share of an ordinary one. Not all of them can on a day off. */
export function demandOn(day: Day, calendar: Calendar): number {
	const kind = kindOf(day, calendar);
	if (kind !== 'working') return kind === 'off' ? DAY_OFF : SATURDAY;
	const isAfterHoliday = calendar.noteOf(day - 1)?.kind === 'off';
	// A Saturday worked instead is a quiet day.
	return (WEEKDAYS[weekdayOf(day) - 1] ?? 0.7) * (isAfterHoliday ? AFTER_HOLIDAY : 1);
}

const MORNING = { share: 0.6, peak: 8 * 60 + 55, spread: 58, from: 7 * 60, to: 11 * 60 + 25 };
const AFTERNOON = { share: 0.4, peak: 14 * 60 + 35, spread: 55, from: 13 * 60 + 30, to: 16 * 60 + 50 };
const EVENING = { peak: 20 * 60, spread: 95, from: 17 * 60, to: 23 * 60 + 55 };
/** Of the dossiers filed online from home on a working day. */
const EVENING_SHARE = 0.17;

/** Minute of the day (with a fraction) at which somebody stands at the counter. */
export function counterMinute(kind: DayKind, random: Random): number {
	return hump(kind === 'saturday-reception' || random.chance(MORNING.share) ? MORNING : AFTERNOON, random);
}

/** Minute of the day at which somebody files from home: in the humps too, and in the evening. */
export function homeMinute(kind: DayKind, random: Random): number {
	if (kind === 'off') return random.chance(0.5) ? hump(EVENING, random) : random.between(7 * 60, 22 * 60);
	return random.chance(EVENING_SHARE) ? hump(EVENING, random) : hump(random.chance(0.58) ? MORNING : AFTERNOON, random);
}

function hump(part: { peak: number; spread: number; from: number; to: number }, random: Random): number {
	for (let tries = 0; tries < 8; tries++) {
		const minute = random.normal(part.peak, part.spread);
		if (minute >= part.from && minute < part.to) return minute;
	}
	return random.between(part.from, part.to);
}
