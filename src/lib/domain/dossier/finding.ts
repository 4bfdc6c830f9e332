import type { Instant } from '../time/instant.ts';

/**
 * Marks on the record of a dossier that its events alone set, whatever the time; some end with a later event. What turns
 * true by the passing of time is a condition over the dossier: see the figures of findings.
 */
export const FINDING_CODES = [
	/** Bước chuyển trạng thái không hợp lệ: a status followed that the national list does not allow. */
	'impossible-transition',
	/** Không có bước tiếp nhận: worked on, but no acceptance was ever reported. */
	'missing-acceptance',
	/** Không có ngày hẹn trả: accepted, but no return date was given and none could be computed. */
	'no-return-date',
	/** Chưa rõ việc: open, and no record says what is being done. */
	'no-step',
	/** Chưa rõ kết quả: open, and no record names the result it is to have. */
	'no-result',
	/** Yêu cầu bổ sung muộn: asked for more than three working days after the start (NĐ 61/2018 art. 19.4). */
	'late-supplement',
	/** Yêu cầu bổ sung khi đã đến hạn: asked for on the promised day or later, which stops the clock. */
	'supplement-at-limit',
	/** Đặt lại ngày hẹn sau khi đã quá hẹn: the feed gave a later date when the one before had passed. */
	'moved-after-limit',
	/** Hẹn trả lại quá một lần: reappointed more than once (NĐ 61/2018 art. 19.9 allows one). */
	'second-reappointment',
	/** Thư xin lỗi muộn: not sent at least a day before the promised day (NĐ 61/2018 art. 19.9). */
	'late-apology',
	/** Rút hồ sơ khi đã đến hạn: withdrawn on the promised day or later, which counts as on time. */
	'withdrawn-at-limit',
	/** Kết thúc khi đang tạm dừng: resolved straight out of a pause. */
	'ended-while-paused',
	/** Kết thúc không rõ kết quả: resolved, and no record ever named the result. */
	'ended-without-result',
	/** Kết thúc ghi lùi ngày: told after the promised day, as if it had ended in time, of a dossier we had known before. */
	'back-dated-end'
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Marks that a single event sets as it is applied. */
export interface Finding {
	readonly code: FindingCode;
	/** Time and key of the event that showed it. */
	readonly at: Instant;
	readonly key: string;
}
