import type { Instant } from '../domain/time/instant.ts';
import type { EffortBasis } from '../domain/workload/effort.ts';
import type { WorkingPattern } from '../domain/workload/official.ts';
import type { AbsenceRow, DeskProblem, EffortHistoryRow } from './desk.ts';
import type { Named } from './named.ts';

/** What the head of a unit has set for its desk (`/workload/settings`), and what is measured where nothing is set. */
export interface DeskSettings {
	readonly unit: Named;
	readonly officials: readonly SettingsOfficial[];
	/** Coming and present absences, by their first day. */
	readonly absences: readonly (AbsenceRow & { readonly official: string; readonly setBy: string })[];
	/** Procedures the unit has had to do with, by name. */
	readonly procedures: readonly Named[];
	readonly weights: readonly WeightRow[];
	/** Closed dossiers were looked at from then on. */
	readonly measuredSince: Instant;
	readonly marks: readonly MarkRow[];
	/** ISO day, where a new absence begins as a rule. */
	readonly today: string;
}

export interface SettingsOfficial {
	readonly name: string;
	readonly title: string | null;
	readonly isActive: boolean;
	readonly share: number;
	readonly pattern: WorkingPattern;
	/** Codes; null: all. */
	readonly skills: readonly string[] | null;
}

/** What a dossier of a procedure weighs, and what it would weigh without the head's own value. Working minutes. */
export interface WeightRow {
	readonly procedure: Named;
	readonly open: number;
	readonly minutes: number;
	readonly basis: EffortBasis;
	readonly measured: number;
	readonly measuredBasis: EffortBasis;
	/** Own values, newest first. */
	readonly history: readonly EffortHistoryRow[];
}

/** A dossier that stays where it is. */
export interface MarkRow {
	readonly dossier: string;
	readonly handler: string | null;
	readonly reason: string;
	readonly setBy: string;
	readonly setAt: Instant;
}

/** The forms of the page, by the name of their action. */
export const SETTINGS_FORMS = ['capacity', 'skills', 'absence', 'cancel', 'effort', 'mark', 'lift'] as const;
export type SettingsForm = (typeof SETTINGS_FORMS)[number];

/** Why a form was not taken; nothing was changed. The first four can only be seen in what was typed. */
export type SettingsProblem = 'bad-share' | 'bad-pattern' | 'bad-minutes' | 'no-reason' | 'no-skill' | DeskProblem;
