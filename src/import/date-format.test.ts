import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compileDateFormat, toForm } from './date-format.ts';

const utc = (text: string) => Date.parse(text);

describe('a date written without an offset is meant in the zone of the mapping', () => {
	test.each([
		['dd/MM/yyyy HH:mm', 'Asia/Ho_Chi_Minh', '12/03/2025 08:05', '2025-03-12T01:05:00Z'],
		['d/M/yyyy H:m', 'Asia/Ho_Chi_Minh', '2/3/2025 7:5', '2025-03-02T00:05:00Z'],
		['dd-MM-yy', 'Asia/Ho_Chi_Minh', '12-03-25', '2025-03-11T17:00:00Z'],
		['yyyyMMddHHmmss', 'Asia/Ho_Chi_Minh', '20250312235959', '2025-03-12T16:59:59Z'],
		['dd/MM/yyyy hh:mm a', 'Asia/Ho_Chi_Minh', '12/03/2025 12:30 SA', '2025-03-11T17:30:00Z'],
		['dd/MM/yyyy hh:mm a', 'Asia/Ho_Chi_Minh', '12/03/2025 02:30 CH', '2025-03-12T07:30:00Z'],
		["HH 'giờ' mm 'ngày' d/M/yyyy", 'Asia/Ho_Chi_Minh', '8 giờ 05  ngày 2/3/2025', null],
		["H 'giờ' mm 'ngày' d/M/yyyy", 'Asia/Ho_Chi_Minh', '8 giờ 05  ngày 2/3/2025', '2025-03-02T01:05:00Z'],
		['yyyy-MM-dd HH:mm', 'Europe/Amsterdam', '2025-01-15 12:00', '2025-01-15T11:00:00Z'],
		['yyyy-MM-dd HH:mm', 'Europe/Amsterdam', '2025-07-15 12:00', '2025-07-15T10:00:00Z'],
		['yyyy-MM-dd HH:mm', 'America/Sao_Paulo', '2018-11-03 23:59', '2018-11-04T02:59:00Z']
	])('%s in %s: %s', (pattern, zone, text, expected) => {
		const at = compileDateFormat({ patterns: [pattern], zone })(text);
		if (expected === null) expect(at).toHaveProperty('fault');
		else expect(at).toBe(utc(expected));
	});
});

describe('a date with its offset needs no zone', () => {
	const read = compileDateFormat({
		patterns: ['yyyy-MM-dd HH:mm:ss.SXXX', "yyyy-MM-dd'T'HH:mm:ssXXX"],
		zone: 'Asia/Ho_Chi_Minh'
	});
	test.each([
		['2011-10-11 13:42:22.688000+02:00', '2011-10-11T11:42:22.688Z'],
		['2011-10-11 13:42:22.6+0200', '2011-10-11T11:42:22.600Z'],
		['2011-10-11T13:42:22Z', '2011-10-11T13:42:22Z'],
		['2011-10-11T13:42:22-03', '2011-10-11T16:42:22Z']
	])('%s', (text, expected) => expect(read(text)).toBe(utc(expected)));

	it('but the offset must be one', () => expect(read('2011-10-11T13:42:22+99:00')).toHaveProperty('fault'));
});

describe('the hours when clocks are changed', () => {
	const format = { patterns: ['yyyy-MM-dd HH:mm'], zone: 'Europe/Amsterdam' };

	it('a time that was skipped is a fault and says so', () => {
		const at = compileDateFormat(format)('2025-03-30 02:30');
		expect(at).toEqual({ fault: 'a time that clocks in Europe/Amsterdam skipped' });
	});

	it('the minute before and the minute after are an instant apart', () => {
		const read = compileDateFormat(format);
		expect(read('2025-03-30 01:59')).toBe(utc('2025-03-30T00:59:00Z'));
		expect(read('2025-03-30 03:00')).toBe(utc('2025-03-30T01:00:00Z'));
	});

	it('of an hour that comes twice the earlier is meant, or the later where the mapping says so', () => {
		expect(compileDateFormat(format)('2025-10-26 02:30')).toBe(utc('2025-10-26T00:30:00Z'));
		expect(compileDateFormat({ ...format, overlap: 'later' })('2025-10-26 02:30')).toBe(utc('2025-10-26T01:30:00Z'));
	});
});

test('a day without a time stands for the time of day the mapping names, as text and as a date cell', () => {
	const read = compileDateFormat({ patterns: ['dd/MM/yyyy'], zone: 'Asia/Ho_Chi_Minh', timeOfDay: '17:00' });
	expect(read('12/03/2025')).toBe(utc('2025-03-12T10:00:00Z'));
	expect(read(Temporal.PlainDateTime.from('2025-03-12T00:00'))).toBe(utc('2025-03-12T10:00:00Z'));
	expect(read(Temporal.PlainDateTime.from('2025-03-12T08:30'))).toBe(utc('2025-03-12T01:30:00Z'));
});

test.each(['31/02/2025', '29/02/2025', '12/13/2025', '00/01/2025'])('%s is no day', (text) => {
	expect(compileDateFormat({ patterns: ['dd/MM/yyyy'], zone: 'UTC' })(text)).toEqual({
		fault: 'looks like 99/99/9999, but there is no such day or time'
	});
});

test('what cannot be read is told by its form, never by its content', () => {
	const read = compileDateFormat({ patterns: ['dd/MM/yyyy', 'd/M/yyyy'], zone: 'UTC' });
	expect(read('Nguyễn Văn A, 1980')).toEqual({
		fault: 'looks like aaaaaa aaa a, 9999, not like dd/MM/yyyy or d/M/yyyy'
	});
	expect(toForm('x'.repeat(100))).toHaveLength(41);
});

test.each([
	['dd/QQ/yyyy', /"QQ".*not a part/],
	['dd/MM', /no year/],
	['dd/dd/MM/yyyy', /twice/],
	['dd/MM/yyyy hh:mm', /both h and a/],
	['yyyy-MM-ddTHH:mm', /"T".*put words in '…'/]
])('the pattern %s is refused', (pattern, message) => {
	expect(() => compileDateFormat({ patterns: [pattern], zone: 'UTC' })).toThrow(message);
});

test('a zone that does not exist is refused by name', () => {
	expect(() => compileDateFormat({ patterns: ['dd/MM/yyyy'], zone: 'Asia/Ca_Mau' })).toThrow(/Asia\/Ca_Mau/);
});

test('any instant written in a zone with its offset is read back, and without it too unless its hour came twice', () => {
	const zones = fc.constantFrom(
		'Asia/Ho_Chi_Minh',
		'Europe/Amsterdam',
		'America/St_Johns',
		'Australia/Lord_Howe',
		'UTC'
	);
	const instants = fc.integer({ min: utc('2000-01-01T00:00:00Z'), max: utc('2030-01-01T00:00:00Z') });
	fc.assert(
		fc.property(instants, zones, (at, zone) => {
			const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
			const wall = zoned.toPlainDateTime().toString({ fractionalSecondDigits: 3 });
			const withOffset = compileDateFormat({ patterns: ["yyyy-MM-dd'T'HH:mm:ss.SXXX"], zone: 'UTC' });
			expect(withOffset(`${wall}${zoned.offset}`)).toBe(at);
			const patterns = ["yyyy-MM-dd'T'HH:mm:ss.S"];
			const both = (['earlier', 'later'] as const).map((overlap) =>
				compileDateFormat({ patterns, zone, overlap })(wall)
			);
			expect(both).toContain(at);
		})
	);
});
