import type { Outcome, ProblemCode } from '$lib/contract/outcome.ts';
import { m } from '$lib/paraglide/messages.js';

const OUTCOMES: Record<Outcome, () => string> = {
	accepted: m.feeds_outcome_accepted,
	repeated: m.feeds_outcome_repeated,
	waiting: m.feeds_outcome_waiting,
	rejected: m.feeds_outcome_rejected
};
export const outcomeName = (outcome: Outcome): string => OUTCOMES[outcome]();

const PROBLEMS: Record<ProblemCode, () => string> = {
	'missing-field': m.problem_missing_field,
	'bad-field': m.problem_bad_field,
	'unknown-form': m.problem_unknown_form,
	'unknown-unit': m.problem_unknown_unit,
	'unknown-procedure': m.problem_unknown_procedure,
	'time-in-future': m.problem_time_in_future,
	'time-too-old': m.problem_time_too_old,
	'key-reused': m.problem_key_reused
};
export const problemName = (problem: ProblemCode): string => PROBLEMS[problem]();
