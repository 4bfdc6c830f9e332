import type { CatalogueProcedure } from '../catalogue.ts';

/**
 * Sixty frequent procedures, by national code. 48 come from records of dichvucong.gov.vn (crawled about July 2026),
 * 12 from own knowledge. Limits are the national maximum; a province shortens them by decision, as a new dated limit.
 *
 * Online levels are own knowledge throughout. Validity starts with the new province, the older past is not catalogued.
 * After a supplement the limit starts again (NĐ 61/2018 art. 19.4) unless the procedure itself says otherwise.
 */
const PORTAL = 'code, name, field, level: verified (portal record)';
const CODE_SEEN = 'code seen in a public repository; rest own knowledge, to be checked';
const OWN = 'own knowledge, to be checked';
const PRINTED = 'verified: number and unit printed in the portal record';
const UNIT_NOT_PRINTED = 'verified number, unit not printed (working days by the sector decree: to be checked)';
const BY_LAW =
	'by the civil-status or certification law (own knowledge), agrees with the bare number in the portal record';

type Row = Pick<
	CatalogueProcedure,
	'code' | 'name' | 'nameEn' | 'field' | 'level' | 'competent' | 'onlineLevel' | 'confidence'
> & {
	readonly limit: readonly [value: number, unit: 'working-day' | 'calendar-day' | 'same-day', confidence: string];
	readonly immediate?: true;
	readonly supplementRule?: 'pause';
};

const ROWS: readonly Row[] = [
	{
		code: '1.001193',
		name: 'Đăng ký khai sinh',
		nameEn: 'Birth registration',
		field: 'Hộ tịch',
		level: 'commune',
		competent: null,
		onlineLevel: 'full',
		immediate: true,
		limit: [1, 'same-day', BY_LAW],
		confidence: PORTAL
	},
	{
		code: '1.000894',
		name: 'Đăng ký kết hôn',
		nameEn: 'Marriage registration',
		field: 'Hộ tịch',
		level: 'commune',
		competent: null,
		onlineLevel: 'partial',
		immediate: true,
		limit: [1, 'same-day', BY_LAW],
		confidence: PORTAL
	},
	{
		code: '1.000656',
		name: 'Đăng ký khai tử',
		nameEn: 'Death registration',
		field: 'Hộ tịch',
		level: 'commune',
		competent: null,
		onlineLevel: 'full',
		immediate: true,
		limit: [1, 'same-day', BY_LAW],
		confidence: PORTAL
	},
	{
		code: '1.004873',
		name: 'Cấp Giấy xác nhận tình trạng hôn nhân',
		nameEn: 'Marital status certificate',
		field: 'Hộ tịch',
		level: 'commune',
		competent: null,
		onlineLevel: 'full',
		limit: [3, 'working-day', BY_LAW],
		confidence: PORTAL
	},
	{
		code: '1.004884',
		name: 'Đăng ký lại khai sinh',
		nameEn: 'Re-registration of birth',
		field: 'Hộ tịch',
		level: 'commune',
		competent: null,
		onlineLevel: 'full',
		limit: [5, 'working-day', BY_LAW],
		confidence: PORTAL
	},
	{
		code: '1.001022',
		name: 'Đăng ký nhận cha, mẹ, con',
		nameEn: 'Recognition of parent or child',
		field: 'Hộ tịch',
		level: 'commune',
		competent: null,
		onlineLevel: 'partial',
		limit: [3, 'working-day', BY_LAW],
		confidence: PORTAL
	},
	{
		code: '1.004859',
		name: 'Thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc',
		nameEn: 'Change or correction of civil-status data',
		field: 'Hộ tịch',
		level: 'commune',
		competent: null,
		onlineLevel: 'full',
		limit: [3, 'working-day', OWN],
		confidence: PORTAL
	},
	{
		code: '1.000689',
		name: 'Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con',
		nameEn: 'Birth registration combined with parent recognition',
		field: 'Hộ tịch',
		level: 'commune',
		competent: null,
		onlineLevel: 'partial',
		limit: [3, 'working-day', BY_LAW],
		confidence: PORTAL
	},
	{
		code: '1.004837',
		name: 'Đăng ký giám hộ',
		nameEn: 'Guardianship registration',
		field: 'Hộ tịch',
		level: 'commune',
		competent: null,
		onlineLevel: 'full',
		limit: [3, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '2.000635',
		name: 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh',
		nameEn: 'Certified extract of civil status',
		field: 'Hộ tịch',
		level: 'commune',
		competent: null,
		onlineLevel: 'full',
		immediate: true,
		limit: [1, 'same-day', BY_LAW],
		confidence: `${PORTAL}; done at province level too`
	},
	{
		code: '2.000806',
		name: 'Đăng ký kết hôn có yếu tố nước ngoài',
		nameEn: 'Marriage with a foreign element',
		field: 'Hộ tịch',
		level: 'commune',
		competent: null,
		onlineLevel: 'partial',
		limit: [5, 'working-day', OWN],
		confidence: PORTAL
	},
	{
		code: '2.000815',
		name: 'Chứng thực bản sao từ bản chính',
		nameEn: 'Certification of copies',
		field: 'Chứng thực',
		level: 'commune',
		competent: null,
		onlineLevel: null,
		immediate: true,
		limit: [1, 'same-day', BY_LAW],
		confidence: PORTAL
	},
	{
		code: '2.000884',
		name: 'Chứng thực chữ ký',
		nameEn: 'Certification of signature',
		field: 'Chứng thực',
		level: 'commune',
		competent: null,
		onlineLevel: null,
		immediate: true,
		limit: [1, 'same-day', BY_LAW],
		confidence: PORTAL
	},
	{
		code: '2.001035',
		name: 'Chứng thực giao dịch liên quan đến tài sản là động sản, quyền sử dụng đất, nhà ở',
		nameEn: 'Certification of property transactions',
		field: 'Chứng thực',
		level: 'commune',
		competent: null,
		onlineLevel: 'partial',
		limit: [2, 'working-day', OWN],
		confidence: PORTAL
	},
	{
		code: '2.000908',
		name: 'Cấp bản sao từ sổ gốc',
		nameEn: 'Copy from the original register',
		field: 'Chứng thực',
		level: 'commune',
		competent: null,
		onlineLevel: 'full',
		limit: [1, 'working-day', PRINTED],
		confidence: `${PORTAL}; whoever keeps the register is competent: no competent unit; done at province level too`
	},
	{
		code: '2.001263',
		name: 'Đăng ký việc nuôi con nuôi trong nước',
		nameEn: 'Domestic adoption',
		field: 'Nuôi con nuôi',
		level: 'commune',
		competent: null,
		onlineLevel: 'partial',
		limit: [30, 'calendar-day', OWN],
		confidence: PORTAL
	},
	{
		code: '3.000333',
		name: 'Cấp Phiếu lý lịch tư pháp',
		nameEn: 'Criminal record certificate',
		field: 'Lý lịch tư pháp',
		level: 'province',
		competent: 'H12.40',
		onlineLevel: 'full',
		limit: [10, 'calendar-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.004222',
		name: 'Đăng ký thường trú',
		nameEn: 'Permanent residence registration',
		field: 'Đăng ký, quản lý cư trú',
		level: 'commune',
		competent: null,
		onlineLevel: 'full',
		limit: [7, 'working-day', PRINTED],
		confidence: `${PORTAL}; done by the commune police, which is no unit here: no competent unit`
	},
	{
		code: '1.004194',
		name: 'Đăng ký tạm trú',
		nameEn: 'Temporary residence registration',
		field: 'Đăng ký, quản lý cư trú',
		level: 'commune',
		competent: null,
		onlineLevel: 'full',
		limit: [3, 'working-day', PRINTED],
		confidence: `${PORTAL}; done by the commune police, which is no unit here: no competent unit`
	},
	{
		code: '1.014061',
		name: 'Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên',
		nameEn: 'Identity card, 14 and older',
		field: 'Cấp, quản lý căn cước',
		level: 'commune',
		competent: null,
		onlineLevel: 'partial',
		limit: [7, 'working-day', PRINTED],
		confidence: `${PORTAL}; done by the commune police, which is no unit here: no competent unit`
	},
	{
		code: '1.001456',
		name: 'Cấp hộ chiếu phổ thông ở trong nước',
		nameEn: 'Ordinary passport',
		field: 'Quản lý xuất nhập cảnh',
		level: 'province',
		competent: 'H12.40',
		onlineLevel: 'full',
		limit: [8, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.001612',
		name: 'Đăng ký thành lập hộ kinh doanh',
		nameEn: 'Registration of a household business',
		field: 'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)',
		level: 'commune',
		competent: null,
		onlineLevel: 'full',
		limit: [3, 'working-day', OWN],
		confidence: PORTAL
	},
	{
		code: '2.000720',
		name: 'Đăng ký thay đổi nội dung đăng ký hộ kinh doanh',
		nameEn: 'Change of household-business data',
		field: 'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)',
		level: 'commune',
		competent: null,
		onlineLevel: 'full',
		limit: [3, 'working-day', OWN],
		confidence: PORTAL
	},
	{
		code: '1.005280',
		name: 'Đăng ký thành lập hợp tác xã',
		nameEn: 'Registration of a cooperative',
		field: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã',
		level: 'commune',
		competent: null,
		onlineLevel: 'full',
		limit: [3, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '2.001583',
		name: 'Đăng ký thành lập công ty TNHH một thành viên',
		nameEn: 'Formation of a single-member LLC',
		field: 'Thành lập và hoạt động của doanh nghiệp',
		level: 'province',
		competent: 'H12.04',
		onlineLevel: 'full',
		limit: [3, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.009664',
		name: 'Cấp Giấy chứng nhận đăng ký đầu tư',
		nameEn: 'Investment registration certificate',
		field: 'Đầu tư tại Việt nam',
		level: 'province',
		competent: 'H12.04',
		onlineLevel: 'partial',
		limit: [10, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.012783',
		name: 'Cấp đổi Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất',
		nameEn: 'Exchange of a land-use certificate',
		field: 'Đất đai',
		level: 'province',
		competent: 'H12.44',
		onlineLevel: 'partial',
		limit: [15, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.012784',
		name: 'Tách thửa hoặc hợp thửa đất',
		nameEn: 'Splitting or merging plots',
		field: 'Đất đai',
		level: 'province',
		competent: 'H12.44',
		onlineLevel: 'partial',
		limit: [12, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.012786',
		name: 'Cấp lại Giấy chứng nhận do bị mất',
		nameEn: 'Replacement of a lost land-use certificate',
		field: 'Đất đai',
		level: 'province',
		competent: 'H12.44',
		onlineLevel: 'partial',
		limit: [10, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.012790',
		name: 'Đính chính Giấy chứng nhận đã cấp',
		nameEn: 'Correction of a land-use certificate',
		field: 'Đất đai',
		level: 'province',
		competent: 'H12.44',
		onlineLevel: 'partial',
		limit: [8, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.012753',
		name: 'Đăng ký đất đai, cấp Giấy chứng nhận lần đầu',
		nameEn: 'First land registration and certificate',
		field: 'Đất đai',
		level: 'commune',
		competent: null,
		onlineLevel: 'partial',
		limit: [17, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.012812',
		name: 'Hòa giải tranh chấp đất đai',
		nameEn: 'Conciliation of a land dispute',
		field: 'Đất đai',
		level: 'commune',
		competent: null,
		onlineLevel: null,
		limit: [30, 'calendar-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.011441',
		name: 'Đăng ký biện pháp bảo đảm bằng quyền sử dụng đất',
		nameEn: 'Registration of a land mortgage',
		field: 'Đăng ký biện pháp bảo đảm',
		level: 'province',
		competent: 'H12.44',
		onlineLevel: 'partial',
		limit: [3, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.011443',
		name: 'Xóa đăng ký biện pháp bảo đảm bằng quyền sử dụng đất',
		nameEn: 'Deletion of a land mortgage',
		field: 'Đăng ký biện pháp bảo đảm',
		level: 'province',
		competent: 'H12.44',
		onlineLevel: 'partial',
		limit: [3, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.004359',
		name: 'Cấp, cấp lại Giấy phép khai thác thủy sản',
		nameEn: 'Fishing licence',
		field: 'Thủy sản',
		level: 'province',
		competent: 'H12.06',
		onlineLevel: 'full',
		limit: [5, 'working-day', UNIT_NOT_PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.003650',
		name: 'Cấp giấy chứng nhận đăng ký tàu cá',
		nameEn: 'Fishing-vessel registration',
		field: 'Thủy sản',
		level: 'province',
		competent: 'H12.06',
		onlineLevel: 'full',
		limit: [3, 'working-day', UNIT_NOT_PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.003593',
		name: 'Cấp giấy xác nhận nguyên liệu thủy sản khai thác',
		nameEn: 'Confirmation of caught raw material',
		field: 'Thủy sản',
		level: 'province',
		competent: 'H12.06',
		onlineLevel: 'full',
		limit: [1, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.014801',
		name: 'Cấp, cấp lại Giấy xác nhận nuôi trồng thủy sản lồng bè, đối tượng chủ lực (nội địa)',
		nameEn: 'Registration of key-species / cage aquaculture (inland)',
		field: 'Thủy sản',
		level: 'commune',
		competent: null,
		onlineLevel: 'full',
		limit: [5, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.010727',
		name: 'Cấp giấy phép môi trường (cấp tỉnh)',
		nameEn: 'Environmental licence',
		field: 'Môi trường',
		level: 'province',
		competent: 'H12.06',
		onlineLevel: 'partial',
		supplementRule: 'pause',
		limit: [30, 'calendar-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.004363',
		name: 'Cấp Giấy chứng nhận đủ điều kiện buôn bán thuốc bảo vệ thực vật',
		nameEn: 'Pesticide trade certificate',
		field: 'Trồng trọt và Bảo vệ thực vật',
		level: 'province',
		competent: 'H12.06',
		onlineLevel: 'partial',
		limit: [15, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.011607',
		name: 'Công nhận hộ nghèo, hộ cận nghèo thường xuyên hằng năm',
		nameEn: 'Recognition of poor households',
		field: 'Giảm nghèo',
		level: 'commune',
		competent: null,
		onlineLevel: null,
		limit: [15, 'calendar-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.013225',
		name: 'Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
		nameEn: 'Building permit (class III/IV, houses)',
		field: 'Hoạt động xây dựng',
		level: 'commune',
		competent: null,
		onlineLevel: 'partial',
		limit: [20, 'calendar-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.013236',
		name: 'Cấp giấy phép xây dựng mới công trình cấp đặc biệt, cấp I, cấp II',
		nameEn: 'Building permit (special, class I/II)',
		field: 'Hoạt động xây dựng',
		level: 'province',
		competent: 'H12.05',
		onlineLevel: 'partial',
		limit: [20, 'calendar-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.014159',
		name: 'Cung cấp thông tin quy hoạch đô thị và nông thôn',
		nameEn: 'Planning information',
		field: 'Quy hoạch đô thị và nông thôn',
		level: 'province',
		competent: 'H12.05',
		onlineLevel: 'full',
		limit: [10, 'calendar-day', PRINTED],
		confidence: `${PORTAL}; the commune is competent too`
	},
	{
		code: '1.000703',
		name: 'Cấp Giấy phép kinh doanh vận tải bằng xe ô tô',
		nameEn: 'Road transport business licence',
		field: 'Đường bộ',
		level: 'province',
		competent: 'H12.05',
		onlineLevel: 'full',
		limit: [4, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.004088',
		name: 'Đăng ký phương tiện thủy nội địa lần đầu (chưa khai thác)',
		nameEn: 'First registration of an inland vessel',
		field: 'Hàng hải và đường thủy nội địa',
		level: 'province',
		competent: 'H12.05',
		onlineLevel: 'partial',
		limit: [2, 'working-day', PRINTED],
		confidence: `${PORTAL}; the commune is competent too`
	},
	{
		code: '1.009454',
		name: 'Công bố hoạt động bến thủy nội địa',
		nameEn: 'Opening an inland-waterway landing',
		field: 'Hàng hải và đường thủy nội địa',
		level: 'commune',
		competent: null,
		onlineLevel: 'partial',
		limit: [5, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '3.000348',
		name: 'Cấp lại giấy phép lái xe',
		nameEn: 'Re-issue of a driving licence',
		field: 'Sát hạch, cấp giấy phép lái xe',
		level: 'province',
		competent: 'H12.40',
		onlineLevel: 'full',
		limit: [5, 'working-day', PRINTED],
		confidence: PORTAL
	},
	{
		code: '1.001776',
		name: 'Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng',
		nameEn: 'Monthly social allowance',
		field: 'Bảo trợ xã hội',
		level: 'commune',
		competent: null,
		onlineLevel: 'partial',
		limit: [22, 'working-day', OWN],
		confidence: CODE_SEEN
	},
	{
		code: '1.001699',
		name: 'Xác định mức độ khuyết tật và cấp Giấy xác nhận khuyết tật',
		nameEn: 'Disability certificate',
		field: 'Bảo trợ xã hội',
		level: 'commune',
		competent: null,
		onlineLevel: 'partial',
		limit: [25, 'working-day', OWN],
		confidence: OWN
	},
	{
		code: '1.014028',
		name: 'Thực hiện trợ cấp hưu trí xã hội',
		nameEn: 'Social pension',
		field: 'Bảo trợ xã hội',
		level: 'commune',
		competent: null,
		onlineLevel: 'partial',
		limit: [10, 'working-day', OWN],
		confidence: CODE_SEEN
	},
	{
		code: '2.000509',
		name: 'Đăng ký hoạt động tín ngưỡng',
		nameEn: 'Registration of belief activities',
		field: 'Tín ngưỡng, tôn giáo',
		level: 'commune',
		competent: null,
		onlineLevel: 'partial',
		limit: [15, 'calendar-day', OWN],
		confidence: OWN
	},
	{
		code: '2.000033',
		name: 'Thông báo hoạt động khuyến mại',
		nameEn: 'Notification of a sales promotion',
		field: 'Xúc tiến thương mại',
		level: 'province',
		competent: 'H12.07',
		onlineLevel: 'full',
		immediate: true,
		limit: [1, 'same-day', OWN],
		confidence: OWN
	},
	{
		code: '1.005092',
		name: 'Cấp bản sao văn bằng, chứng chỉ từ sổ gốc',
		nameEn: 'Copy of a diploma from the register',
		field: 'Văn bằng, chứng chỉ',
		level: 'province',
		competent: 'H12.11',
		onlineLevel: 'full',
		limit: [1, 'working-day', OWN],
		confidence: OWN
	},
	{
		code: '2.001914',
		name: 'Chỉnh sửa nội dung văn bằng, chứng chỉ',
		nameEn: 'Correction of a diploma',
		field: 'Văn bằng, chứng chỉ',
		level: 'province',
		competent: 'H12.11',
		onlineLevel: 'full',
		limit: [5, 'working-day', OWN],
		confidence: OWN
	},
	{
		code: '2.001955',
		name: 'Đăng ký nội quy lao động của doanh nghiệp',
		nameEn: 'Registration of internal labour rules',
		field: 'Lao động',
		level: 'province',
		competent: 'H12.02',
		onlineLevel: 'full',
		limit: [7, 'working-day', OWN],
		confidence: OWN
	},
	{
		code: '1.001978',
		name: 'Giải quyết hưởng trợ cấp thất nghiệp',
		nameEn: 'Unemployment benefit',
		field: 'Việc làm',
		level: 'province',
		competent: 'H12.02',
		onlineLevel: 'partial',
		limit: [20, 'working-day', OWN],
		confidence: OWN
	},
	{
		code: '1.004593',
		name: 'Cấp Giấy chứng nhận đủ điều kiện kinh doanh dược',
		nameEn: 'Pharmacy business certificate',
		field: 'Dược phẩm',
		level: 'province',
		competent: 'H12.10',
		onlineLevel: 'partial',
		limit: [30, 'calendar-day', OWN],
		confidence: OWN
	},
	{
		code: '1.004645',
		name: 'Thông báo sản phẩm quảng cáo trên bảng quảng cáo, băng-rôn',
		nameEn: 'Notification of outdoor advertising',
		field: 'Văn hóa cơ sở',
		level: 'province',
		competent: 'H12.09',
		onlineLevel: 'full',
		limit: [5, 'working-day', OWN],
		confidence: OWN
	},
	{
		code: '2.002380',
		name: 'Cấp giấy phép sử dụng thiết bị X-quang chẩn đoán trong y tế',
		nameEn: 'Licence for medical X-ray devices',
		field: 'An toàn bức xạ và hạt nhân',
		level: 'province',
		competent: 'H12.08',
		onlineLevel: 'full',
		limit: [25, 'calendar-day', OWN],
		confidence: OWN
	}
];

export const procedures: readonly CatalogueProcedure[] = ROWS.map(({ limit, immediate, supplementRule, ...row }) => ({
	...row,
	immediate: immediate ?? false,
	supplementRule: supplementRule ?? 'restart',
	validFrom: '2025-07-01',
	limits: [
		{
			validFrom: '2025-07-01',
			value: limit[0],
			unit: limit[1],
			source: limit[2] === OWN ? 'own knowledge' : 'dichvucong.gov.vn',
			confidence: limit[2]
		}
	]
}));
