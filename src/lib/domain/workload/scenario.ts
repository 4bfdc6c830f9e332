/** One slider of "what if" (nếu … thì). Days are counted in the office's working days: 1 is the first one of the forecast. */
export type Change =
	/** "+2 officials for 10 days": full-timers with every skill; work is dealt to them evenly at the start. */
	| { readonly kind: 'more-officials'; readonly count: number; readonly fromDay: number; readonly toDay: number }
	/** "official absent next week": his work waits for him. */
	| { readonly kind: 'absent'; readonly official: string; readonly fromDay: number; readonly toDay: number }
	/** "intake +30 %": factor 1.3. */
	| { readonly kind: 'intake'; readonly factor: number };

/** One official of the forecast: what he works on each of its days, and what lies on his desk. */
export interface ForecastOfficial {
	readonly id: string;
	/** Own working minutes per day, first to last; share, pattern and absences taken into account. */
	readonly minutesPerDay: readonly number[];
}

/** One open dossier. Those whose clock stands still are left out: nobody knows when they come back. */
export interface ForecastDossier {
	/** Null: in the pool; it is dealt like new intake on the first day. */
	readonly handler: string | null;
	readonly effort: number;
	/**
	 * Working day of the forecast on which it is due, 1 the first; 0 or less: overdue already; null: no date. It is overdue at
	 * the end of that day if it is not done.
	 */
	readonly dueDay: number | null;
}

/** What recent intake looked like: one of these is drawn for each new dossier. */
export interface IntakeKind {
	readonly effort: number;
	/** Working days from intake to the return date; null: none. */
	readonly limitDays: number | null;
}

/** How changes act on the officials of a forecast. A newcomer of `count` gets an id that no official has. */
export function withChanges(
	officials: readonly ForecastOfficial[],
	changes: readonly Change[],
	fullDays: readonly number[]
): { officials: ForecastOfficial[]; newcomers: string[]; intakeFactor: number } {
	let changed = [...officials];
	const newcomers: string[] = [];
	let intakeFactor = 1;
	const isIn = (day: number, { fromDay, toDay }: { fromDay: number; toDay: number }) => fromDay <= day && day <= toDay;
	for (const change of changes) {
		if (change.kind === 'intake') intakeFactor *= change.factor;
		else if (change.kind === 'absent')
			changed = changed.map((one) =>
				one.id === change.official
					? { ...one, minutesPerDay: one.minutesPerDay.map((minutes, i) => (isIn(i + 1, change) ? 0 : minutes)) }
					: one
			);
		else
			for (let n = 0; n < change.count; n++) {
				const id = `+${newcomers.length + 1}`;
				newcomers.push(id);
				changed.push({ id, minutesPerDay: fullDays.map((minutes, i) => (isIn(i + 1, change) ? minutes : 0)) });
			}
	}
	return { officials: changed, newcomers, intakeFactor };
}
