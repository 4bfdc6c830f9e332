import * as v from 'valibot';
import { DAY_MS, startOfDay, type Instant } from '../domain/time/instant.ts';

/**
 * Records of the synchronisation with the National Public Service Portal, as seen in the code of running provincial
 * systems. Dates are `yyyyMMddHHmmss` on the office's clock; numbers and codes are strings, and JSON numbers are taken too.
 * Null and '' mean absent. Fields that are not listed are tolerated.
 */

/** `20250815070000` → instant; null when it is not such a date (30 February, 25 o'clock). */
export function findNationalTime(text: string): Instant | null {
	const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text);
	if (match === null) return null;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
	if (hour > 23 || minute > 59 || second > 59) return null;
	const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
	const date = new Date(midnight);
	if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
	return startOfDay(midnight / DAY_MS) + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Instant → `20250815070000`. */
export function toNationalTime(at: Instant): string {
	const local = new Date(at - startOfDay(0)).toISOString();
	return local.slice(0, 19).replace(/\D/g, '');
}

const present = v.transform((value: unknown) => {
	const text = typeof value === 'number' ? String(value) : value;
	const trimmed = typeof text === 'string' ? text.trim() : text;
	return trimmed === '' || trimmed === null ? undefined : trimmed;
});

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const time = v.pipe(
	v.string(),
	v.check((value) => findNationalTime(value) !== null, 'not a date of the form yyyyMMddHHmmss'),
	v.transform((value) => findNationalTime(value) as Instant)
);
const oneOf = <const T extends readonly string[]>(values: T) => v.picklist(values);
const status = v.pipe(
	oneOf(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']),
	v.transform((value) => Number(value) as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10)
);

type Field = v.GenericSchema<string, unknown>;
const must = <S extends Field>(schema: S) =>
	v.pipe(v.unknown(), present, schema as v.GenericSchema<unknown, v.InferOutput<S>>);
const may = <S extends Field>(schema: S) =>
	v.optional(v.pipe(v.unknown(), present, v.optional(schema as v.GenericSchema<unknown, v.InferOutput<S>>)));
const listOf = <S extends v.GenericSchema>(item: S) =>
	v.optional(v.pipe(v.unknown(), present, v.optional(v.array(item as v.GenericSchema<unknown, v.InferOutput<S>>))));

const flag = may(oneOf(['0', '1']));

/** DanhSachHoSoBoSung: a supplement asked for, and the old and new return date. */
export const supplementSchema = v.looseObject({
	HoSoBoSungId: may(text(100)),
	NguoiYeuCauBoSung: may(text(200)),
	NoiDungBoSung: may(text(4000)),
	NgayBoSung: may(time),
	NguoiTiepNhanBoSung: may(text(200)),
	ThongTinTiepNhan: may(text(4000)),
	NgayTiepNhanBoSung: may(time),
	TrangThaiBoSung: may(text(20)),
	DanhSachGiayToBoSung: listOf(v.unknown()),
	DanhSachLePhiBoSung: listOf(v.unknown()),
	NgayHenTraTruoc: may(time),
	NgayHenTraMoi: may(time)
});

/** DongBoHoSoMC: one dossier as it stands. */
export const nationalDossierSchema = v.looseObject({
	MaHoSo: must(text(100)),
	MaTTHC: must(text(100)),
	TenTTHC: may(text(2000)),
	MaLinhVuc: may(text(100)),
	TenLinhVuc: may(text(500)),
	/** 1 counter, 2 online, 3 public post. */
	KenhThucHien: may(oneOf(['1', '2', '3'])),
	SoBienNhan: may(text(100)),
	ChuHoSo: may(text(500)),
	SoGiayToChuHoSo: may(text(100)),
	/** 1 citizen, 2 enterprise, 3 state body, 4 other organisation. */
	LoaiDoiTuong: may(oneOf(['1', '2', '3', '4'])),
	MaDoiTuong: may(text(100)),
	ThongTinKhac: may(text(4000)),
	Email: may(text(200)),
	Fax: may(text(50)),
	SoDienThoai: may(text(50)),
	TrichYeuHoSo: may(text(1000)),
	NgayNopHoSo: may(time),
	NgayTiepNhan: may(time),
	NgayHenTra: may(time),
	TrangThaiHoSo: must(status),
	NgayKetThucXuLy: may(time),
	NgayTra: may(time),
	ThongTinTra: may(text(1000)),
	/** 0 at the one-stop, 1 by post. */
	HinhThuc: may(oneOf(['0', '1'])),
	NgayTuChoi: may(time),
	DonViXuLy: may(text(500)),
	GhiChu: may(text(4000)),
	/** 1 national portal, 2 local system: to be checked, so any short text is taken. */
	NoiNopHoSo: may(text(20)),
	HoSoCoThanhPhanSoHoa: flag,
	TaiKhoanDuocXacThucVoiVNeID: flag,
	/** 1 yes; the other values are not fully known. */
	DuocThanhToanTrucTuyen: may(text(20)),
	DinhDanhCHS: listOf(v.looseObject({ LoaiDinhDanh: may(text(20)), SoDinhDanh: may(text(100)) })),
	DSKetNoiCSDL: listOf(v.looseObject({ MaCSDL: may(text(100)) })),
	TaiLieuNop: listOf(v.looseObject({ TenTepDinhKem: may(text(4000)) })),
	DanhSachLePhi: listOf(v.unknown()),
	DanhSachTepDinhKemKhac: listOf(v.unknown()),
	DanhSachHoSoBoSung: listOf(supplementSchema),
	DanhSachGiayToKetQua: listOf(v.unknown()),
	/** Not in the national list: the unit a boundary-independent dossier was received by, as one provincial product sends it. */
	DonViPhiDiaGioi: may(text(500))
});
export type NationalDossier = v.InferOutput<typeof nationalDossierSchema>;
export type NationalSupplement = v.InferOutput<typeof supplementSchema>;

/** CapNhatTienDoHoSoMC: one step of one dossier. It carries neither an id nor a sequence number. */
export const nationalProgressSchema = v.looseObject({
	MaHoSo: must(text(100)),
	NguoiXuLy: must(text(50)),
	ChucDanh: may(text(200)),
	ThoiDiemXuLy: must(time),
	PhongBanXuLy: may(text(500)),
	NoiDungXuLy: must(text(4000)),
	TrangThai: must(status),
	NgayBatDau: may(time),
	NgayKetThucTheoQuyDinh: may(time)
});
export type NationalProgress = v.InferOutput<typeof nationalProgressSchema>;

export const NATIONAL_SERVICES = ['DongBoHoSoMC', 'CapNhatTienDoHoSoMC'] as const;

/** What national records are sent in. `session` is a secret of the sender and is never kept. */
export const nationalEnvelopeSchema = v.object({
	service: v.picklist(NATIONAL_SERVICES),
	madonvi: v.optional(v.nullable(v.string())),
	isUpdating: v.optional(v.nullable(v.union([v.string(), v.boolean()]))),
	data: v.array(v.unknown())
});
