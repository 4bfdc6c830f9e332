/** Why something about the rollout was not written down. */
export const ROLLOUT_PROBLEMS = [
	'milestone',
	'day',
	'day-ahead',
	'figure',
	'value',
	'due',
	'text',
	'too-long',
	'authority',
	'deadline',
	'result',
	'changed',
	'unit'
] as const;
export type RolloutProblem = (typeof ROLLOUT_PROBLEMS)[number];

/** What the last form of the rollout's page became; null: none was sent. */
export type KeepOutcome = {
	readonly saved?: string;
	readonly refused?: string;
	readonly problem?: RolloutProblem;
	readonly typed?: Readonly<Record<'milestone' | 'day' | 'figure' | 'value' | 'dueOn', string>>;
} | null;
