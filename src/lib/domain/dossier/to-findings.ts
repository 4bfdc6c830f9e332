import type { Calendar } from '../clock/calendar.ts';
import type { Deadline, Term } from '../clock/deadline.ts';
import { dayOf, type Instant } from '../time/instant.ts';
import type { Arrivals } from './arrivals.ts';
import { FINDING_CODES, type FindingCode } from './finding.ts';
import type { DossierState } from './fold.ts';

/** Three working days: within them a supplement is to be asked for (NĐ 61/2018 art. 19.4). */
const SUPPLEMENT_MINUTES = 3 * 480;

/** A dossier with everything its marks depend on. */
interface Case {
	readonly state: DossierState;
	readonly deadline: Deadline;
	readonly arrivals: Arrivals;
	/** In force at acceptance. */
	readonly calendar: Calendar;
}

/** The marks of a dossier, each once, in the order of the list. */
export function toFindingCodes(of: Case): FindingCode[] {
	const found = new Set(of.state.findings.map(({ code }) => code));
	for (const code of FINDING_CODES) if (SIGNS[code]?.(of)) found.add(code);
	return FINDING_CODES.filter((code) => found.has(code));
}

const SIGNS: Partial<Record<FindingCode, (of: Case) => boolean>> = {
	'no-return-date': ({ state, deadline }) => state.acceptedAt !== null && deadline.firstDueAt === null,
	'no-step': ({ state }) => state.acceptedAt !== null && state.closedAt === null && state.facts.step === null,
	'no-result': ({ state }) => state.closedAt === null && lacksResult(state),
	'late-supplement': ({ state, deadline, calendar }) =>
		deadline.startAt !== null &&
		supplements(state).some(({ from }) => minutesSince(deadline.startAt, from, calendar) > SUPPLEMENT_MINUTES),
	'supplement-at-limit': ({ state, deadline }) =>
		supplements(state).some(({ from }) => isOnDayOrLater(from, dueWhen(deadline.terms, from))),
	'moved-after-limit': ({ deadline: { terms } }) =>
		terms.some(({ since, dueAt, cause }, place) => {
			const before = terms[place - 1]?.dueAt;
			return before !== undefined && GIVEN.has(cause) && since > before && dueAt > before;
		}),
	'late-apology': ({ state, deadline }) =>
		state.apologies.some(({ at }) => isOnDayOrLater(at, dueWhen(deadline.terms, at))),
	'withdrawn-at-limit': ({ state, deadline }) =>
		state.status === 7 && state.closedAt !== null && isOnDayOrLater(state.closedAt, deadline.terms.at(-1)?.dueAt),
	'ended-while-paused': ({ state }) =>
		isResolved(state) && state.closedAt !== null && state.pauses.some(({ to }) => to === state.closedAt),
	'ended-without-result': ({ state }) => isResolved(state) && lacksResult(state),
	'back-dated-end': ({ state, deadline: { dueAt, timeliness }, arrivals: { firstAt, endAt } }) =>
		isResolved(state) &&
		timeliness !== 'late' &&
		dueAt !== null &&
		endAt !== null &&
		// A register read in long after says nothing of when its ends were written.
		dayOf(firstAt) <= dayOf(dueAt) &&
		dayOf(endAt) > dayOf(dueAt)
};

/** No record named the result, and at least one of them could have. */
function lacksResult({ facts, resultAsked }: DossierState): boolean {
	return facts.expectedResult === null && resultAsked !== false;
}

/** Dates that somebody gave, not those a pause or a restart computes. */
const GIVEN: ReadonlySet<Term['cause']> = new Set(['receipt', 'reappointment']);

function supplements({ pauses }: DossierState): DossierState['pauses'] {
	return pauses.filter(({ kind }) => kind === 'supplement');
}

/** The date that governed at an instant, by what had been promised before it. */
function dueWhen(terms: readonly Term[], at: Instant): Instant | undefined {
	return terms.findLast(({ since }) => since < at)?.dueAt;
}

function isOnDayOrLater(at: Instant, dueAt: Instant | undefined): boolean {
	return dueAt !== undefined && dayOf(at) >= dayOf(dueAt);
}

function minutesSince(startAt: Instant | null, at: Instant, calendar: Calendar): number {
	return startAt === null ? 0 : calendar.workingMinutesBetween(startAt, at);
}

function isResolved({ status }: DossierState): boolean {
	return status === 9 || status === 10;
}
