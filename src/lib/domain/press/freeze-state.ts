import type { Right } from '../access/role.ts';
import type { Instant } from '../time/instant.ts';

/** nháp → đã ký → đã công bố → đã đính chính hoặc đã rút. */
export const FREEZE_STATES = ['draft', 'signed', 'published', 'corrected', 'withdrawn'] as const;
export type FreezeState = (typeof FREEZE_STATES)[number];

/** What people do to a freeze. `correct` is done by publishing the freeze that replaces it. */
export const FREEZE_ACTIONS = ['sign', 'publish', 'correct', 'withdraw'] as const;
export type FreezeAction = (typeof FREEZE_ACTIONS)[number];

/** Why it was replaced or taken back, in public; a closed list, since free text has no place on a public page. */
export const CHANGE_REASONS = ['ledger-corrected', 'late-records', 'wrong-choice', 'published-by-mistake'] as const;
export type ChangeReason = (typeof CHANGE_REASONS)[number];

/** What must be looked at before signing; computed when it is frozen. */
export const CHECK_IDS = ['silent', 'completeness', 'small-numbers', 'findings'] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** One step in the life of a freeze; stored as a row and never changed. */
export type FreezeStep = { readonly by: string; readonly at: Instant } & (
	| { readonly kind: 'sign'; readonly checks: readonly CheckId[] }
	| { readonly kind: 'publish'; readonly publicFrom: Instant }
	| { readonly kind: 'correct'; readonly reason: ChangeReason; readonly replacedBy: string }
	| { readonly kind: 'withdraw'; readonly reason: ChangeReason }
);

export interface Freeze {
	/** Account that froze it. */
	readonly frozenBy: string;
	/** In the order in which they were done. */
	readonly steps: readonly FreezeStep[];
}

export type FreezeProblem =
	| 'no-right'
	| 'same-person'
	| 'not-all-checked'
	| 'not-draft'
	| 'not-signed'
	| 'not-published'
	| 'withdrawn-already'
	| 'embargo-past';

export interface Actor {
	readonly id: string;
	readonly rights: readonly Right[];
}

/** The right each action asks for. */
export const RIGHT_FOR: Readonly<Record<FreezeAction, Right>> = {
	sign: 'sign-off',
	publish: 'publish',
	correct: 'publish',
	withdraw: 'publish'
};

const STATE_AFTER: Readonly<Record<FreezeAction, FreezeState>> = {
	sign: 'signed',
	publish: 'published',
	correct: 'corrected',
	withdraw: 'withdrawn'
};

export function stateOf({ steps }: Pick<Freeze, 'steps'>): FreezeState {
	const last = steps.at(-1);
	return last === undefined ? 'draft' : STATE_AFTER[last.kind];
}

/** From which states an action leads on, and what is said where it does not. */
const FROM: Readonly<Record<FreezeAction, readonly [FreezeProblem, ...FreezeState[]]>> = {
	sign: ['not-draft', 'draft'],
	publish: ['not-signed', 'signed'],
	correct: ['not-published', 'published'],
	withdraw: ['withdrawn-already', 'draft', 'signed', 'published', 'corrected']
};

/** Whether a step may be done next. Null: it may. Who has not the right hears nothing of the state. */
export function refuse(freeze: Freeze, step: FreezeStep, actor: Actor): FreezeProblem | null {
	if (!actor.rights.includes(RIGHT_FOR[step.kind])) return 'no-right';
	const [problem, ...states] = FROM[step.kind];
	if (!states.includes(stateOf(freeze))) return problem;
	if (step.kind === 'sign') {
		// Four eyes: whoever chose the numbers does not vouch for them.
		if (freeze.frozenBy === actor.id) return 'same-person';
		if (!CHECK_IDS.every((id) => step.checks.includes(id))) return 'not-all-checked';
	}
	// A minute may pass between filling the form and sending it.
	if (step.kind === 'publish' && step.publicFrom < step.at) return 'embargo-past';
	return null;
}

/** What everybody may see: nothing (as if there were no such freeze), the numbers, or only that they were taken back. */
export function publicViewOf({ steps }: Pick<Freeze, 'steps'>, now: Instant): 'nothing' | 'numbers' | 'withdrawn' {
	const published = steps.find((step) => step.kind === 'publish');
	if (published === undefined || published.publicFrom > now) return 'nothing';
	const withdrawn = steps.find((step) => step.kind === 'withdraw');
	if (withdrawn === undefined) return 'numbers';
	// Taken back before its minute: it never was public.
	return withdrawn.at < published.publicFrom ? 'nothing' : 'withdrawn';
}
