import { expect, test } from 'vitest';
import { formatFor } from '$lib/client/format.ts';
import { toCountSheet } from '$lib/client/words/counted-days.ts';
import { aClockedView } from '$lib/client/words/dossier-view.fixture.ts';
import type { Limit } from '$lib/domain/clock/limit.ts';
import { at } from '$lib/domain/dossier/event.fixture.ts';
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';

overwriteGetLocale(() => 'vi');
const format = formatFor('vi');
const sheetOf = (accepted: string, limit: Limit) => {
	const { why } = aClockedView([at(accepted, 'accepted')], { limit, supplement: 'pause' });
	return toCountSheet(why.find(({ code }) => code === 'limit')?.days ?? [], format);
};

test('a count is a calendar sheet: minutes in their weekday, days off by name', () => {
	const sheet = sheetOf('2026-04-24 15:20', { value: 4, unit: 'working-day' });
	expect(sheet?.weeks.map(({ days }) => days.map((day) => day && `${day.date} ${day.value}`))).toEqual([
		[null, '28/04 480', '29/04 480', '30/04 nghỉ', '01/05 nghỉ', '02/05 nghỉ', '03/05 nghỉ'],
		['04/05 480', '05/05 480', null, null, null, null, null]
	]);
	expect(sheet?.sum).toBe('Cộng 1.920 phút = 4 ngày làm việc.');
	expect(sheet?.occasions).toEqual(['30/04/2026–01/05/2026 nghỉ: Ngày Chiến thắng và Quốc tế Lao động']);
	expect(sheet?.weeks[0]?.days.slice(3, 6).map((day) => day?.spoken)).toEqual([
		'thứ Năm 30/04/2026: không tính, ngày nghỉ: Ngày Chiến thắng và Quốc tế Lao động',
		'thứ Sáu 01/05/2026: không tính, ngày nghỉ: Ngày Chiến thắng và Quốc tế Lao động',
		'thứ Bảy 02/05/2026: không tính, thứ Bảy chỉ tiếp nhận'
	]);
});

test('a Saturday worked instead is counted, and says why', () => {
	const sheet = sheetOf('2026-01-09 09:00', { value: 1, unit: 'working-day' });
	expect(sheet?.weeks[0]?.days.map((day) => day?.value ?? null)).toEqual([null, null, null, null, '360', '120', null]);
	expect(sheet?.occasions).toEqual(['10/01/2026 làm việc: Làm bù ngày 02/01']);
});

test('calendar days are numbered, and the move off a day off is shown', () => {
	const sheet = sheetOf('2026-01-16 10:00', { value: 1, unit: 'calendar-day' });
	expect(sheet?.weeks.flatMap(({ days }) => days).flatMap((day) => (day ? [[day.date, day.value]] : []))).toEqual([
		['17/01', '1'],
		['18/01', 'nghỉ'],
		['19/01', 'hạn']
	]);
	expect(sheet?.sum).toBe('Cộng 1 ngày.');
});

test('where nothing was counted there is no sheet', () => {
	expect(toCountSheet([], format)).toBeNull();
});
