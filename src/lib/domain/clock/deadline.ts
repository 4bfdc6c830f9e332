import type { Timeliness } from '../dossier/dossier.ts';
import type { PromiseCause } from '../dossier/event.ts';
import type { DossierState, GivenPromise, Pause } from '../dossier/fold.ts';
import type { Instant } from '../time/instant.ts';
import type { Calendar } from './calendar.ts';
import { endOfLimit } from './limit-end.ts';
import type { DeadlineRule, Limit } from './limit.ts';
import { startOfClock } from './start.ts';
import { timelinessOf } from './timeliness.ts';

/** Where a date comes from: given by the feed for a reason, or computed from the limit, a pause or a restart. */
export type TermCause = PromiseCause | 'limit' | 'pause' | 'restart';

/** A return date and since when it holds. */
export interface Term {
	readonly since: Instant;
	readonly dueAt: Instant;
	readonly cause: TermCause;
}

export interface Deadline {
	/** Null: not accepted, so nothing is counted. */
	readonly startAt: Instant | null;
	/** Every return date in the order they came to hold. The first is the first promise; the last governs. */
	readonly terms: readonly Term[];
	readonly firstDueAt: Instant | null;
	/** The governing date; of a closed dossier the one it is judged by. Null: none, or the clock stands still. */
	readonly dueAt: Instant | null;
	/** Waiting for the citizen: not overdue, not due soon. */
	readonly standsStill: boolean;
	readonly timeliness: Timeliness | null;
}

/** What a pause did to the date. */
export type PauseEffect =
	/** Moved by the working minutes that passed. */
	| 'shifted'
	/** The limit began anew when the dossier was complete. */
	| 'restarted'
	/** The feed gave the date itself during the pause. */
	| 'date-given'
	/** The date had passed before the pause began: it mends nothing. */
	| 'already-broken'
	/** It still lasts. */
	| 'standing'
	/** There was no date to move. */
	| 'no-date';

/** What happened on the way to the date, told while it is being worked out. */
export type DeadlineStep =
	| { readonly code: 'accepted'; readonly at: Instant; readonly startAt: Instant; readonly assumed: boolean }
	| { readonly code: 'limit'; readonly from: Instant; readonly limit: Limit; readonly dueAt: Instant }
	| { readonly code: 'promised'; readonly promise: GivenPromise }
	| {
			readonly code: 'paused';
			readonly pause: Pause;
			/** Working minutes of the pause since the start of the clock; null while it lasts. */
			readonly minutes: number | null;
			readonly effect: PauseEffect;
			readonly dueBefore: Instant | null;
			readonly dueAt: Instant | null;
			/** Of a restart: the new start of the clock. */
			readonly restartAt: Instant | null;
	  }
	| { readonly code: 'closed'; readonly at: Instant; readonly dueAt: Instant | null; readonly timeliness: Timeliness };

const NOT_STARTED: Deadline = {
	startAt: null,
	terms: [],
	firstDueAt: null,
	dueAt: null,
	standsStill: false,
	timeliness: null
};

/**
 * The clock of one dossier as its state says. `rule` and `calendar` are those in force at acceptance.
 * `tell` hears each step on the way; the dates do not depend on it.
 *
 * The date of the receipt comes from the feed, else from the limit. A pause moves the governing date by the working minutes
 * it lasted, a supplement under `restart` begins the limit anew (never to an earlier date), unless the feed gave a date
 * since the pause began. What was broken before the pause stays broken.
 */
export function readDeadline(
	state: DossierState,
	rule: DeadlineRule,
	calendar: Calendar,
	tell?: (step: DeadlineStep) => void
): Deadline {
	const { acceptedAt, closedAt } = state;
	if (acceptedAt === null) return NOT_STARTED;
	const startAt = startOfClock(acceptedAt, calendar);
	tell?.({ code: 'accepted', at: acceptedAt, startAt, assumed: state.acceptanceAssumed });

	const terms: Term[] = [];
	const governing = (): Instant | null => terms.at(-1)?.dueAt ?? null;

	const given = closedAt === null ? state.promises : state.promises.filter(({ at }) => at <= closedAt);
	let told = 0;
	const giveWhile = (isDue: (promise: GivenPromise, place: number) => boolean) => {
		for (let next = given[told]; next !== undefined && isDue(next, told); next = given[++told]) {
			terms.push({ since: next.at, dueAt: next.returnAt, cause: next.cause });
			tell?.({ code: 'promised', promise: next });
		}
	};

	if (rule.limit !== null) {
		const computed = endOfLimit(startAt, rule.limit, calendar);
		if (!isReceipt(given[0], computed)) {
			terms.push({ since: acceptedAt, dueAt: computed, cause: 'limit' });
			tell?.({ code: 'limit', from: startAt, limit: rule.limit, dueAt: computed });
		}
	}

	let standsStill = false;
	for (const pause of state.pauses) {
		giveWhile((_, place) => place < pause.promisesBefore);
		const dueBefore = governing();
		const isBroken = dueBefore !== null && dueBefore < pause.from;
		const toldBefore = told;
		giveWhile((promise) => pause.to === null || promise.at <= pause.to);
		const outcome = afterPause(pause, { state, rule, calendar, startAt, dueBefore });
		if (pause.to === null) standsStill = !isBroken;
		const effect = isBroken ? 'already-broken' : told > toldBefore && pause.to !== null ? 'date-given' : outcome.effect;
		if (effect === outcome.effect && outcome.term !== null) terms.push(outcome.term);
		tell?.({
			code: 'paused',
			pause,
			minutes: outcome.minutes,
			effect,
			dueBefore,
			dueAt: standsStill ? null : governing(),
			restartAt: effect === 'restarted' ? outcome.restartAt : null
		});
	}
	giveWhile(() => true);

	const dueAt = governing();
	const timeliness = timelinessOf(state, dueAt);
	if (closedAt !== null && timeliness !== null) tell?.({ code: 'closed', at: closedAt, dueAt, timeliness });
	return {
		startAt,
		terms,
		firstDueAt: terms[0]?.dueAt ?? null,
		dueAt: standsStill ? null : dueAt,
		standsStill,
		timeliness
	};
}

/**
 * Whether the feed's first date is the one on the receipt, so that none is computed.
 * A date first named after the computed one had passed cannot have stood on it.
 */
function isReceipt(first: GivenPromise | undefined, computed: Instant): boolean {
	return first !== undefined && first.cause === 'receipt' && first.at <= computed;
}

interface PauseOutcome {
	readonly minutes: number | null;
	readonly effect: 'standing' | 'no-date' | 'restarted' | 'shifted';
	readonly term: Term | null;
	readonly restartAt: Instant | null;
}

interface PauseContext {
	readonly state: DossierState;
	readonly rule: DeadlineRule;
	readonly calendar: Calendar;
	readonly startAt: Instant;
	readonly dueBefore: Instant | null;
}

/** What a pause does to a date that it met unbroken. Closing while paused completes nothing, so it restarts nothing. */
function afterPause(pause: Pause, { state, rule, calendar, startAt, dueBefore }: PauseContext): PauseOutcome {
	if (pause.to === null) return { minutes: null, effect: 'standing', term: null, restartAt: null };
	const from = Math.max(pause.from, startAt);
	const minutes = Math.max(0, calendar.workingMinutesBetween(from, pause.to));
	if (dueBefore === null) return { minutes, effect: 'no-date', term: null, restartAt: null };
	const since = pause.to;
	if (pause.kind === 'supplement' && rule.supplement === 'restart' && rule.limit && since !== state.closedAt) {
		const restartAt = startOfClock(since, calendar);
		const dueAt = Math.max(dueBefore, endOfLimit(restartAt, rule.limit, calendar));
		return { minutes, effect: 'restarted', term: { since, dueAt, cause: 'restart' }, restartAt };
	}
	const dueAt = calendar.addWorkingMinutes(dueBefore, minutes);
	const term: Term | null = minutes === 0 ? null : { since, dueAt, cause: 'pause' };
	return { minutes, effect: 'shifted', term, restartAt: null };
}
