/** What the simulated officials write. */
export const refusal = [
	'Hồ sơ không thuộc thẩm quyền giải quyết',
	'Thành phần hồ sơ không đúng quy định',
	'Thông tin kê khai không khớp giấy tờ kèm theo'
] as const;

export const supplement = [
	'Bổ sung bản sao giấy tờ tùy thân',
	'Bổ sung bản vẽ, trích đo còn thiếu',
	'Kê khai lại tờ khai theo mẫu',
	'Bổ sung văn bản ủy quyền'
] as const;

export const delay = [
	'Chờ ý kiến cơ quan phối hợp',
	'Cần xác minh thêm nguồn gốc hồ sơ',
	'Hồ sơ nhiều, chưa bố trí đủ cán bộ',
	'Lỗi kết nối phần mềm chuyên ngành'
] as const;

export const withdrawal = 'Công dân đề nghị rút hồ sơ';
