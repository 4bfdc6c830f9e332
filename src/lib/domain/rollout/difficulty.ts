import type { Day } from '../time/instant.ts';
import { type Milestone, MILESTONES } from './milestone.ts';
import { TARGET_FIGURES, type TargetFigure } from './target.ts';

/** Who is competent to clear a difficulty away (thẩm quyền). */
export const AUTHORITIES = ['commune', 'province', 'central'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** What a difficulty holds up. */
export const BLOCKED: readonly (Milestone | TargetFigure)[] = [...MILESTONES, ...TARGET_FIGURES];
export type Blocked = (typeof BLOCKED)[number];

/** A difficulty (khó khăn, vướng mắc) as it was written down at one time. */
export interface DifficultyTerms {
	readonly what: string;
	readonly since: Day;
	/** Null: nothing that is measured. */
	readonly blocks: Blocked | null;
	readonly responsible: string;
	readonly deadline: Day;
	readonly authority: Authority;
	/** What came of it; empty while it is open. */
	readonly result: string;
	readonly isClosed: boolean;
}

/** Its deadline is over and it is not closed. The deadline itself still counts. */
export function isOverdue({ isClosed, deadline }: Pick<DifficultyTerms, 'isClosed' | 'deadline'>, today: Day): boolean {
	return !isClosed && deadline < today;
}

export function isBlocked(text: unknown): text is Blocked {
	return BLOCKED.some((one) => one === text);
}

export function isAuthority(text: unknown): text is Authority {
	return AUTHORITIES.some((one) => one === text);
}
