import { m } from '$lib/paraglide/messages.js';

/** Refusals of the press desk in words; the codes are those of the server. */
export const PRESS_PROBLEMS = {
	'no-right': m.press_problem_no_right,
	'same-person': m.press_problem_same_person,
	'not-all-checked': m.press_problem_not_all_checked,
	'not-draft': m.press_problem_not_draft,
	'not-signed': m.press_problem_not_signed,
	'not-published': m.press_problem_not_published,
	'withdrawn-already': m.press_problem_withdrawn_already,
	'embargo-past': m.press_problem_embargo_past,
	'bad-form': m.press_problem_bad_form,
	'at-in-future': m.press_problem_at_in_future,
	'period-empty': m.press_problem_period_empty,
	'before-late': m.press_problem_before_late,
	'not-found': m.press_problem_not_found
} as const;
