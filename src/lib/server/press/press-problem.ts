import type { FreezeProblem } from '../../domain/press/freeze-state.ts';

/** Why something asked of the press desk was not done. */
export type PressProblem = FreezeProblem | 'bad-form' | 'at-in-future' | 'period-empty' | 'before-late' | 'not-found';

export type PressResult<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: PressProblem };

export const done = <T>(value: T): PressResult<T> => ({ ok: true, value });
export const refused = (problem: PressProblem): PressResult<never> => ({ ok: false, problem });
