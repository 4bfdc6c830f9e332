import { DAY_MS, HOUR_MS, MINUTE_MS, OFFICE_ZONE, dayOf, weekdayOf, type Instant } from '$lib/domain/time/instant.ts';

/**
 * The one formatter for screen, axis, tooltip, print and file. Every time is told by the office's clock, whatever the
 * browser's zone. Words that belong to a number (nghìn, tăng, ngày) live here; sentences are in the message catalogue.
 */
export type Locale = 'vi' | 'en';

/** Shown where there is no number. */
export const NONE = '–';

/** One working day as the office counts it, in working minutes. */
const WORKING_DAY_MINUTES = 480;

const WORDS = {
	vi: {
		weekdays: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ Nhật'],
		weekdaysShort: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'],
		// Intl writes "12 N" and "1,2 Tr", which nobody does.
		powers: [' nghìn', ' triệu', ' tỷ'],
		up: 'tăng',
		down: 'giảm',
		same: 'không đổi',
		points: ['điểm', 'điểm'],
		days: ['ngày', 'ngày'],
		hours: ['giờ', 'giờ'],
		minutes: ['phút', 'phút'],
		seconds: ['giây', 'giây'],
		justNow: 'vừa xong'
	},
	en: {
		weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
		weekdaysShort: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
		powers: [' thousand', ' million', ' billion'],
		up: 'up',
		down: 'down',
		same: 'unchanged',
		points: ['point', 'points'],
		days: ['day', 'days'],
		hours: ['hour', 'hours'],
		minutes: ['minute', 'minutes'],
		seconds: ['second', 'seconds'],
		justNow: 'just now'
	}
} as const;

/** Two-digit days and months and the 24-hour clock are the same in both languages; Intl's Vietnamese gives 15/8/2025. */
const dateFormat = new Intl.DateTimeFormat('en-GB', {
	timeZone: OFFICE_ZONE,
	day: '2-digit',
	month: '2-digit',
	year: 'numeric'
});
const timeFormat = new Intl.DateTimeFormat('en-GB', {
	timeZone: OFFICE_ZONE,
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	hourCycle: 'h23'
});

export type Format = ReturnType<typeof makeFormat>;

function makeFormat(locale: Locale) {
	const words = WORDS[locale];
	const tag = locale === 'vi' ? 'vi-VN' : 'en-GB';
	const byDigits = [0, 1, 2].map(
		(digits) => new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits })
	);
	const upToOne = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
	const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'always' });

	/** `1.234,5`. Digits after the mark: 0, 1 or 2, always written out. */
	const decimal = (value: number, digits: 0 | 1 | 2 = 1): string => byDigits[digits]!.format(value + 0);

	/** `1.234.567`; the dash for null. */
	const integer = (value: number | null): string => (value === null ? NONE : decimal(Math.round(value), 0));

	const counted = (value: string, one: boolean, [singular, plural]: readonly [string, string]): string =>
		`${value} ${one ? singular : plural}`;

	/** Share 0–1 as `98,2%`. A share below one is never shown as 100%. */
	const percent = (share: number | null, digits: 0 | 1 | 2 = 1): string => {
		if (share === null) return NONE;
		const step = 10 ** -digits;
		const value = share < 1 && share * 100 > 100 - step / 2 ? 100 - step : share * 100;
		return `${decimal(value, digits)}%`;
	};

	/** `9.999`, `12 nghìn`, `1,2 triệu`: for axes and tight places. */
	const short = (value: number): string => {
		if (Math.abs(value) < 10_000) return integer(value);
		let power = 0;
		let scaled = value / 1000;
		const rounded = () => (Math.abs(scaled) < 99.95 ? Math.round(scaled * 10) / 10 : Math.round(scaled));
		while (Math.abs(rounded()) >= 1000 && power < 2) {
			scaled /= 1000;
			power += 1;
		}
		return upToOne.format(rounded()) + words.powers[power]!;
	};

	/** `tăng 212`, `giảm 340`, `không đổi`. */
	const difference = (value: number, base: number): string => {
		const change = Math.round(value) - Math.round(base);
		if (change === 0) return words.same;
		return `${change > 0 ? words.up : words.down} ${integer(Math.abs(change))}`;
	};

	/** Two shares, in points: `tăng 1,2 điểm`. */
	const shareDifference = (value: number, base: number): string => {
		const change = Math.round((value - base) * 1000) / 10;
		if (change === 0) return words.same;
		const amount = Math.abs(change);
		return `${change > 0 ? words.up : words.down} ${counted(decimal(amount), amount === 1, words.points)}`;
	};

	/** `15/08/2025`. */
	const date = (at: Instant): string => dateFormat.format(at);
	/** `14:05:09`. */
	const time = (at: Instant): string => timeFormat.format(at);
	/** `14:05`. */
	const clock = (at: Instant): string => time(at).slice(0, 5);
	/** `thứ Sáu`. */
	const weekday = (at: Instant): string => words.weekdays[weekdayOf(dayOf(at)) - 1]!;
	/** `thứ Sáu 15/08/2025`. */
	const longDate = (at: Instant): string => `${weekday(at)} ${date(at)}`;
	/** `14:05, thứ Sáu 15/08/2025`. */
	const moment = (at: Instant): string => `${clock(at)}, ${longDate(at)}`;
	/** `15/08`, where the year is plain. */
	const dayMonth = (at: Instant): string => date(at).slice(0, 5);
	/** `15/08/2025 14:05`, for columns. */
	const dateTime = (at: Instant): string => `${date(at)} ${clock(at)}`;
	/** Minutes since midnight as `07:30`. */
	const minuteOfDay = (minute: number): string =>
		`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
	/** Month of the office's calendar, 1–12. */
	const month = (at: Instant): number => Number(date(at).slice(3, 5));

	/** `5 phút trước`. To be shown together with the time itself, on hover and in print. */
	const age = (at: Instant, now: Instant): string => {
		const past = Math.max(0, now - at);
		if (past < 5_000) return words.justNow;
		if (past < MINUTE_MS) return relative.format(-Math.floor(past / 1000), 'second');
		if (past < HOUR_MS) return relative.format(-Math.floor(past / MINUTE_MS), 'minute');
		if (past < DAY_MS) return relative.format(-Math.floor(past / HOUR_MS), 'hour');
		return relative.format(-Math.floor(past / DAY_MS), 'day');
	};

	/** `0,2 giây`, from milliseconds. */
	const seconds = (ms: number): string => {
		const value = Math.round(ms / 100) / 10;
		return counted(decimal(value), value === 1, words.seconds);
	};

	/** Working minutes in the largest whole unit: `2 ngày`, `3 giờ`, `45 phút`; eight hours are a day. */
	const workingTime = (minutes: number): string => {
		const [size, names] =
			minutes >= WORKING_DAY_MINUTES
				? ([WORKING_DAY_MINUTES, words.days] as const)
				: minutes >= 60
					? ([60, words.hours] as const)
					: ([1, words.minutes] as const);
		const value = Math.floor(minutes / size);
		return counted(integer(value), value === 1, names);
	};

	/** Working minutes to the minute: `2 ngày 3 giờ 15 phút`; eight hours are a day. */
	const workingSpan = (minutes: number): string => {
		const whole = [
			minutes - (minutes % WORKING_DAY_MINUTES),
			(minutes % WORKING_DAY_MINUTES) - (minutes % 60),
			minutes % 60
		];
		return (
			whole
				.filter((part) => part > 0)
				.map(workingTime)
				.join(' ') || workingTime(0)
		);
	};

	/** Time by the calendar, from milliseconds, in the largest whole unit: `12 ngày`, `5 giờ`, `35 phút`. */
	const lapse = (ms: number): string => {
		const [size, names] =
			ms >= DAY_MS
				? ([DAY_MS, words.days] as const)
				: ms >= HOUR_MS
					? ([HOUR_MS, words.hours] as const)
					: ([MINUTE_MS, words.minutes] as const);
		const value = Math.floor(ms / size);
		return counted(integer(value), value === 1, names);
	};

	return {
		locale,
		decimal,
		integer,
		percent,
		short,
		difference,
		shareDifference,
		date,
		time,
		clock,
		weekday,
		longDate,
		moment,
		dayMonth,
		weekdaysShort: words.weekdaysShort,
		dateTime,
		minuteOfDay,
		month,
		age,
		seconds,
		workingTime,
		workingSpan,
		lapse
	};
}

const formats: Record<Locale, Format> = { vi: makeFormat('vi'), en: makeFormat('en') };

export function formatFor(locale: Locale): Format {
	return formats[locale];
}
