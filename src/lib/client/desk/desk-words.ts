import type { SendProblem } from '$lib/client/desk/desk-api.ts';
import { patternWords } from '$lib/client/desk/settings-words.ts';
import type { Format } from '$lib/client/format.ts';
import type { RowRisk } from '$lib/contract/desk-preview.ts';
import type {
	ItemResult,
	MoveReason,
	MoveSummary,
	OfferState,
	OfficialLoad,
	Reason,
	UndoResult
} from '$lib/contract/desk.ts';
import type { MoveCause, Proposal } from '$lib/domain/balance/proposal.ts';
import { startOfDay, toDay } from '$lib/domain/time/instant.ts';
import type { EffortBasis } from '$lib/domain/workload/effort.ts';
import type { RiskLevel } from '$lib/domain/workload/risk.ts';
import { m } from '$lib/paraglide/messages.js';

const RISKS: Record<RiskLevel, () => string> = {
	low: m.desk_risk_low,
	medium: m.desk_risk_medium,
	high: m.desk_risk_high
};
export const riskName = (level: RiskLevel): string => RISKS[level]();
export const RISK_SIGN: Record<RiskLevel, string> = { low: '○', medium: '●', high: '▲' };

/** Why a dossier may come late: what became of its like with as much time left, and the queue before it. */
export function riskWhy({ position, workAhead, usualAhead, available, alike }: RowRisk, format: Format): string {
	const place = { position: format.integer(position) };
	if (available !== null && available <= 0) return m.desk_row_risk_why_past(place);
	const span = (minutes: number) => format.workingSpan(Math.round(minutes));
	const queue = { ...place, ahead: span(workAhead), usual: span(usualAhead) };
	if (available === null || alike === null) return m.desk_row_risk_why_no_date(place);
	const counted = { open: format.integer(alike.open), late: format.integer(alike.late), left: span(available) };
	return alike.ofProcedure
		? m.desk_row_risk_why({ ...counted, ...queue })
		: m.desk_row_risk_why_unit({ ...counted, ...queue });
}

const REASONS: Record<MoveReason, () => string> = {
	overload: m.desk_reason_overload,
	absence: m.desk_reason_absence,
	skill: m.desk_reason_skill,
	urgent: m.desk_reason_urgent,
	'wrong-unit': m.desk_reason_wrong_unit,
	proposal: m.desk_reason_proposal,
	other: m.desk_reason_other
};
export const reasonName = (code: MoveReason): string => REASONS[code]();

const RESULTS: Record<ItemResult, () => string> = {
	moved: m.desk_result_moved,
	offered: m.desk_result_offered,
	declined: m.desk_result_declined,
	withdrawn: m.desk_result_withdrawn,
	'changed-meanwhile': m.desk_result_changed_meanwhile,
	'not-yours': m.desk_result_not_yours,
	'no-right': m.desk_result_no_right,
	'other-unit': m.desk_result_other_unit,
	'no-skill': m.desk_result_no_skill,
	absent: m.desk_result_absent,
	'closed-account': m.desk_result_closed_account,
	closed: m.desk_result_closed,
	'same-handler': m.desk_result_same_handler,
	'do-not-move': m.desk_result_do_not_move,
	'offered-already': m.desk_result_offered_already
};
export const resultName = (result: ItemResult): string => RESULTS[result]();

const UNDONE: Record<UndoResult, () => string> = {
	'moved-back': m.desk_result_moved_back,
	'changed-meanwhile': m.desk_result_changed_meanwhile,
	closed: m.desk_result_closed,
	'not-yours': m.desk_result_not_yours,
	'no-right': m.desk_result_no_right,
	'not-moved': m.desk_result_not_moved
};
export const undoResultName = (result: UndoResult): string => UNDONE[result]();

const PROBLEMS: Partial<Record<SendProblem, () => string>> = {
	'empty-reason': m.desk_problem_empty_reason,
	'nothing-selected': m.desk_problem_nothing_selected,
	'too-many': m.desk_problem_too_many,
	'unknown-official': m.desk_problem_unknown_official,
	'no-right': m.desk_problem_no_right,
	'key-reused': m.desk_problem_key_reused,
	'too-late': m.desk_problem_too_late,
	'unknown-move': m.desk_problem_unknown_move,
	'unknown-unit': m.desk_problem_unknown_unit,
	'answered-already': m.desk_problem_answered,
	lost: m.desk_problem_lost
};
/** Those that only a page out of date could cause are told alike. */
export const problemWords = (problem: SendProblem): string => (PROBLEMS[problem] ?? m.desk_problem_reload)();

const OFFERS: Record<OfferState, () => string> = {
	offered: m.desk_offer_state_offered,
	accepted: m.desk_offer_state_accepted,
	declined: m.desk_offer_state_declined,
	withdrawn: m.desk_offer_state_withdrawn
};
export const offerStateName = (state: OfferState): string => OFFERS[state]();
export const OFFER_SIGN: Record<OfferState, string> = { offered: '…', accepted: '✓', declined: '✕', withdrawn: '↶' };

/** A reason as it was given: the one of the list, and what was added. */
export const reasonWords = ({ code, text }: Reason): string =>
	text === '' ? reasonName(code) : `${reasonName(code)} (${text})`;

const CAUSES: Record<MoveCause, () => string> = {
	pool: m.desk_cause_pool,
	'own-risk': m.desk_cause_own_risk,
	relief: m.desk_cause_relief,
	spread: m.desk_cause_spread,
	pinned: m.desk_cause_pinned
};
export const causeName = (cause: MoveCause): string => CAUSES[cause]();

const ENDED: Record<Exclude<Proposal['ended'], 'best'>, () => string> = {
	'no-better-step': m.desk_ended_no_better_step,
	time: m.desk_ended_time
};
/** How sure one can be that there is nothing better: how the search ended, and how far from the best it may be. */
export function endedWords({ ended, gap }: Pick<Proposal, 'ended' | 'gap'>, format: Format): string {
	if (ended === 'best') return m.desk_ended_best();
	// As it is printed, to one decimal.
	const far = gap < 0.05 ? m.desk_gap_none() : m.desk_gap({ gap: format.decimal(gap) });
	return `${ENDED[ended]()} ${far}`;
}

const dateOf = (iso: string, format: Format) => format.date(startOfDay(toDay(iso)));

/** What is to be known of an official beside the name: title, working time, skills, absence, account. */
export function aboutOfficial(official: OfficialLoad, format: Format): string[] {
	const { title, share, pattern, absence, absences, skills, isActive, account } = official;
	const next = absence === null ? absences[0] : undefined;
	return [
		...(title === null ? [] : [title]),
		...(share < 1 ? [m.desk_share({ share: format.percent(share, 0) })] : []),
		...(pattern.every((part) => part === 1) ? [] : [patternWords(pattern, format)]),
		...(skills === null ? [] : [m.desk_skills({ count: format.integer(skills.length) })]),
		...(next === undefined
			? []
			: [m.desk_absent_from({ from: dateOf(next.from, format), to: dateOf(next.to, format) })]),
		...(absence === null ? [] : [m.desk_absent_until({ date: format.date(startOfDay(toDay(absence.to))) })]),
		...(absence === null || absence.standIn === null ? [] : [m.desk_stand_in({ name: absence.standIn })]),
		...(isActive ? [] : [m.desk_not_active()]),
		...(account === 'closed' ? [m.desk_account_closed()] : [])
	];
}

/** Why no dossier can be given to an official; null: it can. */
export function whyNot({ isActive, absence, account }: OfficialLoad): string | null {
	if (!isActive) return m.desk_not_active();
	if (account === 'closed') return m.desk_account_closed();
	return absence === null ? null : m.desk_absent();
}

/** Where the dossiers of a move went. */
export function targetName({ kind, toUnit, toOfficial }: MoveSummary, format: Format): string {
	if (kind === 'pool') return m.desk_pool();
	return toOfficial ?? (toUnit === null ? '' : format.locale === 'vi' ? toUnit.name : toUnit.nameEn);
}

export function basisWords(basis: EffortBasis, format: Format): string {
	switch (basis.kind) {
		case 'median':
			return m.desk_basis_median({ cases: format.integer(basis.cases) });
		case 'all-procedures':
			return m.desk_basis_all({ cases: format.integer(basis.cases), own: format.integer(basis.own) });
		case 'own':
			return m.desk_basis_own({
				by: basis.by,
				reason: basis.reason,
				date: format.date(startOfDay(toDay(basis.setOn)))
			});
		case 'unknown':
			return m.desk_basis_unknown();
	}
}
