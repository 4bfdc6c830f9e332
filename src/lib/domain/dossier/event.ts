import type { Instant } from '../time/instant.ts';
import type { Status } from './status.ts';

/**
 * What can happen to a dossier. Declared once: feeds, ledger, fold, timeline and ticker use these names.
 * The number is the national status the event leads to; null leaves the status as it is.
 */
export const EVENT_TYPES = {
	filed: 1,
	accepted: 2,
	refused: 3,
	processing: 4,
	'supplement-requested': 5,
	'supplement-received': 4,
	'payment-requested': 6,
	withdrawn: 7,
	stopped: 8,
	resolved: 9,
	returned: 10,
	/** A handler took it or gave it back to the pool. */
	assigned: null,
	/** Sent from the place of reception to the competent unit (chuyển phi địa giới). */
	transferred: null,
	/** The competent unit took it over. */
	'transfer-accepted': null,
	/** A promised return date was given or moved (hẹn trả, hẹn trả lại). */
	appointed: null,
	/** Letter of apology sent (thư xin lỗi). */
	apologised: null,
	/** Facts were set right without anything having happened. */
	corrected: null
} as const satisfies Record<string, Status | null>;

export type EventType = keyof typeof EVENT_TYPES;

/** How the dossier was filed (kênh nộp): 1 counter, 2 online, 3 public post in the national list. */
export const CHANNELS = ['counter', 'online', 'post'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Who applied (loại đối tượng): the kind only, never the person. */
export const APPLICANT_KINDS = ['citizen', 'enterprise', 'state-body', 'organisation'] as const;
export type ApplicantKind = (typeof APPLICANT_KINDS)[number];

/** Facts of a dossier that an event may set. A missing key leaves the fact as it was. No personal data. */
export interface Facts {
	procedure: string;
	/** Where it was received (nơi tiếp nhận). */
	receiving: string;
	/** Who is competent (nơi giải quyết). */
	resolving: string;
	/** Where the result is handed over (nơi trả kết quả). */
	returning: string;
	channel: Channel;
	applicantKind: ApplicantKind;
	/** Official working on it, as the feed names them; null returns it to the pool. */
	handler: string | null;
	/** What is being done now (bước xử lý). */
	step: string | null;
	/** Expected result (kết quả phải có). */
	expectedResult: string | null;
}

/** Why a return date was given. */
export type PromiseCause = 'receipt' | 'supplement' | 'reappointment';

export interface DossierEvent {
	/** Unique within the dossier; a second arrival under the same key is a repeat. */
	readonly key: string;
	readonly type: EventType;
	/** When it happened, by the feed's clock. */
	readonly at: Instant;
	readonly facts?: Partial<Facts>;
	/** Promised return instant carried by the event (ngày hẹn trả). */
	readonly returnAt?: Instant;
	/** Why the return date was given; `receipt` when missing. */
	readonly cause?: PromiseCause;
	readonly reason?: string;
	/** Who did it, as the feed names them. */
	readonly by?: string;
}
