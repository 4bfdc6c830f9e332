import type { CatalogueUnit } from '../catalogue.ts';

/**
 * The provincial centre, 14 departments and 5 vertical bodies of Cà Mau: code, name, English name, short name.
 *
 * The 14 names are those of the November 2025 decision as reported by the press; the rest is own knowledge.
 * All codes are invented placeholders in the form of QĐ 20/2020 (H12.NN in list order): the official list was not found.
 * Load the real ones at installation.
 */
type Row = readonly [code: string, name: string, nameEn: string, shortName: string];

// prettier-ignore
const DEPARTMENTS: readonly Row[] = [
	['H12.01', 'Văn phòng Ủy ban nhân dân tỉnh', 'Office of the Provincial People’s Committee', 'VP UBND tỉnh'],
	['H12.02', 'Sở Nội vụ', 'Department of Home Affairs', 'Sở Nội vụ'],
	['H12.03', 'Sở Tư pháp', 'Department of Justice', 'Sở Tư pháp'],
	['H12.04', 'Sở Tài chính', 'Department of Finance', 'Sở Tài chính'],
	['H12.05', 'Sở Xây dựng', 'Department of Construction', 'Sở Xây dựng'],
	['H12.06', 'Sở Nông nghiệp và Môi trường', 'Department of Agriculture and Environment', 'Sở NN&MT'],
	['H12.07', 'Sở Công Thương', 'Department of Industry and Trade', 'Sở Công Thương'],
	['H12.08', 'Sở Khoa học và Công nghệ', 'Department of Science and Technology', 'Sở KH&CN'],
	['H12.09', 'Sở Văn hóa, Thể thao và Du lịch', 'Department of Culture, Sports and Tourism', 'Sở VHTT&DL'],
	['H12.10', 'Sở Y tế', 'Department of Health', 'Sở Y tế'],
	['H12.11', 'Sở Giáo dục và Đào tạo', 'Department of Education and Training', 'Sở GD&ĐT'],
	['H12.12', 'Sở Dân tộc và Tôn giáo', 'Department of Ethnic and Religious Affairs', 'Sở DT&TG'],
	['H12.13', 'Thanh tra tỉnh', 'Provincial Inspectorate', 'Thanh tra tỉnh'],
	['H12.14', 'Ban Quản lý Khu kinh tế', 'Management Board of the Economic Zone', 'BQL Khu kinh tế']
];

// prettier-ignore
const VERTICAL_BODIES: readonly Row[] = [
	['H12.40', 'Công an tỉnh', 'Provincial Police', 'Công an tỉnh'],
	['H12.41', 'Bảo hiểm xã hội tỉnh', 'Provincial Social Insurance', 'BHXH tỉnh'],
	['H12.42', 'Thuế tỉnh Cà Mau', 'Provincial Tax Office', 'Thuế tỉnh'],
	['H12.43', 'Bộ Chỉ huy Quân sự tỉnh', 'Provincial Military Command', 'BCH Quân sự'],
	['H12.44', 'Văn phòng Đăng ký đất đai', 'Land Registration Office', 'VP Đăng ký đất đai']
];

const centre: CatalogueUnit = {
	code: 'TTPVHCC',
	kind: 'centre',
	name: 'Trung tâm Phục vụ hành chính công tỉnh',
	nameEn: 'Provincial Public Administration Service Centre',
	shortName: 'Trung tâm PVHCC tỉnh',
	oneStop: 'TTPVHCC',
	calendarId: 'ca-mau',
	validFrom: '2025-07-01',
	wave: null,
	goLiveOn: null,
	// Its address is in no source.
	point: null,
	neighbours: [],
	confidence: 'name: own knowledge; code: invented placeholder'
};

function toUnit(nameConfidence: string) {
	return ([code, name, nameEn, shortName]: Row): CatalogueUnit => ({
		code,
		kind: 'department',
		name,
		nameEn,
		shortName,
		oneStop: centre.code,
		calendarId: 'ca-mau',
		validFrom: '2025-07-01',
		wave: null,
		goLiveOn: null,
		point: null,
		neighbours: [],
		confidence: `name: ${nameConfidence}; code: invented placeholder`
	});
}

export const provincialUnits: readonly CatalogueUnit[] = [
	centre,
	...DEPARTMENTS.map(toUnit('verified')),
	...VERTICAL_BODIES.map(toUnit('own knowledge'))
];
