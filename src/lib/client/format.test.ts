import { describe, expect, test } from 'vitest';
import { formatFor } from './format.ts';

const vi = formatFor('vi');
const en = formatFor('en');
/** Friday 15 August 2025, 14:05:09 in the office. */
const friday = Date.parse('2025-08-15T07:05:09Z');
const MINUTE = 60_000;

describe('numbers are written as the office writes them', () => {
	test.each([
		[0, '0', '0'],
		[-0, '0', '0'],
		[999, '999', '999'],
		[1234, '1.234', '1,234'],
		[1_234_567, '1.234.567', '1,234,567'],
		[-340, '-340', '-340'],
		[null, '–', '–']
	])('%s', (value, inVietnamese, inEnglish) => {
		expect([vi.integer(value), en.integer(value)]).toEqual([inVietnamese, inEnglish]);
	});

	test('decimals have a comma in Vietnamese', () => {
		expect([vi.decimal(1234.5), en.decimal(1234.5), vi.decimal(2, 2)]).toEqual(['1.234,5', '1,234.5', '2,00']);
	});

	test.each([
		[0.982, '98,2%', '98.2%'],
		[1, '100,0%', '100.0%'],
		[0.99999, '99,9%', '99.9%'],
		[0, '0,0%', '0.0%'],
		[null, '–', '–']
	])('share %s has no space before the sign and is 100%% only when whole', (share, inVietnamese, inEnglish) => {
		expect([vi.percent(share), en.percent(share)]).toEqual([inVietnamese, inEnglish]);
	});

	test.each([
		[9_999, '9.999', '9,999'],
		[12_000, '12 nghìn', '12 thousand'],
		[12_345, '12,3 nghìn', '12.3 thousand'],
		[345_678, '346 nghìn', '346 thousand'],
		[999_950, '1 triệu', '1 million'],
		[1_234_567, '1,2 triệu', '1.2 million'],
		[2_000_000_000, '2 tỷ', '2 billion'],
		[-12_345, '-12,3 nghìn', '-12.3 thousand']
	])('%s in short', (value, inVietnamese, inEnglish) => {
		expect([vi.short(value), en.short(value)]).toEqual([inVietnamese, inEnglish]);
	});
});

describe('differences are words', () => {
	test.each([
		[3482, 3270, 'tăng 212', 'up 212'],
		[18906, 19246, 'giảm 340', 'down 340'],
		[12_000, 1_000, 'tăng 11.000', 'up 11,000'],
		[5, 5, 'không đổi', 'unchanged']
	])('%s against %s', (value, base, inVietnamese, inEnglish) => {
		expect([vi.difference(value, base), en.difference(value, base)]).toEqual([inVietnamese, inEnglish]);
	});

	test.each([
		[0.982, 0.97, 'tăng 1,2 điểm', 'up 1.2 points'],
		[0.97, 0.98, 'giảm 1,0 điểm', 'down 1.0 point'],
		[0.98201, 0.98199, 'không đổi', 'unchanged']
	])('shares %s against %s in points', (value, base, inVietnamese, inEnglish) => {
		expect([vi.shareDifference(value, base), en.shareDifference(value, base)]).toEqual([inVietnamese, inEnglish]);
	});
});

describe('times are told by the office clock', () => {
	test('date, time, weekday and the long form', () => {
		expect(vi.date(friday)).toBe('15/08/2025');
		expect(vi.time(friday)).toBe('14:05:09');
		expect(vi.clock(friday)).toBe('14:05');
		expect(vi.moment(friday)).toBe('14:05, thứ Sáu 15/08/2025');
		expect(en.moment(friday)).toBe('14:05, Friday 15/08/2025');
		expect(vi.dateTime(friday)).toBe('15/08/2025 14:05');
		expect(vi.month(friday)).toBe(8);
	});

	test('late on Sunday in London is Monday in the office, and midnight is 00', () => {
		const monday = Date.parse('2025-08-17T17:00:00Z');
		expect(vi.moment(monday)).toBe('00:00, thứ Hai 18/08/2025');
		expect(vi.longDate(monday - 1)).toBe('Chủ Nhật 17/08/2025');
	});

	test('a place in the day', () => {
		expect([vi.minuteOfDay(0), vi.minuteOfDay(450), vi.minuteOfDay(1439)]).toEqual(['00:00', '07:30', '23:59']);
	});

	test.each([
		[0, 'vừa xong', 'just now'],
		[-5_000, 'vừa xong', 'just now'],
		[12_000, '12 giây trước', '12 seconds ago'],
		[5 * MINUTE, '5 phút trước', '5 minutes ago'],
		[119 * MINUTE, '1 giờ trước', '1 hour ago'],
		[49 * 60 * MINUTE, '2 ngày trước', '2 days ago']
	])('%s ms ago', (past, inVietnamese, inEnglish) => {
		expect([vi.age(friday - past, friday), en.age(friday - past, friday)]).toEqual([inVietnamese, inEnglish]);
	});

	test('delays are seconds with one digit', () => {
		expect([vi.seconds(180), en.seconds(1000), en.seconds(1240)]).toEqual(['0,2 giây', '1.0 second', '1.2 seconds']);
	});
});

test.each([
	[0, '0 phút', '0 minutes'],
	[45, '45 phút', '45 minutes'],
	[60, '1 giờ', '1 hour'],
	[479, '7 giờ', '7 hours'],
	[480, '1 ngày', '1 day'],
	[1_000, '2 ngày', '2 days']
])('%s working minutes in the largest whole unit, eight hours to a day', (minutes, inVietnamese, inEnglish) => {
	expect([vi.workingTime(minutes), en.workingTime(minutes)]).toEqual([inVietnamese, inEnglish]);
});

test.each([
	[0, '0 phút', '0 minutes'],
	[75, '1 giờ 15 phút', '1 hour 15 minutes'],
	[960, '2 ngày', '2 days'],
	[1_145, '2 ngày 3 giờ 5 phút', '2 days 3 hours 5 minutes']
])('%s working minutes to the minute', (minutes, inVietnamese, inEnglish) => {
	expect([vi.workingSpan(minutes), en.workingSpan(minutes)]).toEqual([inVietnamese, inEnglish]);
});

test.each([
	[35 * MINUTE, '35 phút', '35 minutes'],
	[5 * 60 * MINUTE, '5 giờ', '5 hours'],
	[49 * 60 * MINUTE, '2 ngày', '2 days']
])('%s ms by the calendar', (ms, inVietnamese, inEnglish) => {
	expect([vi.lapse(ms), en.lapse(ms)]).toEqual([inVietnamese, inEnglish]);
});
