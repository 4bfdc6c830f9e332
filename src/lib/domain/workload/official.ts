/**
 * Absence (vắng mặt) of whole days. Days are written `2026-01-10`; both ends are absent. `standIn` (người thay) is the
 * official whose list shows the work meanwhile; the dossiers do not change hands by themselves.
 */
export interface Absence {
	readonly from: string;
	readonly to: string;
	readonly standIn: string | null;
}

/** Codes of the procedures an official may handle, or all of them. */
export type Skills = 'all' | ReadonlySet<string>;

/** What the desk must know of an official (cán bộ) to say how much he can carry. No name: ids only. */
export interface Official {
	readonly id: string;
	/** Code of the unit. */
	readonly unit: string;
	/** Part of full time, 0 to 1. Half-time 0.5. */
	readonly share: number;
	/**
	 * Part of each weekday's office hours worked by a full-timer of this pattern, Monday first, 0 to 1. Together with
	 * `share` it multiplies: three days a week is share 1 with [1, 1, 1, 0, 0, 0, 0], not share 0.6 as well.
	 */
	readonly pattern: WorkingPattern;
	readonly absences: readonly Absence[];
	readonly skills: Skills;
}

export type WorkingPattern = readonly [number, number, number, number, number, number, number];

/** All office hours of all days. */
export const FULL_WEEK: WorkingPattern = [1, 1, 1, 1, 1, 1, 1];

export function mayHandle(skills: Skills, procedure: string | null): boolean {
	// Nobody can be asked to be skilled in a procedure the feed did not name.
	return skills === 'all' || procedure === null || skills.has(procedure);
}

/** The absence in force on a day (`2026-01-10`), or null. */
export function findAbsence(absences: readonly Absence[], day: string): Absence | null {
	return absences.find(({ from, to }) => from <= day && day <= to) ?? null;
}
