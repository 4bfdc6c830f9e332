import type { Instant } from '../lib/domain/time/instant.ts';
import { cellText, type Cell } from './row.ts';

/** How dates of a file are written. Patterns are tried in order. */
export interface DateFormat {
	/** Letters as in Unicode TR 35: `dd/MM/yyyy HH:mm`, `yyyy-MM-dd HH:mm:ss.SXXX`; words in '…'. */
	readonly patterns: readonly string[];
	/** IANA zone of times that are written without an offset. */
	readonly zone: string;
	/** `HH:mm` that a day without a time stands for; midnight when missing. */
	readonly timeOfDay?: string | undefined;
	/** Which one is meant when clocks are set back and an hour comes twice; the earlier when missing. */
	readonly overlap?: 'earlier' | 'later' | undefined;
}

/** What is wrong with a date, in words that do not repeat it. */
export interface DateFault {
	readonly fault: string;
}

/** Reads a cell: an instant, or why there is none. A date cell of a spreadsheet needs no pattern. */
export type ReadDate = (cell: Cell) => Instant | DateFault;

/** Throws RangeError, in words for the writer of the mapping, on a pattern or a zone that does not exist. */
export function compileDateFormat(format: DateFormat): ReadDate {
	const { zone, patterns, overlap = 'earlier' } = format;
	assertZone(zone);
	const parsers = patterns.map(compilePattern);
	const midnight = Temporal.PlainTime.from('00:00');
	const timeOfDay = Temporal.PlainTime.from(format.timeOfDay ?? '00:00');

	const inZone = (wall: Temporal.PlainDateTime): Instant | DateFault => {
		const zoned = wall.toZonedDateTime(zone, { disambiguation: overlap });
		if (zoned.toPlainDateTime().equals(wall)) return zoned.epochMilliseconds;
		return { fault: `a time that clocks in ${zone} skipped` };
	};
	return (cell) => {
		if (typeof cell !== 'string')
			return inZone(cell.toPlainTime().equals(midnight) ? cell.withPlainTime(timeOfDay) : cell);
		for (const parse of parsers) {
			const parts = parse(cell);
			if (parts === null) continue;
			const wall = toWall(parts, timeOfDay);
			if (wall === null) return { fault: `looks like ${toForm(cell)}, but there is no such day or time` };
			return parts.offset === undefined ? inZone(wall) : wall.toZonedDateTime(toOffset(parts.offset)).epochMilliseconds;
		}
		return { fault: `looks like ${toForm(cell)}, not like ${patterns.join(' or ')}` };
	};
}

/** The form of a text without its content: `12/03/2025 tối` → `99/99/9999 aaa`. */
export function toForm(cell: Cell): string {
	const form = cellText(cell)
		.replace(/\p{Nd}/gu, '9')
		.replace(/\p{L}/gu, 'a');
	return form.length > 40 ? `${form.slice(0, 40)}…` : form;
}

type Part = 'year' | 'shortYear' | 'month' | 'day' | 'hour' | 'halfDayHour' | 'half' | 'minute' | 'second' | 'fraction';
type Parts = { [P in Part | 'offset']?: string };

const TOKENS: Readonly<Record<string, readonly [Part | 'offset', string]>> = {
	yyyy: ['year', '\\d{4}'],
	yy: ['shortYear', '\\d{2}'],
	MM: ['month', '\\d{2}'],
	M: ['month', '\\d{1,2}'],
	dd: ['day', '\\d{2}'],
	d: ['day', '\\d{1,2}'],
	HH: ['hour', '\\d{2}'],
	H: ['hour', '\\d{1,2}'],
	hh: ['halfDayHour', '\\d{2}'],
	h: ['halfDayHour', '\\d{1,2}'],
	a: ['half', 'AM|PM|SA|CH'],
	mm: ['minute', '\\d{2}'],
	m: ['minute', '\\d{1,2}'],
	ss: ['second', '\\d{2}'],
	s: ['second', '\\d{1,2}'],
	S: ['fraction', '\\d{1,9}'],
	XXX: ['offset', 'Z|[+-](?:0\\d|1[0-4])(?::?[0-5]\\d)?']
};

function compilePattern(pattern: string): (text: string) => Parts | null {
	let source = '';
	for (const [piece] of pattern.matchAll(/'[^']*'|([A-Za-z])\1*|\s+|[^]/gu)) {
		const name = piece.startsWith('S') ? 'S' : piece;
		const token = TOKENS[name];
		if (token !== undefined) source += `(?<${token[0]}>${token[1]})`;
		else if (/^[A-Za-z]/.test(piece))
			throw new RangeError(`"${piece}" in "${pattern}" is not a part of a date; put words in '…'`);
		else if (/^\s/.test(piece)) source += '\\s+';
		else source += RegExp.escape(piece.replace(/^'(.*)'$/u, '$1'));
	}
	for (const needed of ['year|shortYear', 'month', 'day']) {
		if (!new RegExp(`<(${needed})>`).test(source)) throw new RangeError(`"${pattern}" has no ${needed.split('|')[0]}`);
	}
	if (source.includes('<halfDayHour>') !== source.includes('<half>'))
		throw new RangeError(`"${pattern}" needs both h and a, or H`);
	const regex = toRegex(pattern, source);
	return (text) => (regex.exec(text)?.groups as Parts | undefined) ?? null;
}

function toRegex(pattern: string, source: string): RegExp {
	try {
		return new RegExp(`^${source}$`, 'iu');
	} catch {
		throw new RangeError(`"${pattern}" names a part of the date twice`);
	}
}

function toWall(parts: Parts, timeOfDay: Temporal.PlainTime): Temporal.PlainDateTime | null {
	const number = (part: Part) => Number(parts[part] ?? 0);
	try {
		const date = Temporal.PlainDate.from(
			{
				year: parts.year === undefined ? 2000 + number('shortYear') : number('year'),
				month: number('month'),
				day: number('day')
			},
			{ overflow: 'reject' }
		);
		if (parts.hour === undefined && parts.halfDayHour === undefined) return date.toPlainDateTime(timeOfDay);
		const nanoseconds = Number((parts.fraction ?? '').padEnd(9, '0'));
		const time = Temporal.PlainTime.from(
			{
				hour: parts.hour === undefined ? toHour(number('halfDayHour'), parts.half) : number('hour'),
				minute: number('minute'),
				second: number('second'),
				millisecond: Math.floor(nanoseconds / 1e6)
			},
			{ overflow: 'reject' }
		);
		return date.toPlainDateTime(time);
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

/** 12 AM is midnight. SA and CH: sáng and chiều, as a Vietnamese Windows writes them. */
function toHour(halfDayHour: number, half = ''): number {
	if (halfDayHour < 1 || halfDayHour > 12) return -1;
	return (halfDayHour % 12) + (/PM|CH/i.test(half) ? 12 : 0);
}

function toOffset(text: string): string {
	if (text.toUpperCase() === 'Z') return 'UTC';
	const digits = text.slice(1).replace(':', '').padEnd(4, '0');
	return `${text[0] ?? '+'}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

function assertZone(zone: string): void {
	try {
		Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
	} catch {
		throw new RangeError(`"${zone}" is not a time zone of the IANA list, such as Asia/Ho_Chi_Minh`);
	}
}
