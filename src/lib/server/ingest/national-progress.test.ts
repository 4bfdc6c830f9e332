import { describe, expect, test } from 'vitest';
import { aCatalogue } from '../../../../tests/support/a-catalogue.ts';
import { readNationalProgress } from './national-progress.ts';
import type { ReadingContext } from './reading.ts';

const context: ReadingContext = {
	catalogue: aCatalogue(),
	defaultUnit: null,
	arrivedAt: Date.parse('2025-12-01T00:00:00Z')
};
const base = {
	MaHoSo: 'H12.03-250815-0001',
	NguoiXuLy: 'Trần Thị B',
	ChucDanh: 'Chuyên viên',
	ThoiDiemXuLy: '20250815093000',
	PhongBanXuLy: 'Phòng Hộ tịch',
	NoiDungXuLy: 'Thẩm định hồ sơ',
	TrangThai: '4',
	NgayKetThucTheoQuyDinh: '20250818170000'
};

describe('a progress record', () => {
	test('is one event with the handler and what is being done', () => {
		expect(readNationalProgress(base, context)).toMatchObject({
			dossier: base.MaHoSo,
			title: 'Chuyên viên',
			events: [
				{
					type: 'processing',
					at: Date.parse('2025-08-15T09:30:00+07:00'),
					facts: { handler: 'Trần Thị B', step: 'Thẩm định hồ sơ' },
					by: 'Trần Thị B'
				}
			]
		});
	});

	test.each([
		['1', 'filed'],
		['2', 'accepted'],
		['3', 'refused'],
		['5', 'supplement-requested'],
		['6', 'payment-requested'],
		['7', 'withdrawn'],
		['8', 'stopped'],
		['9', 'resolved'],
		['10', 'returned']
	])('of status %s means %s', (TrangThai, type) => {
		expect(readNationalProgress({ ...base, TrangThai }, context)).toMatchObject({ events: [{ type }] });
	});

	test('has the same key when it comes again, and another one for another content', () => {
		const keyOf = (some: object) => {
			const reading = readNationalProgress({ ...base, ...some }, context);
			return 'events' in reading ? reading.events[0]?.key : reading.detail;
		};
		expect(keyOf({ TrangThai: 4 })).toBe(keyOf({}));
		expect(keyOf({ NguoiXuLy: 'Lê Văn C' })).not.toBe(keyOf({}));
		expect(keyOf({ ThoiDiemXuLy: '20250815093001' })).not.toBe(keyOf({}));
		expect(keyOf({ TrangThai: '9' })).not.toBe(keyOf({}));
	});

	test.each([
		[{ NguoiXuLy: '' }, 'missing-field', 'NguoiXuLy'],
		[{ TrangThai: '11' }, 'bad-field', 'TrangThai'],
		[{ ThoiDiemXuLy: '15/08/2025' }, 'bad-field', 'ThoiDiemXuLy'],
		[{ ThoiDiemXuLy: '20260815000000' }, 'time-in-future', 'ThoiDiemXuLy'],
		[{ ThoiDiemXuLy: '19000101000000' }, 'time-too-old', 'ThoiDiemXuLy']
	])('with %j is refused as %s', (some, problem, field) => {
		expect(readNationalProgress({ ...base, ...some }, context)).toMatchObject({ outcome: 'rejected', problem, field });
	});
});
