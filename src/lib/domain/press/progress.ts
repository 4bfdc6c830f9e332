import type { FrozenContent, FrozenProgress, Told } from './frozen-content.ts';

/** A commune of a wave and the ISO day on which it received its first dossier of the period. */
export interface Start {
	readonly wave: number;
	readonly day: string;
}

/**
 * How far each wave had come by the end of each day. A day is left out where the communes that began since the last day
 * told would say more of hidden days than that something came on them: n communes that begin are at least n dossiers.
 * Null: nothing can be told, or no commune has a wave.
 */
export function toProgress(
	starts: readonly Start[],
	waves: readonly number[],
	intake: FrozenContent['intake']
): FrozenProgress | null {
	if (intake === null || waves.length === 0) return null;
	const { days, received } = intake;
	const told = toldDays(
		days.map((day) => starts.filter((start) => start.day === day).length),
		received
	);
	if (told === null) return null;
	return {
		days,
		waves: waves.map((wave) => ({
			wave,
			started: days.map((day, n): Told =>
				told.has(n) ? starts.filter((start) => start.wave === wave && start.day <= day).length : null
			)
		}))
	};
}

/** Places of the days that may be told; the last one always is, so days before it give way. */
function toldDays(began: readonly number[], received: readonly Told[]): ReadonlySet<number> | null {
	/** Known of what came after day `from` up to day `to`, whoever began: told numbers, and one for each hidden day. */
	const covers = (from: number, to: number) => {
		let spare = 0;
		for (let n = from + 1; n <= to; n++) spare += (received[n] ?? 1) - (began[n] ?? 0);
		return spare >= 0;
	};
	const told: number[] = [];
	for (let n = 0; n < began.length; n++) if (covers(told.at(-1) ?? -1, n)) told.push(n);
	const last = began.length - 1;
	while (told.at(-1) !== last) {
		told.pop();
		if (covers(told.at(-1) ?? -1, last)) told.push(last);
		else if (told.length === 0) return null;
	}
	return new Set(told);
}
