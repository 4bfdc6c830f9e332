import type { CatalogueUnit } from '../catalogue.ts';

/**
 * The 64 communes and wards of Cà Mau: code, name, English name, wave, label point (lat, lon), neighbours.
 *
 * Codes, names (spelling of Nghị quyết 1655, June 2025), points inside the polygon and neighbours come from
 * thanglequoc/vietnamese-provinces-database (MIT); its geometry goes back to the national merger map sapnhap.bando.com.vn.
 * Waves: press reports of August 2025, 37 + 27 units.
 */
type Row = readonly [
	code: string,
	name: string,
	nameEn: string,
	wave: 1 | 2,
	lat: number,
	lon: number,
	neighbours: string
];

// prettier-ignore
const ROWS: readonly Row[] = [
	['31825', 'Phường Bạc Liêu', 'Bac Lieu Ward', 1, 9.29146, 105.70864, '31834 31840 31891 31900 31906 31927'],
	['31834', 'Phường Vĩnh Trạch', 'Vinh Trach Ward', 1, 9.29536, 105.77751, '31825 31840 31906'],
	['31840', 'Phường Hiệp Thành', 'Hiep Thanh Ward', 1, 9.24383, 105.76816, '31825 31834 31927'],
	['31843', 'Xã Hồng Dân', 'Hong Dan Commune', 1, 9.53724, 105.45152, '31849 31858 31864 31867 31876'],
	['31849', 'Xã Ninh Quới', 'Ninh Quoi Commune', 1, 9.52159, 105.52533, '31843 31867 31882'],
	['31858', 'Xã Vĩnh Lộc', 'Vinh Loc Commune', 2, 9.5613, 105.36066, '31843 31864'],
	['31864', 'Xã Ninh Thạnh Lợi', 'Ninh Thanh Loi Commune', 1, 9.46717, 105.34457, '31843 31858 31876 31885'],
	['31867', 'Xã Phước Long', 'Phuoc Long Commune', 1, 9.43835, 105.48424, '31843 31849 31876 31882'],
	['31876', 'Xã Vĩnh Phước', 'Vinh Phuoc Commune', 2, 9.39891, 105.40967, '31843 31864 31867 31882 31885 31942 31951'],
	['31882', 'Xã Vĩnh Thanh', 'Vinh Thanh Commune', 1, 9.36039, 105.51271, '31849 31867 31876 31894 31918 31951'],
	['31885', 'Xã Phong Hiệp', 'Phong Hiep Commune', 1, 9.33884, 105.3178, '31864 31876 31942 31957 32071 32083'],
	['31891', 'Xã Hòa Bình', 'Hoa Binh Commune', 1, 9.24636, 105.6053, '31825 31894 31900 31918 31927 31951 31975'],
	['31894', 'Xã Châu Thới', 'Chau Thoi Commune', 2, 9.38746, 105.60008, '31882 31891 31900 31918'],
	['31900', 'Xã Vĩnh Lợi', 'Vinh Loi Commune', 1, 9.3695, 105.73573, '31825 31891 31894 31906'],
	['31906', 'Xã Hưng Hội', 'Hung Hoi Commune', 2, 9.35235, 105.79631, '31825 31834 31900'],
	['31918', 'Xã Vĩnh Mỹ', 'Vinh My Commune', 2, 9.31505, 105.57614, '31882 31891 31894 31951'],
	['31927', 'Xã Vĩnh Hậu', 'Vinh Hau Commune', 2, 9.20913, 105.66149, '31825 31840 31891 31975'],
	['31942', 'Phường Giá Rai', 'Gia Rai Ward', 1, 9.2778, 105.40276, '31876 31885 31951 31957 31975 31985 31988'],
	['31951', 'Phường Láng Tròn', 'Lang Tron Ward', 1, 9.29621, 105.47491, '31876 31882 31891 31918 31942 31975'],
	['31957', 'Xã Phong Thạnh', 'Phong Thanh Commune', 2, 9.2344, 105.31474, '31885 31942 31988 31993 32002 32025 32083'],
	['31972', 'Xã Gành Hào', 'Ganh Hao Commune', 2, 9.08855, 105.42821, '31985 31988 31993 32167'],
	['31975', 'Xã Đông Hải', 'Dong Hai Commune', 2, 9.1817, 105.53189, '31891 31927 31942 31951 31985'],
	['31985', 'Xã Long Điền', 'Long Dien Commune', 1, 9.1719, 105.4598, '31942 31972 31975 31988'],
	['31988', 'Xã An Trạch', 'An Trach Commune', 2, 9.17012, 105.36002, '31942 31957 31972 31985 31993'],
	['31993', 'Xã Định Thành', 'Dinh Thanh Commune', 2, 9.12016, 105.28458, '31957 31972 31988 32025 32041 32155 32167'],
	['32002', 'Phường An Xuyên', 'An Xuyen Ward', 1, 9.22785, 105.17685, '31957 32014 32025 32083 32092'],
	['32014', 'Phường Lý Văn Lâm', 'Ly Van Lam Ward', 1, 9.16453, 105.12521, '32002 32025 32041 32059 32092 32110 32134'],
	['32025', 'Phường Tân Thành', 'Tan Thanh Ward', 1, 9.18803, 105.21677, '31957 31993 32002 32014 32041'],
	['32041', 'Phường Hòa Thành', 'Hoa Thanh Ward', 1, 9.13018, 105.20668, '31993 32014 32025 32134 32155 32161'],
	['32044', 'Xã Nguyễn Phích', 'Nguyen Phich Commune', 1, 9.45682, 104.98008, '32047 32059 32062 32065 32069'],
	['32047', 'Xã U Minh', 'U Minh Commune', 2, 9.43525, 104.87472, '32044 32062'],
	['32059', 'Xã Khánh An', 'Khanh An Commune', 2, 9.26396, 105.02139, '32014 32044 32062 32065 32092 32104 32110'],
	['32062', 'Xã Khánh Lâm', 'Khanh Lam Commune', 2, 9.33362, 104.89541, '32044 32047 32059 32104'],
	['32065', 'Xã Thới Bình', 'Thoi Binh Commune', 1, 9.34103, 105.11492, '32044 32059 32069 32071 32083 32092'],
	['32069', 'Xã Biển Bạch', 'Bien Bach Commune', 2, 9.46758, 105.06631, '32044 32065 32071'],
	['32071', 'Xã Trí Phải', 'Tri Phai Commune', 1, 9.39955, 105.19249, '31885 32065 32069 32083'],
	['32083', 'Xã Tân Lộc', 'Tan Loc Commune', 1, 9.2926, 105.22492, '31885 31957 32002 32065 32071 32092'],
	['32092', 'Xã Hồ Thị Kỷ', 'Ho Thi Ky Commune', 2, 9.26101, 105.11779, '32002 32014 32059 32065 32083'],
	['32095', 'Xã Trần Văn Thời', 'Tran Van Thoi Commune', 1, 9.07894, 104.94828, '32098 32104 32110 32119 32134 32140 32214'],
	['32098', 'Xã Sông Đốc', 'Song Doc Commune', 1, 9.02168, 104.84561, '32095 32119 32214 32218'],
	['32104', 'Xã Đá Bạc', 'Da Bac Commune', 1, 9.21774, 104.8882, '32059 32062 32095 32110 32119'],
	['32110', 'Xã Khánh Bình', 'Khanh Binh Commune', 2, 9.1519, 105.01782, '32014 32059 32095 32104 32134'],
	['32119', 'Xã Khánh Hưng', 'Khanh Hung Commune', 2, 9.11186, 104.86878, '32095 32098 32104'],
	['32128', 'Xã Cái Nước', 'Cai Nuoc Commune', 1, 8.91201, 105.02519, '32137 32140 32161 32182 32191 32201 32214 32227'],
	['32134', 'Xã Lương Thế Trân', 'Luong The Tran Commune', 1, 9.11001, 105.07968, '32014 32041 32095 32110 32137 32140 32161'],
	['32137', 'Xã Tân Hưng', 'Tan Hung Commune', 2, 9.01163, 105.08803, '32128 32134 32140 32161'],
	['32140', 'Xã Hưng Mỹ', 'Hung My Commune', 2, 9.01347, 105.00002, '32095 32128 32134 32137 32214'],
	['32152', 'Xã Đầm Dơi', 'Dam Doi Commune', 1, 8.95933, 105.19663, '32155 32161 32167 32182 32185 32188'],
	['32155', 'Xã Tạ An Khương', 'Ta An Khuong Commune', 2, 9.0479, 105.22812, '31993 32041 32152 32161 32167'],
	['32161', 'Xã Trần Phán', 'Tran Phan Commune', 2, 9.0092, 105.14057, '32041 32128 32134 32137 32152 32155 32182'],
	['32167', 'Xã Tân Thuận', 'Tan Thuan Commune', 1, 9.01932, 105.32961, '31972 31993 32152 32155 32188'],
	['32182', 'Xã Quách Phẩm', 'Quach Pham Commune', 2, 8.90591, 105.11618, '32128 32152 32161 32185 32191 32206'],
	['32185', 'Xã Thanh Tùng', 'Thanh Tung Commune', 2, 8.88097, 105.18868, '32152 32182 32188 32206'],
	['32188', 'Xã Tân Tiến', 'Tan Tien Commune', 2, 8.90883, 105.30362, '32152 32167 32185 32206'],
	['32191', 'Xã Năm Căn', 'Nam Can Commune', 1, 8.80874, 105.03869, '32128 32182 32201 32206 32236'],
	['32201', 'Xã Đất Mới', 'Dat Moi Commune', 2, 8.75787, 104.92667, '32128 32191 32212 32227 32236 32244 32248'],
	['32206', 'Xã Tam Giang', 'Tam Giang Commune', 2, 8.81041, 105.13899, '32182 32185 32188 32191 32236'],
	['32212', 'Xã Cái Đôi Vàm', 'Cai Doi Vam Commune', 1, 8.82877, 104.83094, '32201 32218 32227'],
	['32214', 'Xã Phú Mỹ', 'Phu My Commune', 1, 8.96361, 104.92458, '32095 32098 32128 32140 32218 32227'],
	['32218', 'Xã Phú Tân', 'Phu Tan Commune', 1, 8.92852, 104.84597, '32098 32212 32214 32227'],
	['32227', 'Xã Nguyễn Việt Khái', 'Nguyen Viet Khai Commune', 1, 8.86914, 104.92991, '32128 32201 32212 32214 32218'],
	['32236', 'Xã Tân Ân', 'Tan An Commune', 1, 8.73204, 105.07483, '32191 32201 32206 32244'],
	['32244', 'Xã Phan Ngọc Hiển', 'Phan Ngoc Hien Commune', 1, 8.64086, 104.9594, '32201 32236 32248'],
	['32248', 'Xã Đất Mũi', 'Dat Mui Commune', 1, 8.62844, 104.83025, '32201 32244']
];

const GO_LIVE = { 1: '2025-08-15', 2: '2025-11-01' } as const;

export const communes: readonly CatalogueUnit[] = ROWS.map(([code, name, nameEn, wave, lat, lon, neighbours]) => ({
	code,
	kind: 'commune',
	name,
	nameEn,
	shortName: name.replace(/^(Xã|Phường) /, ''),
	oneStop: code,
	calendarId: 'ca-mau',
	validFrom: '2025-07-01',
	wave,
	goLiveOn: GO_LIVE[wave],
	point: { lat, lon },
	neighbours: neighbours.split(' '),
	confidence: 'verified: code, name, wave; the code was not checked against the issuing decision'
}));
