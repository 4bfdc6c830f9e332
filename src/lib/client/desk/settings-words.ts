import type { SettingsForm, SettingsProblem } from '$lib/contract/desk-settings.ts';
import type { Format } from '$lib/client/format.ts';
import { FULL_WEEK, type WorkingPattern } from '$lib/domain/workload/official.ts';
import { m } from '$lib/paraglide/messages.js';

/** What came back of a form of the page: done, or why not with what was typed. */
export type SettingsAnswer =
	| { readonly form: SettingsForm; readonly done: true }
	| {
			readonly form: SettingsForm;
			readonly problem: SettingsProblem;
			readonly typed: Readonly<Record<string, readonly string[]>>;
	  };

const DONE: Record<SettingsForm, () => string> = {
	capacity: m.deskset_done_capacity,
	skills: m.deskset_done_skills,
	absence: m.deskset_done_absence,
	cancel: m.deskset_done_cancel,
	effort: m.deskset_done_effort,
	mark: m.deskset_done_mark,
	lift: m.deskset_done_lift
};
export const settingDone = (form: SettingsForm): string => DONE[form]();

const PROBLEMS: Partial<Record<SettingsProblem, () => string>> = {
	'bad-share': m.deskset_problem_share,
	'bad-pattern': m.deskset_problem_pattern,
	'bad-minutes': m.deskset_problem_minutes,
	'bad-days': m.deskset_problem_days,
	'no-reason': m.deskset_problem_reason,
	'no-skill': m.deskset_problem_skill,
	'unknown-official': m.deskset_problem_official,
	'unknown-procedure': m.deskset_problem_procedure,
	'unknown-dossier': m.deskset_problem_dossier,
	'marked-already': m.deskset_problem_marked,
	'no-right': m.desk_problem_no_right
};
/** Those that only a page out of date could cause are told alike. */
export const settingProblem = (problem: SettingsProblem): string => (PROBLEMS[problem] ?? m.deskset_problem_other)();

/** What was typed into a field of a refused form; undefined when that form was not refused. */
export function typedIn(answer: SettingsAnswer | null, form: SettingsForm, name: string): string | undefined {
	return answer !== null && 'typed' in answer && answer.form === form ? (answer.typed[name]?.[0] ?? '') : undefined;
}

/** When an official works: `cả tuần`, or the days that differ from full ones: `T2 50% · T4 0%`. */
export function patternWords(pattern: WorkingPattern, format: Format): string {
	const days = pattern.flatMap((part, place) =>
		part === FULL_WEEK[place] ? [] : [`${format.weekdaysShort[place]!} ${format.percent(part, 0)}`]
	);
	return days.length === 0 ? m.deskset_pattern_full() : days.join(' · ');
}

/** A part as it is typed into a field: `50`, `37,5`. */
export function partOfHundred(part: number, format: Format): string {
	const value = Math.round(part * 1000) / 10;
	return Number.isInteger(value) ? format.integer(value) : format.decimal(value);
}
