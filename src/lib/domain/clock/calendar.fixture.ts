import { atMinute, toDay } from '../time/instant.ts';
import type { Instant } from '../time/instant.ts';
import { Calendar, type CalendarRules, type SpecialDay, type Window } from './calendar.ts';

/** Calendars for tests: office hours of the province and a few days of 2026, restated. */
const HOURS: readonly Window[] = [
	[420, 690],
	[810, 1020]
];

export const testRules: CalendarRules = {
	weekly: [HOURS, HOURS, HOURS, HOURS, HOURS, [], []],
	saturday: 'reception-morning',
	days: [
		...daysOff('Tết Dương lịch', '2026-01-01', '2026-01-02'),
		aDay('2026-01-10', 'worked', 'Làm bù ngày 02/01'),
		...daysOff('Tết Bính Ngọ', '2026-02-16', '2026-02-20'),
		...daysOff('Giỗ Tổ Hùng Vương', '2026-04-27', '2026-04-27'),
		...daysOff('Ngày Chiến thắng và Quốc tế Lao động', '2026-04-30', '2026-05-01'),
		aDay('2026-08-22', 'worked', 'Làm bù ngày 31/08'),
		...daysOff('Quốc khánh', '2026-08-31', '2026-09-02'),
		{ ...aDay('2026-11-24', 'off', 'Ngày Văn hóa Việt Nam'), confidence: 'open', applies: false }
	],
	closures: [{ unit: '32041', from: '2026-10-13', to: '2026-10-14', reason: 'Bão' }]
};

/** The same calendar with something changed. */
export function aCalendar(change: Partial<CalendarRules> = {}, unit?: string): Calendar {
	return new Calendar({ ...testRules, ...change }, unit);
}

export function aDay(day: string, kind: 'off' | 'worked', occasion: string): SpecialDay {
	return { day, kind, occasion, source: 'test', confidence: 'verified', applies: true };
}

function daysOff(occasion: string, from: string, to: string): SpecialDay[] {
	const days: SpecialDay[] = [];
	for (let day = from; day <= to; day = nextIsoDay(day)) days.push(aDay(day, 'off', occasion));
	return days;
}

function nextIsoDay(day: string): string {
	return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** `2026-01-05 15:00` on the office's wall clock, seconds allowed. */
export function office(text: string): Instant {
	const [day = '', time = ''] = text.split(' ');
	const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
	return atMinute(toDay(day), hours * 60 + minutes) + seconds * 1000;
}

/** The other way round, for readable failures. */
export function onWall(at: Instant | null): string | null {
	return at === null ? null : new Date(at + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
