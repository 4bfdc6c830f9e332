import type { Format } from '$lib/client/format.ts';
import { standingWords, statusName } from '$lib/client/words/dossier-words.ts';
import type { DossierView } from '$lib/contract/dossier-page.ts';
import type { Term, TermCause } from '$lib/domain/clock/deadline.ts';
import type { CountedDay, Distance, WhyStep } from '$lib/domain/clock/explain.ts';
import type { Limit } from '$lib/domain/clock/limit.ts';
import type { StartDelay } from '$lib/domain/clock/start.ts';
import { compareByDate } from '$lib/domain/clock/timeliness.ts';
import type { PauseKind } from '$lib/domain/dossier/fold.ts';
import { dayOf, type Instant } from '$lib/domain/time/instant.ts';
import { m } from '$lib/paraglide/messages.js';

/** One step of the clock in words. */
export interface ClockLine {
	readonly kind: 'start' | 'date' | 'pause' | 'end' | 'now';
	readonly title: string;
	/** Whole sentences, in order. */
	readonly sentences: readonly string[];
	/** As the feed wrote them. */
	readonly reason: string | null;
	readonly by: string | null;
	readonly days: readonly CountedDay[];
	/** The date that holds after this step, where the step brought one. */
	readonly dueAt: Instant | null;
	readonly tone: 'plain' | 'good' | 'warn' | 'bad';
}

/** Every step on the way to the date, and last how the dossier stands or ended. Never empty. */
export function clockLines(dossier: DossierView, format: Format): ClockLine[] {
	const lines = dossier.why.map((step) => toLine(step, dossier, format));
	return dossier.closedAt !== null && lines.length > 0 ? lines : [...lines, nowLine(dossier, format)];
}

type Step<Code extends WhyStep['code']> = Extract<WhyStep, { code: Code }>;

const PLAIN = { reason: null, by: null, days: [], dueAt: null, tone: 'plain' } as const;

function toLine(step: WhyStep, dossier: DossierView, format: Format): ClockLine {
	switch (step.code) {
		case 'accepted':
			return startLine(step, format);
		case 'limit': {
			const text = m.clock_limit_text({ limit: limitWords(step.limit), due: format.moment(step.dueAt) });
			const { days = [], dueAt } = step;
			return { ...PLAIN, kind: 'date', title: m.clock_limit_title(), sentences: [text], days, dueAt };
		}
		case 'promised':
			return promiseLine(step, dossier.limit, format);
		case 'paused':
			return pauseLine(step, dossier.limit, format);
		case 'closed':
			return endLine(step, dossier, format);
	}
}

function startLine({ at, startAt, assumed, delay = null }: Step<'accepted'>, format: Format): ClockLine {
	const sentences: string[] = [m.clock_start_text({ time: format.moment(at) }), delayWords(delay, startAt, format)];
	if (assumed) sentences.push(m.clock_start_assumed());
	return { ...PLAIN, kind: 'start', title: m.clock_start_title(), sentences };
}

const DELAYS: Record<StartDelay, (in_: { start: string }) => string> = {
	'after-15': m.clock_delay_after_15,
	'after-closing': m.clock_delay_after_closing,
	'before-opening': m.clock_delay_before_opening,
	break: m.clock_delay_break,
	'reception-only': m.clock_delay_reception_only,
	'day-off': m.clock_delay_day_off
};
function delayWords(delay: StartDelay | null, startAt: Instant, format: Format): string {
	return delay === null ? m.clock_delay_none() : DELAYS[delay]({ start: format.moment(startAt) });
}

export function limitWords({ value, unit }: Limit): string {
	switch (unit) {
		case 'working-day':
			return m.limit_working_day({ count: value });
		case 'calendar-day':
			return m.limit_calendar_day({ count: value });
		case 'hour':
			return m.limit_hour({ count: value });
		case 'same-day':
			return m.limit_same_day();
	}
}

function promiseLine(step: Step<'promised'>, limit: Limit | null, format: Format): ClockLine {
	const { promise, moved = null, byLimit = null, days = [] } = step;
	const titles = {
		receipt: moved === null ? m.clock_receipt_title : m.clock_receipt_again_title,
		supplement: m.clock_supplement_title,
		reappointment: m.clock_reappointment_title
	};
	const sentences: string[] = [m.clock_promised_text({ due: format.moment(promise.returnAt) })];
	if (moved !== null) sentences.push(...movedWords(moved, format));
	else sentences.push(againstLimit(limit, byLimit, format));
	const { reason, by, returnAt: dueAt } = promise;
	return { ...PLAIN, kind: 'date', title: titles[promise.cause](), sentences, reason, by, days, dueAt };
}

function movedWords({ minutes }: Distance, format: Format): string[] {
	if (minutes === 0) return [];
	const time = format.workingSpan(Math.abs(minutes));
	return [minutes > 0 ? m.clock_moved_later({ time }) : m.clock_moved_earlier({ time })];
}

function againstLimit(limit: Limit | null, byLimit: Distance | null, format: Format): string {
	if (limit === null || byLimit === null) return m.clock_by_limit_none();
	if (byLimit.minutes === 0) return m.clock_by_limit_same({ limit: limitWords(limit) });
	const time = format.workingSpan(Math.abs(byLimit.minutes));
	const words = { limit: limitWords(limit), due: format.moment(byLimit.from), time };
	return byLimit.minutes > 0 ? m.clock_by_limit_later(words) : m.clock_by_limit_earlier(words);
}

const PAUSES: Record<PauseKind, () => string> = {
	supplement: m.clock_pause_supplement,
	payment: m.clock_pause_payment,
	stopped: m.clock_pause_stopped
};

function pauseLine(step: Step<'paused'>, limit: Limit | null, format: Format): ClockLine {
	const { pause, minutes, days = [] } = step;
	const from = format.moment(pause.from);
	const to = pause.to === null ? null : format.moment(pause.to);
	const span =
		to === null
			? m.clock_pause_open({ from })
			: minutes === 0 || minutes === null
				? m.clock_pause_no_minutes({ from, to })
				: m.clock_pause_span({ from, to, time: format.workingSpan(minutes) });
	return {
		...PLAIN,
		kind: 'pause',
		title: PAUSES[pause.kind](),
		sentences: [span, ...pauseEffect(step, limit, format)],
		days,
		dueAt: step.dueAt === step.dueBefore || step.effect === 'date-given' ? null : step.dueAt
	};
}

function pauseEffect(step: Step<'paused'>, limit: Limit | null, format: Format): string[] {
	const { effect, dueBefore, dueAt, delay = null, restartAt, pause } = step;
	const before = dueBefore === null ? '' : format.moment(dueBefore);
	const due = dueAt === null ? before : format.moment(dueAt);
	switch (effect) {
		case 'shifted':
			return [dueAt === dueBefore ? m.clock_pause_kept({ due }) : m.clock_pause_shifted({ due })];
		case 'restarted': {
			if (restartAt === null || pause.to === null || limit === null) return [];
			const again = m.clock_pause_restarted({ time: format.moment(pause.to) });
			const kept = dueAt === dueBefore;
			return [
				again,
				delayWords(delay, restartAt, format),
				kept ? m.clock_pause_restarted_kept({ due }) : m.clock_pause_restarted_due({ limit: limitWords(limit), due })
			];
		}
		case 'date-given':
			return [m.clock_pause_date_given({ due })];
		case 'already-broken':
			return [m.clock_pause_already_broken({ due: before })];
		case 'standing':
			return [dueBefore === null ? m.clock_pause_standing_no_date() : m.clock_pause_standing({ due: before })];
		case 'no-date':
			return [m.clock_pause_no_date()];
	}
}

const ENDS = { early: m.clock_end_early, 'on-time': m.clock_end_on_time, late: m.clock_end_late };

function endLine({ at, dueAt, timeliness }: Step<'closed'>, dossier: DossierView, format: Format): ClockLine {
	const { status, firstDueAt } = dossier;
	const time = format.moment(at);
	const sentences: string[] = [];
	if (status === 'withdrawn') sentences.push(m.clock_end_withdrawn({ time }));
	else if (dueAt === null) sentences.push(m.clock_end_no_date({ time }));
	else sentences.push(ENDS[timeliness]({ time, due: format.longDate(dueAt) }));
	if (status !== 'withdrawn' && dueAt !== null && firstDueAt !== null && dayOf(firstDueAt) !== dayOf(dueAt)) {
		const standing = standingWords({ kind: compareByDate(at, firstDueAt) }, format).words;
		sentences.push(m.clock_end_first({ due: format.longDate(firstDueAt), standing }));
	}
	const isOther = status === 'withdrawn' || status === 'refused';
	const title = isOther ? statusName(status) : m.clock_end_title();
	return { ...PLAIN, kind: 'end', title, sentences, tone: timeliness === 'late' ? 'bad' : 'good' };
}

function nowLine(dossier: DossierView, format: Format): ClockLine {
	const { standing, asOf, dueAt, firstDueAt } = dossier;
	const now = { ...PLAIN, kind: 'now', title: m.clock_now_title() } as const;
	const toDue = { now: format.moment(asOf), due: dueAt === null ? '' : format.moment(dueAt) };
	switch (standing.kind) {
		case 'running':
		case 'soon': {
			const sentences: string[] = [m.clock_now_running({ ...toDue, time: format.workingSpan(standing.minutes) })];
			if (firstDueAt !== null && firstDueAt < asOf)
				sentences.push(m.clock_now_first_passed({ due: format.moment(firstDueAt) }));
			return { ...now, sentences, tone: standing.kind === 'soon' ? 'warn' : 'plain' };
		}
		case 'overdue': {
			const time = format.workingSpan(standing.minutes);
			const text = standing.minutes === 0 ? m.clock_now_just_overdue(toDue) : m.clock_now_overdue({ ...toDue, time });
			return { ...now, sentences: [text], tone: 'bad' };
		}
		case 'paused':
			return { ...now, sentences: [m.clock_now_paused()] };
		case 'open-ended':
			return { ...now, sentences: [m.clock_now_open_ended()], tone: 'warn' };
		case 'not-accepted':
			return { ...now, sentences: [dossier.closedAt === null ? m.clock_not_accepted() : m.clock_not_counted()] };
		case 'early':
		case 'on-time':
		case 'late':
			return { ...now, sentences: [m.clock_not_counted()] };
	}
}

const CAUSES: Record<TermCause, () => string> = {
	receipt: m.term_receipt,
	supplement: m.term_supplement,
	reappointment: m.term_reappointment,
	limit: m.term_limit,
	pause: m.term_pause,
	restart: m.term_restart
};
export const termCause = (cause: TermCause): string => CAUSES[cause]();

/** What a date of the row is: the first, the one in force, the one it was judged by; null for those between. */
export function termMark(terms: readonly Term[], place: number, isClosed: boolean): string | null {
	if (place === 0) return m.clock_term_first();
	if (place < terms.length - 1) return null;
	return isClosed ? m.clock_term_judged() : m.clock_term_governing();
}
