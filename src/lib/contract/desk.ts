import * as v from 'valibot';
import { type Instant, isIsoDay } from '../domain/time/instant.ts';
import type { EffortBasis } from '../domain/workload/effort.ts';
import type { Load } from '../domain/workload/load.ts';
import type { WorkingPattern } from '../domain/workload/official.ts';
import type { RiskLevel } from '../domain/workload/risk.ts';
import type { Spread } from '../domain/workload/spread.ts';
import type { Named } from './named.ts';
import type { ReassignmentState } from './reassignment.ts';

/**
 * The desk (`/workload` and `/api/desk/…`): what its reads hand over and what its commands take and answer. Codes and
 * numbers; the page makes the words. No applicant's data. Officials are keyed by unit and name, as feeds name them.
 */

/** `official`: to somebody of the unit it is in. `pool`: back to nobody. The other two: to another unit, asked or told. */
export const MOVE_KINDS = ['official', 'pool', 'unit-offer', 'direction'] as const;
export type MoveKind = (typeof MOVE_KINDS)[number];

/** Why dossiers are moved (lý do chuyển). */
export const MOVE_REASONS = ['overload', 'absence', 'skill', 'urgent', 'wrong-unit', 'proposal', 'other'] as const;
export type MoveReason = (typeof MOVE_REASONS)[number];

/** What became of one dossier of a move. Only `moved` (and `offered`) changed anything. */
export const ITEM_RESULTS = [
	'moved',
	/** Stays where it is until the other unit answers. */
	'offered',
	/** The other unit declined it, or the offer was withdrawn. */
	'declined',
	'withdrawn',
	/** Its version is not the one that was seen. */
	'changed-meanwhile',
	/** Not there, or outside what one may see: the two are told alike. */
	'not-yours',
	/** Seen, but in the hands of a unit whose work one may not move. */
	'no-right',
	/** The official is of another unit than the dossier. */
	'other-unit',
	'no-skill',
	'absent',
	'closed-account',
	'closed',
	/** It is there already. */
	'same-handler',
	'do-not-move',
	/** It waits for another unit's answer already. */
	'offered-already'
] as const;
export type ItemResult = (typeof ITEM_RESULTS)[number];

/** What became of one dossier that was to be taken back. */
export const UNDO_RESULTS = [
	'moved-back',
	'changed-meanwhile',
	'closed',
	'not-yours',
	'no-right',
	'not-moved'
] as const;
export type UndoResult = (typeof UNDO_RESULTS)[number];

export const OFFER_STATES = ['offered', 'accepted', 'declined', 'withdrawn'] as const;
export type OfferState = (typeof OFFER_STATES)[number];

/** What a message tells of. `answer`: of the other unit to an offer. `refusal`: the system of record would not have it. */
export type MessageAbout = 'move' | 'undo' | 'offer' | 'answer' | 'refusal';

/** Rows of one move at most; with more it is refused as a whole. */
export const MOST_ROWS = 10_000;
/** A move can be taken back for so long. */
export const UNDO_MINUTES = 15;

/** Why a command was refused as a whole, with its HTTP status; nothing was changed. */
export const DESK_PROBLEMS = {
	'bad-request': 400,
	/** No reason of the list; or "other" without a word. */
	'empty-reason': 400,
	'nothing-selected': 400,
	/** More than `MOST_ROWS`. */
	'too-many': 413,
	'unknown-official': 404,
	'unknown-unit': 404,
	'unknown-procedure': 404,
	'unknown-dossier': 404,
	/** There is no such move or offer, or it is not one's own: told alike. */
	'unknown-move': 404,
	'no-right': 403,
	/** The key came before with another request. */
	'key-reused': 409,
	/** The quarter of an hour is over. */
	'too-late': 409,
	/** The offer has been answered, or was withdrawn. */
	'answered-already': 409,
	'bad-days': 400,
	'marked-already': 409
} as const;
export type DeskProblem = keyof typeof DESK_PROBLEMS;

export type DeskResult<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: DeskProblem };

export const done = <T>(value: T): DeskResult<T> => ({ ok: true, value });
export const refused = (problem: DeskProblem): { readonly ok: false; readonly problem: DeskProblem } => ({
	ok: false,
	problem
});

/** No zero bytes and other signs that no text of ours has. */
const text = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max), v.regex(/^[^\p{Cc}]*$/u));
const name = v.pipe(text(200), v.minLength(1));
const code = v.pipe(v.string(), v.regex(/^[A-Za-z0-9.-]{1,60}$/));
const dossierCode = v.pipe(text(100), v.minLength(1));
const version = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const day = v.pipe(v.string(), v.check(isIsoDay));

export const targetSchema = v.variant('kind', [
	v.strictObject({ kind: v.literal('official'), unit: code, official: name }),
	v.strictObject({ kind: v.literal('pool') }),
	v.strictObject({ kind: v.literal('unit-offer'), unit: code }),
	v.strictObject({ kind: v.literal('direction'), unit: code })
]);
export type MoveTarget = v.InferOutput<typeof targetSchema>;

/**
 * Which dossiers. `items`: these, as they were seen (`ListRow.version`). `filter`: "all 312 matching", by the address of the
 * list without `?`, as of the list's own `asOf` and `version`; those changed since are listed and left alone.
 */
export const selectionSchema = v.union([
	v.strictObject({ items: v.array(v.strictObject({ code: dossierCode, version })) }),
	v.strictObject({ filter: v.pipe(v.string(), v.maxLength(2_000)), version, asOf: v.pipe(v.number(), v.safeInteger()) })
]);
export type Selection = v.InferOutput<typeof selectionSchema>;

/** Mandatory: one of the list; with `other` also a text. */
export const reasonSchema = v.strictObject({
	code: v.picklist(MOVE_REASONS),
	text: v.optional(text(1_000), '')
});
export type Reason = v.InferOutput<typeof reasonSchema>;

/** As it is asked with: that it is missing is told as such, not as a request without form. */
const askedReasonSchema = v.strictObject({
	code: v.optional(v.picklist([...MOVE_REASONS, '']), ''),
	text: v.optional(text(1_000), '')
});
export type AskedReason = v.InferOutput<typeof askedReasonSchema>;

/** `POST /api/desk/plan` */
export const planSchema = v.strictObject({ target: targetSchema, selection: selectionSchema });
export type PlanRequest = v.InferOutput<typeof planSchema>;

/** `POST /api/desk/moves`. `key`: made by the page once per decision (a UUID); the same again gives the same answer. */
export const moveSchema = v.strictObject({
	key: v.pipe(v.string(), v.regex(/^[\w-]{8,100}$/)),
	target: targetSchema,
	selection: selectionSchema,
	reason: v.optional(askedReasonSchema, {})
});
export type MoveRequest = v.InferOutput<typeof moveSchema>;

/** `POST /api/desk/moves/[id]/undo`. Without codes: all of it. */
export const undoSchema = v.strictObject({ codes: v.optional(v.array(dossierCode)) });

/** `POST /api/desk/offers/[id]`. Declining needs a reason. */
export const offerAnswerSchema = v.strictObject({
	answer: v.picklist(['accept', 'decline', 'withdraw']),
	reason: v.optional(text(1_000), '')
});
export type OfferAnswer = v.InferOutput<typeof offerAnswerSchema>;

/** `POST /api/desk/messages`. Without numbers: all are read. */
export const markReadSchema = v.strictObject({ ids: v.optional(v.array(v.pipe(v.number(), v.safeInteger()))) });

const part = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** `POST /api/desk/settings`: one change of what a unit's desk knows. */
export const settingSchema = v.variant('kind', [
	v.strictObject({
		kind: v.literal('capacity'),
		unit: code,
		official: name,
		share: part,
		/** Monday first. */
		pattern: v.tuple([part, part, part, part, part, part, part])
	}),
	/** `procedures` null: all of them. */
	v.strictObject({ kind: v.literal('skills'), unit: code, official: name, procedures: v.nullable(v.array(code)) }),
	v.strictObject({
		kind: v.literal('absence'),
		unit: code,
		official: name,
		from: day,
		to: day,
		standIn: v.nullable(name)
	}),
	v.strictObject({ kind: v.literal('absence-cancelled'), unit: code, id: v.pipe(v.number(), v.safeInteger()) }),
	/** `minutes` null: the measured median again. */
	v.strictObject({
		kind: v.literal('effort'),
		unit: code,
		procedure: code,
		minutes: v.nullable(v.pipe(v.number(), v.gtValue(0), v.maxValue(100_000))),
		reason: v.pipe(text(1_000), v.minLength(1))
	}),
	v.strictObject({ kind: v.literal('do-not-move'), dossier: dossierCode, reason: v.pipe(text(1_000), v.minLength(1)) }),
	v.strictObject({ kind: v.literal('may-move'), dossier: dossierCode })
]);
export type Setting = v.InferOutput<typeof settingSchema>;

/** Number of rows by what became of them; results that no row has are missing. */
export type ResultCounts<R extends string> = Readonly<Partial<Record<R, number>>>;

export interface MoveItem {
	readonly code: string;
	/** Null: not reached, because the program ended in between; sending the same request again goes on there. */
	readonly result: ItemResult | null;
	readonly fromUnit: string | null;
	readonly fromHandler: string | null;
	readonly undone: boolean;
}

/** What became of a move; the answer to the command and to looking it up later. */
export interface MoveAnswer extends MoveSummary {
	readonly items: readonly MoveItem[];
}

export interface MoveSummary {
	readonly id: string;
	readonly kind: MoveKind;
	/** Null for the pool. */
	readonly toUnit: Named | null;
	readonly toOfficial: string | null;
	/** Name of whoever moved. */
	readonly by: string;
	readonly at: Instant;
	readonly reason: Reason;
	readonly undoUntil: Instant;
	/** Newest version of the ledger that it made: a screen at or past it shows the move. 0: it changed nothing. */
	readonly version: number;
	readonly counts: ResultCounts<ItemResult>;
	readonly undone: number;
	/** What became of it at the systems of record: dossiers by state, taking back included; empty: none is told. */
	readonly told: ResultCounts<ReassignmentState>;
	/** Only of offers. */
	readonly offer: {
		readonly state: OfferState;
		readonly reason: string | null;
		readonly answeredBy: string | null;
	} | null;
}

export interface UndoAnswer {
	readonly version: number;
	readonly counts: ResultCounts<UndoResult>;
	readonly items: readonly { readonly code: string; readonly result: UndoResult }[];
}

/** One side of a move, now or as it would be. Minutes are working minutes. */
export interface SideLoad {
	readonly load: Load;
	/** Dossiers expected to become overdue. Null: the pool, where nobody works on them. */
	readonly expectedOverdue: number | null;
	readonly risk: RiskLevel | null;
}

export interface PlannedSide {
	readonly unit: Named;
	/** Null: the pool. */
	readonly official: string | null;
	/** Working minutes in the days capacity is told in. Null: the pool. */
	readonly capacity: number | null;
	readonly now: SideLoad;
	readonly then: SideLoad;
}

/** What a move would do; nothing was changed. `version` per row is that of now, to be sent with the move. */
export interface PlanAnswer {
	readonly version: number;
	readonly asOf: Instant;
	readonly counts: ResultCounts<ItemResult>;
	readonly items: readonly { readonly code: string; readonly version: number; readonly result: ItemResult }[];
	/** Everybody something leaves or comes to, those it comes to first. */
	readonly sides: readonly PlannedSide[];
}

/** `GET /api/desk/workload?unit=31825`; in page loads `readWorkload`. */
export interface Workload {
	readonly unit: Named;
	readonly version: number;
	readonly asOf: Instant;
	readonly officials: readonly OfficialLoad[];
	readonly pool: PoolLoad;
	/** Minutes of a dossier of usual difficulty, for "hồ sơ quy đổi": the median weight of what is open. */
	readonly standard: number;
	readonly spread: Spread;
	/** Working days of `taken` and `finished`, first to last. */
	readonly flowDays: readonly string[];
	/** Procedures that have something open, heaviest first. */
	readonly efforts: readonly EffortRow[];
	/** Stretches of work the pace of officials was measured by; 0: it is assumed. */
	readonly paceStretches: number;
	/** Since when closed dossiers were looked at for weights and pace. */
	readonly measuredSince: Instant;
	/** What the reader may do here. */
	readonly may: {
		readonly move: boolean;
		readonly direct: boolean;
		/** Answer what other units offer to this one. */
		readonly answer: boolean;
	};
}

export interface OfficialLoad {
	readonly name: string;
	readonly title: string | null;
	/** False: no longer named by any feed as active, but still has dossiers. */
	readonly isActive: boolean;
	/** `none`: no account is linked by a grant. `closed`: all that are linked are disabled. */
	readonly account: 'none' | 'open' | 'closed';
	readonly load: Load;
	/** Own working minutes in the days capacity is told in. 0: absent all the time. */
	readonly capacity: number;
	readonly share: number;
	readonly pattern: WorkingPattern;
	/** In force today. */
	readonly absence: AbsenceRow | null;
	/** Today's and coming ones. */
	readonly absences: readonly AbsenceRow[];
	/** Codes of procedures; null: all. */
	readonly skills: readonly string[] | null;
	readonly taken: readonly number[];
	readonly finished: readonly number[];
	/** Null: nothing came. */
	readonly finishRate: number | null;
	readonly expectedOverdue: number;
	readonly risk: RiskLevel;
	/** Dossiers at high risk. */
	readonly highRisk: number;
	/** Dossiers that must not be moved. */
	readonly locked: number;
	/** Came by a move and have not been opened in time: the finding `unopened-move`. */
	readonly untouchedMoves: number;
}

export interface AbsenceRow {
	readonly id: number;
	/** ISO days, both absent. */
	readonly from: string;
	readonly to: string;
	readonly standIn: string | null;
}

export interface PoolLoad {
	readonly load: Load;
	readonly locked: number;
}

export interface EffortRow {
	/** Null: the feed did not say. */
	readonly procedure: Named | null;
	readonly open: number;
	readonly minutes: number;
	readonly basis: EffortBasis;
	/** Own values of the unit, newest first. */
	readonly history: readonly EffortHistoryRow[];
}

export interface EffortHistoryRow {
	readonly from: string;
	readonly minutes: number | null;
	readonly by: string;
	readonly reason: string;
}

export interface MessageRow {
	readonly id: number;
	readonly about: MessageAbout;
	readonly at: Instant;
	readonly read: boolean;
	readonly got: number;
	readonly gave: number;
	readonly move: {
		readonly id: string;
		readonly kind: MoveKind;
		readonly by: string;
		readonly toUnit: Named | null;
		readonly toOfficial: string | null;
		readonly reason: Reason;
		readonly offer: OfferState | null;
		readonly offerReason: string | null;
		readonly answeredBy: string | null;
		/** Who took it back last; told only where the message is about that. */
		readonly undoneBy: string | null;
	};
}

export interface Messages {
	readonly unread: number;
	readonly messages: readonly MessageRow[];
}
