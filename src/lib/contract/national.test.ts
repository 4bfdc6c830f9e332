import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
	findNationalTime,
	nationalDossierSchema,
	nationalEnvelopeSchema,
	nationalProgressSchema,
	toNationalTime
} from './national.ts';

const dossier = { MaHoSo: 'H12.16-250815-0007', MaTTHC: '1.001193', TrangThaiHoSo: '2' };
const progress = {
	MaHoSo: 'H12.16-250815-0007',
	NguoiXuLy: 'Trần Thị B',
	ThoiDiemXuLy: '20250815093000',
	NoiDungXuLy: 'Thẩm định hồ sơ',
	TrangThai: '4'
};

function faultOf(schema: v.GenericSchema, value: unknown): string | undefined {
	const parsed = v.safeParse(schema, value);
	return parsed.success ? undefined : (v.getDotPath(parsed.issues[0]) ?? '');
}

describe('a national date', () => {
	test('is told by the office’s clock', () => {
		expect(findNationalTime('20250815070000')).toBe(Date.parse('2025-08-15T07:00:00+07:00'));
		expect(findNationalTime('20240229235959')).toBe(Date.parse('2024-02-29T23:59:59+07:00'));
	});

	test.each(['20250230000000', '20251301000000', '20250815240000', '20250815006000', '2025081507', 'x', ''])(
		'%j is none',
		(text) => {
			expect(findNationalTime(text)).toBeNull();
		}
	);

	test('comes back as it was written', () => {
		const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
		fc.assert(fc.property(seconds, (at) => findNationalTime(toNationalTime(at * 1000)) === at * 1000));
	});
});

describe('a DongBoHoSoMC record', () => {
	test('needs its code, its procedure and its status', () => {
		expect(faultOf(nationalDossierSchema, dossier)).toBeUndefined();
		for (const field of Object.keys(dossier)) {
			const { [field as keyof typeof dossier]: _, ...rest } = dossier;
			expect(faultOf(nationalDossierSchema, rest)).toBe(field);
			expect(faultOf(nationalDossierSchema, { ...dossier, [field]: '' })).toBe(field);
			expect(faultOf(nationalDossierSchema, { ...dossier, [field]: null })).toBe(field);
		}
	});

	test('may carry numbers where strings are agreed, and nothing where something may be missing', () => {
		const record = { ...dossier, TrangThaiHoSo: 9, NgayNopHoSo: 20250815070000, KenhThucHien: 2, Email: '', Fax: null };
		expect(v.parse(nationalDossierSchema, record)).toMatchObject({
			TrangThaiHoSo: 9,
			NgayNopHoSo: Date.parse('2025-08-15T07:00:00+07:00'),
			KenhThucHien: '2'
		});
	});

	test.each([
		['TrangThaiHoSo', '0'],
		['TrangThaiHoSo', '11'],
		['KenhThucHien', '4'],
		['LoaiDoiTuong', '5'],
		['HinhThuc', '2'],
		['HoSoCoThanhPhanSoHoa', '2'],
		['TaiKhoanDuocXacThucVoiVNeID', 'x'],
		['TrichYeuHoSo', 'a'.repeat(1001)],
		['DinhDanhCHS', 'không phải danh sách'],
		['DanhSachHoSoBoSung', {}],
		...['NgayNopHoSo', 'NgayTiepNhan', 'NgayHenTra', 'NgayKetThucXuLy', 'NgayTra', 'NgayTuChoi'].flatMap(
			(field): [string, unknown][] => [
				[field, '2025-08-15'],
				[field, '20250230070000']
			]
		)
	])('with a wrong %s has its fault there', (field, value) => {
		expect(faultOf(nationalDossierSchema, { ...dossier, [field]: value })).toBe(field);
	});

	test('names the place of a fault inside its lists', () => {
		const record = { ...dossier, DanhSachHoSoBoSung: [{}, { NgayHenTraMoi: 'mai' }] };
		expect(faultOf(nationalDossierSchema, record)).toBe('DanhSachHoSoBoSung.1.NgayHenTraMoi');
		const files = { ...dossier, TaiLieuNop: [{ TenTepDinhKem: 'a'.repeat(4001) }] };
		expect(faultOf(nationalDossierSchema, files)).toBe('TaiLieuNop.0.TenTepDinhKem');
	});

	test('keeps fields that are not listed', () => {
		expect(v.parse(nationalDossierSchema, { ...dossier, MaXa: '32152' })).toHaveProperty('MaXa', '32152');
	});
});

describe('a CapNhatTienDoHoSoMC record', () => {
	test('needs what the services ask for', () => {
		expect(faultOf(nationalProgressSchema, progress)).toBeUndefined();
		for (const field of Object.keys(progress)) {
			const { [field as keyof typeof progress]: _, ...rest } = progress;
			expect(faultOf(nationalProgressSchema, rest)).toBe(field);
		}
	});

	test('names a handler of at most 50 characters', () => {
		expect(faultOf(nationalProgressSchema, { ...progress, NguoiXuLy: 'a'.repeat(51) })).toBe('NguoiXuLy');
	});
});

test('an envelope loses its session', () => {
	const envelope = { session: 'secret', madonvi: 'H12', service: 'DongBoHoSoMC', isUpdating: 'True', data: [dossier] };
	expect(JSON.stringify(v.parse(nationalEnvelopeSchema, envelope))).not.toContain('secret');
	expect(v.safeParse(nationalEnvelopeSchema, { ...envelope, service: 'LayThuTuc' }).success).toBe(false);
});
