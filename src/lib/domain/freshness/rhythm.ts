/** Over how many days before today the rhythm of a unit is taken. */
export const RHYTHM_DAYS = 28;

/** Half a working day: pauses shorter than this happen in every office. */
const LEAST_MINUTES = 240;

/**
 * A pause of twelve times the usual one has, when dossiers come by chance, a probability of 6 in a million; with 85 units
 * that is about one false word a year. It leaves room for quiet hours and quiet days.
 */
const TIMES_USUAL = 12;

/**
 * How long a unit may be quiet before it counts as silent, in working minutes: twelve times its usual time between two
 * dossiers, and at least half a working day. Usual is what the last four weeks say: `workingMinutes` in them, divided by
 * the `dossiers` that the unit received or worked on in office hours. Null: it has so few that four weeks without any
 * would not be strange; nothing can be expected of it.
 */
export function expectedQuiet(dossiers: number, workingMinutes: number): number | null {
	if (dossiers <= TIMES_USUAL) return null;
	return Math.max(LEAST_MINUTES, Math.round((TIMES_USUAL * workingMinutes) / dossiers));
}
