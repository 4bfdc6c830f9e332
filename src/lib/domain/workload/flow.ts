import type { Calendar } from '../clock/calendar.ts';
import { dayOf } from '../time/instant.ts';
import type { Day, Instant } from '../time/instant.ts';

/** Intake of an official is shown over so many working days, today included. */
export const FLOW_DAYS = 5;

/** The last `count` working days of the office up to `now`, first to last. Today is one of them when it is worked. */
export function lastWorkingDays(now: Instant, count: number, calendar: Calendar): Day[] {
	const days: Day[] = [];
	for (let day = dayOf(now); days.length < count; day--) if (calendar.isWorkingDay(day)) days.unshift(day);
	return days;
}

/** What came to an official and what he finished. */
export interface Flow {
	/** Dossiers that came into his hand on each of the days, first to last. */
	readonly taken: readonly number[];
	readonly finished: readonly number[];
	/** Finished ÷ taken over these days (tỷ lệ hoàn thành); above 1 the pile shrinks. Null when nothing came. */
	readonly finishRate: number | null;
}

/** What came and went on the given days (the last five working days, as a rule; `lastWorkingDays`). */
export function toFlow(takenAt: readonly Instant[], finishedAt: readonly Instant[], days: readonly Day[]): Flow {
	const count = (instants: readonly Instant[]) => {
		const perDay = new Map(days.map((day) => [day, 0]));
		for (const at of instants) {
			const before = perDay.get(dayOf(at));
			if (before !== undefined) perDay.set(dayOf(at), before + 1);
		}
		return days.map((day) => perDay.get(day) ?? 0);
	};
	const [taken, finished] = [count(takenAt), count(finishedAt)];
	const came = taken.reduce((sum, one) => sum + one, 0);
	return { taken, finished, finishRate: came === 0 ? null : finished.reduce((sum, one) => sum + one, 0) / came };
}
