import { type Format, NONE } from '$lib/client/format.ts';
import type { RolloutProblem } from '$lib/contract/rollout-problem.ts';
import type { Authority, Blocked } from '$lib/domain/rollout/difficulty.ts';
import { isMilestone, type Milestone } from '$lib/domain/rollout/milestone.ts';
import type { Stage } from '$lib/domain/rollout/progress.ts';
import { TARGET_IS_SHARE, type TargetFigure, type TargetState } from '$lib/domain/rollout/target.ts';
import { type Day, startOfDay } from '$lib/domain/time/instant.ts';
import { m } from '$lib/paraglide/messages.js';

const MILESTONES: Record<Milestone, readonly [name: () => string, text: () => string]> = {
	'staff-trained': [m.rollout_milestone_staff_trained, m.rollout_milestone_staff_trained_text],
	'counter-equipped': [m.rollout_milestone_counter_equipped, m.rollout_milestone_counter_equipped_text],
	'public-told': [m.rollout_milestone_public_told, m.rollout_milestone_public_told_text],
	'first-received': [m.rollout_milestone_first_received, m.rollout_milestone_first_received_text],
	'first-resolved': [m.rollout_milestone_first_resolved, m.rollout_milestone_first_resolved_text],
	'first-returned': [m.rollout_milestone_first_returned, m.rollout_milestone_first_returned_text],
	'first-full-week': [m.rollout_milestone_first_full_week, m.rollout_milestone_first_full_week_text]
};
export const milestoneName = (id: Milestone): string => MILESTONES[id][0]();
export const milestoneText = (id: Milestone): string => MILESTONES[id][1]();

const STAGE_NAMES: Record<Stage, () => string> = {
	live: m.rollout_wave_live,
	started: m.rollout_wave_started,
	complete: m.rollout_wave_complete,
	lagging: m.rollout_wave_lagging
};
export const stageName = (stage: Stage): string => STAGE_NAMES[stage]();

const FIGURES: Record<TargetFigure, () => string> = {
	'cross-received-month': m.rollout_figure_cross_received_month,
	'procedures-used': m.rollout_figure_procedures_used,
	'online-month': m.rollout_figure_online_month,
	'on-time-month': m.rollout_figure_on_time_month
};
export const targetName = (id: TargetFigure): string => FIGURES[id]();
export const targetValue = (id: TargetFigure, value: number | null, format: Format): string =>
	value === null ? NONE : TARGET_IS_SHARE[id] ? format.percent(value) : format.integer(value);

export const blockedName = (id: Blocked): string => (isMilestone(id) ? milestoneName(id) : targetName(id));

/** Sign and word: colour is never the only cue. */
export const targetSign: Readonly<Record<TargetState, string>> = {
	reached: '✓',
	'under-way': '○',
	'at-risk': '!',
	missed: '✕'
};
const STATES: Record<TargetState, () => string> = {
	reached: m.rollout_target_reached,
	'under-way': m.rollout_target_under_way,
	'at-risk': m.rollout_target_at_risk,
	missed: m.rollout_target_missed
};
export const targetState = (state: TargetState): string => STATES[state]();

const AUTHORITIES: Record<Authority, () => string> = {
	commune: m.difficulty_authority_commune,
	province: m.difficulty_authority_province,
	central: m.difficulty_authority_central
};
export const authorityName = (id: Authority): string => AUTHORITIES[id]();

const PROBLEMS: Record<RolloutProblem, () => string> = {
	milestone: m.rollout_problem_milestone,
	day: m.rollout_problem_day,
	'day-ahead': m.rollout_problem_day_ahead,
	figure: m.rollout_problem_figure,
	value: m.rollout_problem_value,
	due: m.rollout_problem_due,
	text: m.rollout_problem_text,
	'too-long': m.rollout_problem_too_long,
	authority: m.rollout_problem_authority,
	deadline: m.rollout_problem_deadline,
	result: m.rollout_problem_result,
	changed: m.rollout_problem_changed,
	unit: m.rollout_problem_unit
};
export const rolloutProblem = (problem: RolloutProblem): string => PROBLEMS[problem]();

export const dayText = (day: Day, format: Format): string => format.date(startOfDay(day));
