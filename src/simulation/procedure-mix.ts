import type { ApplicantKind } from '../lib/domain/dossier/event.ts';

/** How often a procedure is asked for in the simulated province, and what comes out of it. All of it is made up. */
export interface ProcedureUse {
	readonly code: string;
	/** Dossiers per hundred, roughly. */
	readonly weight: number;
	/** Expected result as it stands on the receipt. */
	readonly result: string;
	readonly applicant: ApplicantKind;
	/** How much likelier than usual it runs late. */
	readonly strain: number;
	/** Share of dossiers in which a financial duty is asked for on the way. */
	readonly payment: number;
	/** Another competent unit for a share of the dossiers. */
	readonly elsewhere: { readonly unit: string; readonly share: number } | null;
}

type Row = readonly [
	code: string,
	weight: number,
	result: string,
	more?: Partial<Pick<ProcedureUse, 'applicant' | 'strain' | 'payment' | 'elsewhere'>>
];

const LAND = 2.1;

// prettier-ignore
const ROWS: readonly Row[] = [
	['1.001193', 6, 'Giấy khai sinh'],
	['1.000894', 2.2, 'Giấy chứng nhận kết hôn'],
	['1.000656', 1.6, 'Trích lục khai tử'],
	['1.004873', 5, 'Giấy xác nhận tình trạng hôn nhân'],
	['1.004884', 1.5, 'Giấy khai sinh'],
	['1.001022', 0.2, 'Trích lục đăng ký nhận cha, mẹ, con'],
	['1.004859', 2.4, 'Trích lục thay đổi, cải chính hộ tịch'],
	['1.000689', 0.3, 'Giấy khai sinh'],
	['1.004837', 0.1, 'Trích lục đăng ký giám hộ'],
	['2.000635', 6, 'Bản sao trích lục hộ tịch', { elsewhere: { unit: 'H12.03', share: 0.03 } }],
	['2.000806', 0.2, 'Giấy chứng nhận kết hôn'],
	['2.000815', 8, 'Bản sao chứng thực'],
	['2.000884', 2, 'Văn bản chứng thực chữ ký'],
	['2.001035', 3, 'Hợp đồng, giao dịch chứng thực'],
	['2.000908', 1.6, 'Bản sao từ sổ gốc', { elsewhere: { unit: 'H12.03', share: 0.25 } }],
	['2.001263', 0.1, 'Giấy chứng nhận nuôi con nuôi'],
	['3.000333', 3, 'Phiếu lý lịch tư pháp', { strain: 1.2 }],
	['1.004222', 4, 'Thông báo kết quả đăng ký thường trú'],
	['1.004194', 4, 'Thông báo kết quả đăng ký tạm trú'],
	['1.014061', 3, 'Thẻ căn cước'],
	['1.001456', 2.5, 'Hộ chiếu phổ thông'],
	['1.001612', 3.5, 'Giấy chứng nhận đăng ký hộ kinh doanh'],
	['2.000720', 1.5, 'Giấy chứng nhận đăng ký hộ kinh doanh'],
	['1.005280', 0.1, 'Giấy chứng nhận đăng ký hợp tác xã', { applicant: 'organisation' }],
	['2.001583', 1, 'Giấy chứng nhận đăng ký doanh nghiệp', { applicant: 'enterprise' }],
	['1.009664', 0.15, 'Giấy chứng nhận đăng ký đầu tư', { applicant: 'enterprise', strain: 1.5, elsewhere: { unit: 'H12.14', share: 0.5 } }],
	['1.012783', 5, 'Giấy chứng nhận quyền sử dụng đất', { strain: LAND, payment: 0.12 }],
	['1.012784', 3.5, 'Giấy chứng nhận quyền sử dụng đất', { strain: LAND, payment: 0.3 }],
	['1.012786', 1, 'Giấy chứng nhận quyền sử dụng đất', { strain: LAND }],
	['1.012790', 1.5, 'Giấy chứng nhận đã đính chính', { strain: LAND }],
	['1.012753', 2.5, 'Giấy chứng nhận quyền sử dụng đất lần đầu', { strain: LAND, payment: 0.4 }],
	['1.012812', 0.5, 'Biên bản hòa giải', { strain: LAND }],
	['1.011441', 5, 'Giấy chứng nhận đã ghi đăng ký biện pháp bảo đảm'],
	['1.011443', 4, 'Giấy chứng nhận đã ghi xóa đăng ký'],
	['1.004359', 2, 'Giấy phép khai thác thủy sản'],
	['1.003650', 1, 'Giấy chứng nhận đăng ký tàu cá'],
	['1.003593', 1, 'Giấy xác nhận nguyên liệu thủy sản khai thác', { applicant: 'enterprise' }],
	['1.014801', 1.6, 'Giấy xác nhận nuôi trồng thủy sản'],
	['1.010727', 0.15, 'Giấy phép môi trường', { applicant: 'enterprise', strain: 2 }],
	['1.004363', 0.3, 'Giấy chứng nhận đủ điều kiện buôn bán', { applicant: 'enterprise' }],
	['1.011607', 1, 'Quyết định công nhận hộ nghèo, hộ cận nghèo'],
	['1.013225', 1.6, 'Giấy phép xây dựng', { strain: 1.6 }],
	['1.013236', 0.2, 'Giấy phép xây dựng', { applicant: 'enterprise', strain: 1.6, elsewhere: { unit: 'H12.14', share: 0.25 } }],
	['1.014159', 0.8, 'Văn bản cung cấp thông tin quy hoạch', { strain: 1.4 }],
	['1.000703', 0.8, 'Giấy phép kinh doanh vận tải', { applicant: 'enterprise' }],
	['1.004088', 0.6, 'Giấy chứng nhận đăng ký phương tiện'],
	['1.009454', 0.1, 'Quyết định công bố hoạt động bến', { applicant: 'enterprise' }],
	['3.000348', 3, 'Giấy phép lái xe'],
	['1.001776', 2, 'Quyết định trợ cấp xã hội', { strain: 1.3 }],
	['1.001699', 0.8, 'Giấy xác nhận khuyết tật', { strain: 1.3 }],
	['1.014028', 1.6, 'Quyết định hưởng trợ cấp hưu trí xã hội'],
	['2.000509', 0.1, 'Văn bản đăng ký hoạt động tín ngưỡng', { applicant: 'organisation', elsewhere: { unit: 'H12.12', share: 0.4 } }],
	['2.000033', 0.6, 'Xác nhận đã tiếp nhận thông báo', { applicant: 'enterprise' }],
	['1.005092', 0.8, 'Bản sao văn bằng, chứng chỉ'],
	['2.001914', 0.2, 'Văn bằng, chứng chỉ đã chỉnh sửa'],
	['2.001955', 0.2, 'Thông báo đăng ký nội quy lao động', { applicant: 'enterprise', elsewhere: { unit: 'H12.14', share: 0.3 } }],
	['1.001978', 2, 'Quyết định hưởng trợ cấp thất nghiệp'],
	['1.004593', 0.3, 'Giấy chứng nhận đủ điều kiện kinh doanh dược', { applicant: 'enterprise', strain: 1.3 }],
	['1.004645', 0.4, 'Văn bản trả lời thông báo quảng cáo', { applicant: 'enterprise' }],
	['2.002380', 0.1, 'Giấy phép sử dụng thiết bị bức xạ', { applicant: 'state-body' }]
];

const KNOWN = new Map(
	ROWS.map(([code, weight, result, more]): [string, ProcedureUse] => [
		code,
		{ code, weight, result, applicant: 'citizen', strain: 1, payment: 0, elsewhere: null, ...more }
	])
);

/** A procedure that this table does not know is asked for now and then. */
export function useOf(procedure: { readonly code: string; readonly name: string }): ProcedureUse {
	return (
		KNOWN.get(procedure.code) ?? {
			code: procedure.code,
			weight: 0.2,
			result: procedure.name.slice(0, 300),
			applicant: 'citizen',
			strain: 1,
			payment: 0,
			elsewhere: null
		}
	);
}
