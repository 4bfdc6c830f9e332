import type { FindingCode } from '$lib/domain/dossier/finding.ts';
import type { FindingId } from '$lib/domain/figure/figure.ts';
import { OPENING_HOURS } from '$lib/domain/figure/moments.ts';
import { m } from '$lib/paraglide/messages.js';

type Words = readonly [name: () => string, definition: () => string];

/** Worded as something to look at: the record may be wrong rather than the office. */
const FINDINGS: Record<FindingId | FindingCode, Words> = {
	'no-handler': [m.finding_no_handler, m.finding_no_handler_text],
	'no-step': [m.finding_no_step, m.finding_no_step_text],
	'no-return-date': [m.finding_no_return_date, m.finding_no_return_date_text],
	'no-result': [m.finding_no_result, m.finding_no_result_text],
	'no-competence': [m.finding_no_competence, m.finding_no_competence_text],
	'acceptance-waiting': [m.finding_acceptance_waiting, m.finding_acceptance_waiting_text],
	'transfer-stuck': [m.finding_transfer_stuck, m.finding_transfer_stuck_text],
	'unopened-move': [m.finding_unopened_move, () => m.finding_unopened_move_text({ hours: String(OPENING_HOURS) })],
	'missing-acceptance': [m.finding_missing_acceptance, m.finding_missing_acceptance_text],
	'impossible-transition': [m.finding_impossible_transition, m.finding_impossible_transition_text],
	'late-supplement': [m.finding_late_supplement, m.finding_late_supplement_text],
	'supplement-at-limit': [m.finding_supplement_at_limit, m.finding_supplement_at_limit_text],
	'moved-after-limit': [m.finding_moved_after_limit, m.finding_moved_after_limit_text],
	'second-reappointment': [m.finding_second_reappointment, m.finding_second_reappointment_text],
	'apology-missing': [m.finding_apology_missing, m.finding_apology_missing_text],
	'late-apology': [m.finding_late_apology, m.finding_late_apology_text],
	'withdrawn-at-limit': [m.finding_withdrawn_at_limit, m.finding_withdrawn_at_limit_text],
	'ended-while-paused': [m.finding_ended_while_paused, m.finding_ended_while_paused_text],
	'ended-without-result': [m.finding_ended_without_result, m.finding_ended_without_result_text],
	'back-dated-end': [m.finding_back_dated_end, m.finding_back_dated_end_text],
	'mass-closing': [m.finding_mass_closing, m.finding_mass_closing_text]
};
export const findingTitle = (id: FindingId | FindingCode): string => FINDINGS[id][0]();
export const findingText = (id: FindingId | FindingCode): string => FINDINGS[id][1]();
