import type { Instant } from '../time/instant.ts';
import { isMoveKey } from './desk-key.ts';
import { compareEvents, inOrder, type EventPlace } from './event-order.ts';
import { EVENT_TYPES, type DossierEvent, type Facts, type PromiseCause } from './event.ts';
import type { Finding, FindingCode } from './finding.ts';
import { mayNameResult } from './form.ts';
import { isClosed, mayFollow, type Status } from './status.ts';

export type PauseKind = 'supplement' | 'payment' | 'stopped';

/** The clock stands still (tạm dừng tính giờ). */
export interface Pause {
	readonly kind: PauseKind;
	readonly from: Instant;
	/** Null while it lasts. */
	readonly to: Instant | null;
	/** How many promises had been given when it began; later ones know of it. */
	readonly promisesBefore: number;
}

/** A return date as the feed gave it (ngày hẹn trả). */
export interface GivenPromise {
	/** When it was given. */
	readonly at: Instant;
	readonly returnAt: Instant;
	readonly cause: PromiseCause;
	readonly reason: string | null;
	readonly by: string | null;
}

/** One official had it in hand. */
export interface Handover {
	readonly handler: string;
	readonly from: Instant;
	/** Null while nobody else took it; closing the dossier does not end it. */
	readonly to: Instant | null;
	readonly by: string | null;
}

/** On the way from the place of reception to the competent unit (chuyển phi địa giới). */
export interface Transfer {
	readonly to: string | null;
	/** Null: taken over without having been reported as sent. */
	readonly sentAt: Instant | null;
	/** Null: not taken over yet. */
	readonly acceptedAt: Instant | null;
}

/** Letter of apology (thư xin lỗi). */
export interface Apology {
	readonly at: Instant;
	readonly reason: string | null;
}

/** What is known of the facts; null: no event has named it. */
export type KnownFacts = { readonly [K in keyof Facts]: Facts[K] | null };

/** All that the events of one dossier say, without a clock. Plain JSON; lists are in the order of the events. */
export interface DossierState {
	readonly code: string;
	readonly facts: KnownFacts;
	readonly status: Status;
	/** When the status began. Null: no event has named one, and 1 (newly filed) is assumed. */
	readonly statusSince: Instant | null;
	readonly filedAt: Instant | null;
	readonly acceptedAt: Instant | null;
	/** No acceptance was reported: the first event that presumes one stands for it. */
	readonly acceptanceAssumed: boolean;
	readonly closedAt: Instant | null;
	readonly returnedAt: Instant | null;
	readonly promises: readonly GivenPromise[];
	readonly pauses: readonly Pause[];
	readonly handovers: readonly Handover[];
	readonly transfers: readonly Transfer[];
	readonly apologies: readonly Apology[];
	readonly findings: readonly Finding[];
	/** Some event came in a form with a field for the result. Missing: worked out before this was kept, and unknown. */
	readonly resultAsked?: boolean;
	/** A move made here gave it to its handler then, and no record since shows work on it. Missing in states stored before. */
	readonly unopenedSince?: Instant | null;
	readonly firstEventAt: Instant;
	readonly last: EventPlace;
}

/** The state after all events, in whatever order and however often they came. Throws when there are none. */
export function fold(code: string, events: readonly DossierEvent[]): DossierState {
	const [first, ...rest] = inOrder(events);
	if (first === undefined) throw new RangeError(`dossier ${code} has no events`);
	const draft = blank(code, first);
	apply(draft, first);
	for (const event of rest) apply(draft, event);
	return draft;
}

/** The state as it stood at a past instant, by what is known today; null when nothing had happened yet. */
export function foldUntil(code: string, events: readonly DossierEvent[], at: Instant): DossierState | null {
	const known = events.filter((event) => event.at <= at);
	return known.length === 0 ? null : fold(code, known);
}

/** Whether an event comes after all those in the state. If not, or if its key is old, the dossier must be folded anew. */
export function followsLast(state: DossierState, event: DossierEvent): boolean {
	return compareEvents(state.last, event) < 0;
}

/** The state after one more event. Valid only for a new key that `followsLast`; the given state is left as it is. */
export function applyEvent(state: DossierState, event: DossierEvent): DossierState {
	const draft: Draft = {
		...state,
		facts: { ...state.facts },
		promises: [...state.promises],
		pauses: [...state.pauses],
		handovers: [...state.handovers],
		transfers: [...state.transfers],
		apologies: [...state.apologies],
		findings: [...state.findings]
	};
	apply(draft, event);
	return draft;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };
type Draft = Mutable<Omit<DossierState, 'facts'>> & { facts: Mutable<KnownFacts> };

const PAUSE_KINDS: Partial<Record<Status, PauseKind>> = { 5: 'supplement', 6: 'payment', 8: 'stopped' };

function blank(code: string, first: DossierEvent): Draft {
	return {
		code,
		facts: {
			procedure: null,
			receiving: null,
			resolving: null,
			returning: null,
			channel: null,
			applicantKind: null,
			handler: null,
			step: null,
			expectedResult: null
		},
		status: 1,
		statusSince: null,
		filedAt: null,
		acceptedAt: null,
		acceptanceAssumed: false,
		closedAt: null,
		returnedAt: null,
		promises: [],
		pauses: [],
		handovers: [],
		transfers: [],
		apologies: [],
		findings: [],
		resultAsked: false,
		unopenedSince: null,
		firstEventAt: first.at,
		last: { at: first.at, type: first.type, key: first.key }
	};
}

/** List members are replaced, never changed, since older states share them. */
function apply(draft: Draft, event: DossierEvent): void {
	const { at, type, key } = event;
	draft.last = { at, type, key };
	if (draft.resultAsked === false && mayNameResult(key)) draft.resultAsked = true;
	noteMove(draft, event);
	if (event.facts !== undefined) learn(draft, event, event.facts);
	if (type === 'filed') draft.filedAt ??= at;
	else if (type === 'transferred') draft.transfers.push({ to: draft.facts.resolving, sentAt: at, acceptedAt: null });
	else if (type === 'transfer-accepted') takeOver(draft, at);
	else if (type === 'apologised') draft.apologies.push({ at, reason: event.reason ?? null });
	const to = EVENT_TYPES[type];
	if (to !== null) {
		noteAcceptance(draft, event, to);
		moveTo(draft, event, to);
	}
	if (event.returnAt !== undefined) promise(draft, event, event.returnAt);
}

function learn(draft: Draft, event: DossierEvent, facts: Partial<Facts>): void {
	const before = draft.facts.handler;
	Object.assign(draft.facts, facts);
	const { handler } = draft.facts;
	if (handler === before) return;
	const open = draft.handovers.at(-1);
	if (open?.to === null) draft.handovers[draft.handovers.length - 1] = { ...open, to: event.at };
	if (handler !== null) draft.handovers.push({ handler, from: event.at, to: null, by: event.by ?? null });
}

function takeOver(draft: Draft, at: Instant): void {
	const open = draft.transfers.at(-1);
	if (open?.acceptedAt === null) draft.transfers[draft.transfers.length - 1] = { ...open, acceptedAt: at };
	else draft.transfers.push({ to: draft.facts.resolving, sentAt: null, acceptedAt: at });
}

/** A reported acceptance replaces an assumed one while the dossier is open; after that the start is settled. */
function noteAcceptance(draft: Draft, event: DossierEvent, to: Status): void {
	if (draft.closedAt !== null) return;
	if (to === 2 && (draft.acceptedAt === null || draft.acceptanceAssumed)) {
		draft.acceptedAt = event.at;
		draft.acceptanceAssumed = false;
		draft.findings = draft.findings.filter(({ code }) => code !== 'missing-acceptance');
	} else if (to >= 4 && to !== 7 && draft.acceptedAt === null) {
		draft.acceptedAt = event.at;
		draft.acceptanceAssumed = true;
		find(draft, event, 'missing-acceptance');
	}
}

/** A step that is not in the national list is a finding; it moves the status only when it leads an open dossier on. */
function moveTo(draft: Draft, event: DossierEvent, to: Status): void {
	const from = draft.status;
	if (!mayFollow(draft.statusSince === null ? null : from, to)) {
		find(draft, event, 'impossible-transition');
		if (isClosed(from) || !(to > from || isClosed(to))) return;
	}
	if (draft.statusSince !== null && to === from) return;
	const open = draft.pauses.at(-1);
	if (open?.to === null) draft.pauses[draft.pauses.length - 1] = { ...open, to: event.at };
	const kind = PAUSE_KINDS[to];
	if (kind !== undefined) draft.pauses.push({ kind, from: event.at, to: null, promisesBefore: draft.promises.length });
	draft.status = to;
	draft.statusSince = event.at;
	if (isClosed(to)) draft.closedAt ??= event.at;
	if (to === 10) draft.returnedAt = event.at;
}

/** A feed that only says again in whose hand it is tells nothing of work; whatever else it says does. */
function noteMove(draft: Draft, { key, type, at, facts }: DossierEvent): void {
	const { handler } = draft.facts;
	if (isMoveKey(key) && facts?.handler != null) draft.unopenedSince = at;
	else if (type !== 'assigned' || handler === null || facts?.handler !== handler) draft.unopenedSince = null;
}

/** A feed that repeats the date of the receipt with every record has not promised again. */
function promise(draft: Draft, event: DossierEvent, returnAt: Instant): void {
	const cause = event.cause ?? 'receipt';
	if (cause === 'receipt' && draft.promises.at(-1)?.returnAt === returnAt) return;
	if (cause === 'reappointment' && draft.promises.some((given) => given.cause === 'reappointment'))
		find(draft, event, 'second-reappointment');
	draft.promises.push({ at: event.at, returnAt, cause, reason: event.reason ?? null, by: event.by ?? null });
}

function find(draft: Draft, event: DossierEvent, code: FindingCode): void {
	draft.findings.push({ code, at: event.at, key: event.key });
}
