import type { Format } from '$lib/client/format.ts';
import { statusName } from '$lib/client/words/dossier-words.ts';
import { named } from '$lib/client/words/named.ts';
import type { DossierView, EventView } from '$lib/contract/dossier-page.ts';
import type { EventType } from '$lib/domain/dossier/event.ts';
import { MINUTE_MS } from '$lib/domain/time/instant.ts';
import { m } from '$lib/paraglide/messages.js';

export type ClearKey = 'person' | 'work' | 'time' | 'result' | 'competence';

/** One of the five clear things (rõ người, rõ việc, rõ thời gian, rõ kết quả, rõ thẩm quyền). */
export interface ClearThing {
	readonly key: ClearKey;
	readonly name: string;
	/** What it is in a dossier: `Người xử lý`. */
	readonly what: string;
	/** `missing`: an open dossier must have it and has not. `absent`: it is not there and need not be. */
	readonly state: 'known' | 'missing' | 'absent';
	readonly value: string;
	/** The value as a feed wrote it, so in Vietnamese whatever the page's language. */
	readonly fromFeed: boolean;
	readonly notes: readonly string[];
}

const NAMES: Record<ClearKey, readonly [name: () => string, what: () => string, missing: () => string]> = {
	person: [m.clear_person, m.clear_person_what, m.clear_person_missing],
	work: [m.clear_work, m.clear_work_what, m.clear_work_missing],
	time: [m.clear_time, m.clear_time_what, m.clear_time_missing],
	result: [m.clear_result, m.clear_result_what, m.clear_result_missing],
	competence: [m.clear_competence, m.clear_competence_what, m.clear_competence_missing]
};

export function clearThings(dossier: DossierView, format: Format): ClearThing[] {
	const { handler, step, expectedResult, resultUnsaid, resolving, status, acceptedAt, closedAt } = dossier;
	const isClosed = closedAt !== null;
	/** Person, work and time come with the acceptance; a closed dossier needs nothing any more. */
	const toThing = (key: ClearKey, value: string | null, fromFeed = false, notes: string[] = []): ClearThing => {
		const [name, what, missing] = NAMES[key];
		const thing = { key, name: name(), what: what(), notes, fromFeed: fromFeed && value !== null };
		if (value !== null) return { ...thing, state: 'known', value };
		if (isClosed) return { ...thing, state: 'absent', value: m.clear_not_recorded() };
		const comesLater = acceptedAt === null && key !== 'result' && key !== 'competence';
		if (comesLater) return { ...thing, state: 'absent', value: m.clear_after_acceptance() };
		return { ...thing, state: 'missing', value: missing() };
	};
	return [
		toThing('person', handler, true),
		// Of an ended dossier the last step says what was being done, not what is.
		isClosed && (step === null || status !== 'resolved')
			? toThing('work', statusName(status))
			: toThing('work', step, true),
		toThing('time', timeValue(dossier, format), false, timeNotes(dossier, format)),
		expectedResult === null && resultUnsaid
			? { ...toThing('result', m.clear_result_unsaid()), state: 'absent' }
			: toThing('result', expectedResult, true),
		toThing('competence', resolving === null ? null : named(resolving, format))
	];
}

function timeValue({ dueAt, standing, terms, closedAt }: DossierView, format: Format): string | null {
	if (dueAt !== null) return format.moment(dueAt);
	return standing.kind === 'paused' && closedAt === null && terms.length > 0 ? m.clear_time_paused() : null;
}

/** The first promise is always told: moved, or kept. */
function timeNotes({ dueAt, firstDueAt, terms }: DossierView, format: Format): string[] {
	if (firstDueAt === null) return [];
	const last = terms.at(-1)?.dueAt ?? null;
	const notes: string[] = [];
	if (dueAt === null && last !== null) notes.push(m.clear_time_before_pause({ time: format.dateTime(last) }));
	if (firstDueAt !== (dueAt ?? last)) notes.push(m.clear_time_first({ time: format.dateTime(firstDueAt) }));
	else if (dueAt !== null) notes.push(m.clear_time_first_kept());
	return notes;
}

const EVENTS: Record<EventType, () => string> = {
	filed: m.event_filed,
	accepted: m.event_accepted,
	refused: m.event_refused,
	processing: m.event_processing,
	'supplement-requested': m.event_supplement_requested,
	'supplement-received': m.event_supplement_received,
	'payment-requested': m.event_payment_requested,
	withdrawn: m.event_withdrawn,
	stopped: m.event_stopped,
	resolved: m.event_resolved,
	returned: m.event_returned,
	assigned: m.event_assigned,
	transferred: m.event_transferred,
	'transfer-accepted': m.event_transfer_accepted,
	appointed: m.event_appointed,
	apologised: m.event_apologised,
	corrected: m.event_corrected
};
export function eventName({ type, cause }: Pick<EventView, 'type' | 'cause'>): string {
	return type === 'appointed' && cause === 'reappointment' ? m.event_reappointed() : EVENTS[type]();
}

/** When the event reached us; null when that was within a minute of its time. */
export function arrivalWords({ at, arrivedAt }: Pick<EventView, 'at' | 'arrivedAt'>, format: Format): string | null {
	const lag = arrivedAt - at;
	if (Math.abs(lag) <= MINUTE_MS) return null;
	const time = format.date(at) === format.date(arrivedAt) ? format.clock(arrivedAt) : format.dateTime(arrivedAt);
	return lag > 0 ? m.timeline_arrived({ time, lag: format.lapse(lag) }) : m.timeline_arrived_early({ time });
}

/** What the event changed or brought, line by line. `text` as the feed wrote it where `fromFeed`. */
export interface EventDetail {
	readonly name: string;
	readonly text: string;
	readonly fromFeed: boolean;
}

export function eventDetails(event: EventView, format: Format): EventDetail[] {
	const { changes, returnAt, reason, by } = event;
	const details: EventDetail[] = [];
	const add = (name: string, text: string | null | undefined, cleared: () => string) => {
		if (text !== undefined) details.push({ name, text: text ?? cleared(), fromFeed: text !== null });
	};
	add(m.timeline_step(), changes.step, m.timeline_no_step);
	add(m.timeline_handler(), changes.handler, m.timeline_no_handler);
	add(m.timeline_result(), changes.expectedResult, m.timeline_no_result);
	if (returnAt !== null) details.push({ name: m.timeline_return(), text: format.moment(returnAt), fromFeed: false });
	if (reason !== null) details.push({ name: m.timeline_reason(), text: reason, fromFeed: true });
	if (by !== null) details.push({ name: m.timeline_by(), text: by, fromFeed: true });
	return details;
}
