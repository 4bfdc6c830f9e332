import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCatalogue } from '../../../../tests/support/a-catalogue.ts';
import { joinPersonal, splitPersonal } from './personal.ts';
import { isProblem } from './reading.ts';
import { toEvents } from './to-events.ts';

const context = { catalogue: aCatalogue(), defaultUnit: null, arrivedAt: Date.parse('2025-09-01T00:00:00Z') };

/** Texts that cannot be part of anything else in a record. */
const secret = fc.stringMatching(/^[A-Z]{6,12} §[0-9]{4,9}$/);

const national = fc.record({
	MaHoSo: fc.constant('H12.03-250815-0001'),
	MaTTHC: fc.constantFrom('1.001193', '9.999999', ''),
	TrangThaiHoSo: fc.constantFrom('4', '5', '12'),
	NgayNopHoSo: fc.constant('20250815070000'),
	NgayTiepNhan: fc.constantFrom('20250815080000', 'x'),
	ChuHoSo: secret,
	SoGiayToChuHoSo: secret,
	SoDienThoai: secret,
	Email: secret,
	Fax: secret,
	MaDoiTuong: secret,
	ThongTinKhac: secret,
	ThongTinTra: secret,
	TrichYeuHoSo: secret,
	GhiChu: secret,
	DiaChiChuHoSo: secret,
	NgaySinh: secret,
	DinhDanhCHS: fc.array(fc.record({ LoaiDinhDanh: fc.constant('1'), SoDinhDanh: secret })),
	TaiLieuNop: fc.array(fc.record({ TenTepDinhKem: secret, DuongDanTaiTepTin: secret })),
	DanhSachTepDinhKemKhac: fc.array(fc.record({ TenGiayTo: secret })),
	DanhSachGiayToKetQua: fc.array(fc.record({ TenGiayTo: secret }))
});

const own = fc.record({
	dossier: fc.constant('H12.03-250815-0001'),
	type: fc.constantFrom('accepted', 'supplement-requested', 'wrong'),
	at: fc.constantFrom('2025-08-15T08:00:00+07:00', 'x'),
	procedure: fc.constantFrom('1.001193', '9.999999'),
	applicant: fc.record({ name: secret, identityNumber: secret, phone: secret, email: secret, address: secret })
});

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return value.includes('§') ? [value] : [];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe('personal data', () => {
	test('of a national record reach neither payload nor event nor answer', () => {
		fc.assert(
			fc.property(national, (record) => {
				const { ChuHoSo, SoDienThoai } = record;
				const told = {
					...record,
					NoiDungXuLyThem: `gọi ${SoDienThoai.toLowerCase()} gặp ${ChuHoSo}`,
					DanhSachHoSoBoSung: [
						{ NgayBoSung: '20250816080000', NoiDungBoSung: `Ông ${ChuHoSo} bổ sung`, ThongTinTiepNhan: SoDienThoai }
					]
				};
				const { payload } = splitPersonal(told);
				const reading = toEvents(told, context);
				const kept = JSON.stringify([payload, isProblem(reading) ? reading : reading.events]).toUpperCase();
				for (const text of textsIn(record)) expect(kept).not.toContain(text);
			})
		);
	});

	test('of our own record reach neither payload nor event nor answer', () => {
		fc.assert(
			fc.property(own, secret, (record, stray) => {
				const { name, phone } = record.applicant;
				const told = { ...record, reason: `${name} gọi từ ${phone}`, step: name, applicantName: stray };
				const { payload } = splitPersonal(told);
				const reading = toEvents(told, context);
				const { applicantName: _, ...valid } = told;
				const events = toEvents(valid, context);
				const kept = JSON.stringify([payload, reading, isProblem(events) ? events : events.events]);
				for (const text of [...textsIn(record), stray]) expect(kept).not.toContain(text);
			})
		);
	});

	test('can be put back for a replay', () => {
		fc.assert(
			fc.property(fc.oneof(national, own, fc.jsonValue()), (record) => {
				expect(joinPersonal(splitPersonal(record))).toEqual(record);
			})
		);
	});
});

test('of a record of unknown form nothing is kept in the open', () => {
	const record = { hoTen: 'Nguyễn Văn A' };
	expect(splitPersonal(record)).toEqual({ payload: {}, personal: { record } });
	expect(splitPersonal('Nguyễn Văn A')).toEqual({ payload: {}, personal: { record: 'Nguyễn Văn A' } });
});

test('what the office needs stays', () => {
	const record = {
		MaHoSo: 'H12',
		MaTTHC: '1.001193',
		DonViXuLy: 'Sở Tư pháp',
		ChuHoSo: 'Sở Tư pháp',
		LoaiDoiTuong: '3'
	};
	expect(splitPersonal(record).payload).toEqual({
		MaHoSo: 'H12',
		MaTTHC: '1.001193',
		DonViXuLy: 'Sở Tư pháp',
		LoaiDoiTuong: '3'
	});
	const ours = { dossier: 'H12', type: 'accepted', applicantKind: 'citizen', handler: 'Trần Thị B' };
	expect(splitPersonal(ours)).toEqual({ payload: ours, personal: null });
});
