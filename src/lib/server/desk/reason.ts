import { type AskedReason, type DeskResult, done, type MoveReason, type Reason, refused } from '../../contract/desk.ts';

/** As the timeline of the dossier prints it, in the language of the office, like the reasons feeds send. */
const WORDS: Readonly<Record<MoveReason, string>> = {
	overload: 'Người đang xử lý quá tải',
	absence: 'Người đang xử lý vắng mặt',
	skill: 'Không đúng chuyên môn',
	urgent: 'Hồ sơ gấp',
	'wrong-unit': 'Không đúng thẩm quyền của đơn vị',
	proposal: 'Theo đề xuất cân bằng công việc',
	other: 'Lý do khác'
};

export function toReasonWords({ code, text }: Reason): string {
	return text === '' ? WORDS[code] : `${WORDS[code]}: ${text}`;
}

/** "Other" alone says nothing, and words alone are in no list. */
export function checkReason({ code, text }: AskedReason): DeskResult<Reason> {
	return code === '' || (code === 'other' && text === '') ? refused('empty-reason') : done({ code, text });
}
