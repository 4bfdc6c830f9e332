import { recordSchema } from '../../contract/record.ts';

/**
 * Personal data of applicants are cut out of a record before it is stored: what stays is the payload, what was cut goes to
 * a table of its own while the record waits, or to the applicant's once it is taken. Joined, they are the record again.
 */
export interface SplitRecord {
	readonly payload: Fields;
	/** Null: nothing was cut out. */
	readonly personal: Fields | null;
}
export type Fields = Readonly<Record<string, unknown>>;

/** Who the applicant is and how to reach them. */
const IDENTITY = ['ChuHoSo', 'SoGiayToChuHoSo', 'DinhDanhCHS', 'Email', 'Fax', 'SoDienThoai', 'MaDoiTuong'] as const;

/** Free text and files that speak of the applicant. */
const PRIVATE = [
	'ThongTinKhac',
	'TrichYeuHoSo',
	'GhiChu',
	'ThongTinTra',
	'TaiLieuNop',
	'DanhSachTepDinhKemKhac',
	'DanhSachGiayToKetQua',
	'DanhSachGiayToBoSung',
	'ThongTinTiepNhan'
] as const;

/** Fields whose form or list leaves no room for a person; everything else is searched for the applicant's data. */
const STRUCTURAL = new Set([
	...['MaHoSo', 'MaTTHC', 'TenTTHC', 'MaLinhVuc', 'TenLinhVuc', 'KenhThucHien', 'SoBienNhan', 'LoaiDoiTuong'],
	...['NgayNopHoSo', 'NgayTiepNhan', 'NgayHenTra', 'TrangThaiHoSo', 'NgayKetThucXuLy', 'NgayTra', 'HinhThuc'],
	...['NgayTuChoi', 'DonViXuLy', 'NoiNopHoSo', 'HoSoCoThanhPhanSoHoa', 'TaiKhoanDuocXacThucVoiVNeID'],
	...['DuocThanhToanTrucTuyen', 'DonViPhiDiaGioi', 'NguoiXuLy', 'ChucDanh', 'ThoiDiemXuLy', 'PhongBanXuLy'],
	...['TrangThai', 'NgayBatDau', 'NgayKetThucTheoQuyDinh', 'HoSoBoSungId', 'NguoiYeuCauBoSung', 'NgayBoSung'],
	...['NguoiTiepNhanBoSung', 'NgayTiepNhanBoSung', 'TrangThaiBoSung', 'NgayHenTraTruoc', 'NgayHenTraMoi'],
	...['key', 'dossier', 'type', 'at', 'procedure', 'receiving', 'resolving', 'returning', 'channel'],
	...['applicantKind', 'handler', 'returnAt', 'cause', 'by']
]);

/** Names of unlisted fields under which systems send personal data. */
const PERSONAL_NAME =
	/h[oọ]_?t[eê]n|ng[uư][oờ]i_?n[oộ]p|ch[uủ]_?h[oồ]|d[iị]a_?ch[iỉ]|địa_?chỉ|dien_?thoai|email|cccd|cmnd|dinh_?danh|ng[aà]y_?sinh|gi[aấ]y_?t[oờ]|applicant|citizen|phone|address|birth|identity/iu;

const CUT = new Set<string>([...IDENTITY, ...PRIVATE, 'applicant']);
const OWN_FIELDS = new Set(Object.keys(recordSchema.entries));

/** Takes a record of any form apart. Of an unknown form nothing stays, since nobody can say what it holds. */
export function splitPersonal(record: unknown): SplitRecord {
	if (!isFields(record)) return { payload: {}, personal: { record } };
	if ('MaHoSo' in record) return split(record, (name) => !isPersonal(name));
	if ('dossier' in record) return split(record, (name) => OWN_FIELDS.has(name) && !isPersonal(name));
	return { payload: {}, personal: { record } };
}

/** The record as it came. */
export function joinPersonal({ payload, personal }: SplitRecord): unknown {
	if (personal !== null && Object.keys(payload).length === 0) return personal['record'];
	return { ...payload, ...personal };
}

export function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPersonal(name: string): boolean {
	return CUT.has(name) || (!STRUCTURAL.has(name) && PERSONAL_NAME.test(name));
}

function split(record: Fields, stays: (name: string) => boolean): SplitRecord {
	const hide = findHider(record);
	const payload: Record<string, unknown> = {};
	const personal: Record<string, unknown> = {};
	let cut = false;
	for (const [name, value] of Object.entries(record)) {
		const rest = stays(name) ? hide(name, value) : undefined;
		if (rest !== undefined) payload[name] = rest;
		if (rest !== value) {
			personal[name] = value;
			cut = true;
		}
	}
	return { payload, personal: cut ? personal : null };
}

/**
 * Removes from texts that may hold anything (reasons, notes, unlisted fields) what the record itself says about its
 * applicant, and private fields inside lists.
 */
export function findHider(record: Fields): (name: string, value: unknown) => unknown {
	const secrets = [...IDENTITY, 'applicant'].flatMap((name) => textsIn(record[name])).filter((text) => text.length > 3);
	const pattern = secrets.length === 0 ? null : new RegExp(secrets.map((text) => RegExp.escape(text)).join('|'), 'giu');
	const hide = (name: string, value: unknown): unknown => {
		if (typeof value === 'string')
			return pattern === null || STRUCTURAL.has(name) ? value : value.replace(pattern, '…');
		if (typeof value === 'number') return hide(name, String(value)) === String(value) ? value : '…';
		if (Array.isArray(value))
			return keepSame(
				value,
				value.map((item) => hide('', item))
			);
		if (!isFields(value)) return value;
		const members = Object.entries(value).filter(([member]) => !isPersonal(member));
		return keepSame(value, Object.fromEntries(members.map(([member, item]) => [member, hide(member, item)])));
	};
	return hide;
}

/** The original where nothing was removed, so that `===` tells. */
function keepSame(before: object, after: object): object {
	const members = Object.entries(after);
	const same = members.length === Object.keys(before).length;
	return same && members.every(([name, value]) => (before as Fields)[name] === value) ? before : after;
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value.trim()];
	if (typeof value === 'number') return [String(value)];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}
