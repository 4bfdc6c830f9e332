/** Why a request as a whole was refused. Each code with its HTTP status and its words for people. */
export const HTTP_PROBLEMS = {
	/** No key, a wrong or revoked one, or one of another feed: never says which, nor whether the feed exists. */
	'bad-key': { status: 401, vi: 'Khóa truy cập không hợp lệ', en: 'The key is not valid' },
	'bad-json': { status: 400, vi: 'Nội dung không phải JSON hợp lệ', en: 'The body is not valid JSON' },
	'bad-request': { status: 400, vi: 'Yêu cầu không hợp lệ', en: 'The request is not valid' },
	'body-too-large': { status: 413, vi: 'Nội dung vượt quá giới hạn', en: 'The body is too large' },
	'unsupported-media-type': {
		status: 415,
		vi: 'Kiểu nội dung không được hỗ trợ',
		en: 'The type of the body is not supported'
	},
	'unknown-reassignment': {
		status: 404,
		vi: 'Nguồn này không có yêu cầu chuyển đó',
		en: 'The feed has no such reassignment'
	},
	/** It was acknowledged or refused before, the other way round. */
	'answered-already': { status: 409, vi: 'Yêu cầu chuyển đã được trả lời', en: 'The reassignment is answered already' },
	/** The database is slow or away and much waits for it. The same request may be sent again after a while. */
	busy: { status: 503, vi: 'Hệ thống đang bận, hãy gửi lại sau', en: 'Too busy now, send it again later' }
} as const;
export type HttpProblemCode = keyof typeof HTTP_PROBLEMS;

/** Body of an answer of type `application/problem+json` (RFC 9457). */
export interface HttpProblem {
	readonly type: 'about:blank';
	readonly status: number;
	readonly code: HttpProblemCode;
	/** In Vietnamese. */
	readonly title: string;
	readonly titleEn: string;
	/** One sentence for the sender's log, in English. */
	readonly detail?: string;
	/** Place of a fault in the text, from 1. */
	readonly line?: number;
	readonly column?: number;
}
