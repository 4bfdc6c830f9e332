import type { Confidence, SpecialDay, Window } from '../../domain/clock/calendar.ts';
import type { CatalogueCalendar } from '../catalogue.ts';

/**
 * Working days of public bodies 2025–2027.
 *
 * Eleven paid days a year: Bộ luật Lao động 2019, art. 112; a day that falls on the weekly rest is made up on the next
 * working day, art. 111. The government swaps days year by year. 24 November (Vietnam Culture Day) is wanted as a day
 * off by NQ 80-NQ/TW of 7 Jan 2026, but no source says that it is in force: listed, not applied.
 */
type Row = readonly [
	kind: 'off' | 'worked',
	days: string,
	occasion: string,
	source: string,
	confidence: Confidence,
	applies: boolean
];

const LABOUR_CODE = 'Bộ luật Lao động 2019, điều 112';
const MADE_UP = 'Bộ luật Lao động 2019, điều 111–112';
const YEARLY_PLAN = 'Lịch nghỉ hằng năm';
const PRESS = 'Báo chí 2025–2026';
const NEW_YEAR_2026 = 'VB 12729/VPCP-KGVX';
const CULTURE_DAY = 'NQ 80-NQ/TW, NQ 30/NQ-CP; chưa có văn bản thực hiện';
const NOT_ANNOUNCED = 'Chưa công bố';

// prettier-ignore
const ROWS: readonly Row[] = [
	['off', '2025-01-01', 'Tết Dương lịch', LABOUR_CODE, 'computed', true],
	['off', '2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31', 'Tết Ất Tỵ', YEARLY_PLAN, 'own-knowledge', true],
	['off', '2025-04-07', 'Giỗ Tổ Hùng Vương', LABOUR_CODE, 'computed', true],
	['worked', '2025-04-26', 'Làm bù cho ngày 02/5/2025', YEARLY_PLAN, 'own-knowledge', true],
	['off', '2025-04-30', 'Ngày Chiến thắng', YEARLY_PLAN, 'own-knowledge', true],
	['off', '2025-05-01', 'Ngày Quốc tế Lao động', YEARLY_PLAN, 'own-knowledge', true],
	['off', '2025-05-02', 'Hoán đổi với thứ Bảy 26/4/2025', YEARLY_PLAN, 'own-knowledge', true],
	['off', '2025-09-01 2025-09-02', 'Quốc khánh', YEARLY_PLAN, 'own-knowledge', true],
	['off', '2026-01-01', 'Tết Dương lịch', NEW_YEAR_2026, 'verified', true],
	['off', '2026-01-02', 'Hoán đổi với thứ Bảy 10/01/2026', NEW_YEAR_2026, 'verified', true],
	['worked', '2026-01-10', 'Làm bù cho ngày 02/01/2026', NEW_YEAR_2026, 'verified', true],
	['off', '2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20', 'Tết Bính Ngọ', PRESS, 'verified', true],
	['off', '2026-04-27', 'Nghỉ bù Giỗ Tổ Hùng Vương (Chủ nhật 26/4)', MADE_UP, 'computed', true],
	['off', '2026-04-30', 'Ngày Chiến thắng', LABOUR_CODE, 'computed', true],
	['off', '2026-05-01', 'Ngày Quốc tế Lao động', LABOUR_CODE, 'computed', true],
	['worked', '2026-08-22', 'Làm bù cho ngày 31/8/2026', YEARLY_PLAN, 'own-knowledge', true],
	['off', '2026-08-31', 'Hoán đổi với thứ Bảy 22/8/2026', YEARLY_PLAN, 'own-knowledge', true],
	['off', '2026-09-01 2026-09-02', 'Quốc khánh', YEARLY_PLAN, 'own-knowledge', true],
	['off', '2026-11-24', 'Ngày Văn hóa Việt Nam', CULTURE_DAY, 'open', false],
	['off', '2027-01-01', 'Tết Dương lịch', LABOUR_CODE, 'computed', true],
	['off', '2027-02-04', 'Tết Đinh Mùi', NOT_ANNOUNCED, 'open', false],
	['off', '2027-02-05 2027-02-08 2027-02-09 2027-02-10', 'Tết Đinh Mùi', NOT_ANNOUNCED, 'open', true],
	['off', '2027-04-16', 'Giỗ Tổ Hùng Vương', LABOUR_CODE, 'computed', true],
	['off', '2027-04-30', 'Ngày Chiến thắng', LABOUR_CODE, 'computed', true],
	['off', '2027-05-03', 'Nghỉ bù Ngày Quốc tế Lao động (thứ Bảy 01/5)', MADE_UP, 'computed', true],
	['off', '2027-09-02', 'Quốc khánh', LABOUR_CODE, 'computed', true],
	['off', '2027-09-01 2027-09-03', 'Quốc khánh, ngày liền kề', NOT_ANNOUNCED, 'open', false],
	['off', '2027-11-24', 'Ngày Văn hóa Việt Nam', CULTURE_DAY, 'open', false]
];

const days: readonly SpecialDay[] = ROWS.flatMap(([kind, list, occasion, source, confidence, applies]) =>
	list.split(' ').map((day) => ({ day, kind, occasion, source, confidence, applies }))
);

/** 07:00–11:30 and 13:30–17:00: the default of running provincial systems; the province decides. */
const OFFICE_HOURS: readonly Window[] = [
	[7 * 60, 11 * 60 + 30],
	[13 * 60 + 30, 17 * 60]
];

export const calendar: CatalogueCalendar = {
	id: 'ca-mau',
	name: 'Lịch làm việc cơ quan hành chính tỉnh Cà Mau',
	versions: [
		{
			version: 1,
			effectiveFrom: '2025-01-01T00:00:00+07:00',
			rules: {
				weekly: [OFFICE_HOURS, OFFICE_HOURS, OFFICE_HOURS, OFFICE_HOURS, OFFICE_HOURS, [], []],
				saturday: 'reception-morning',
				days,
				closures: []
			},
			note: 'Bản đầu: ngày nghỉ 2025–2027; năm 2027 còn chờ công bố.'
		}
	]
};
