import { count, seconds } from './summary.ts';

export interface StormResult {
	readonly screens: number;
	/** How long opening them took. */
	readonly openingMs: number;
	/** For each screen that is back, how long after the cut it had its numbers again; in any order. */
	readonly gapsMs: readonly number[];
	/** Why a try to come back failed → number of tries. */
	readonly refused: ReadonlyMap<string, number>;
	readonly patienceMs: number;
}

/** What became of the screens, for people. */
export function toStormLines({ screens, openingMs, gapsMs, refused, patienceMs }: StormResult): string[] {
	const gaps = [...gapsMs].sort((a, b) => a - b);
	const within = (share: number) => seconds(gaps[Math.ceil(share * gaps.length) - 1] ?? 0);
	const tries = [...refused.values()].reduce((sum, number) => sum + number, 0);
	const reasons = [...refused].map(([why, number]) => `${why} ${count(number)}`).join(', ');
	const back =
		gaps.length === screens ? `all ${count(screens)} back` : `${count(gaps.length)} of ${count(screens)} back`;
	const late = gaps.length === screens ? '' : `, the others not in ${seconds(patienceMs)}`;
	return [
		`storm     ${count(screens)} screens open in ${seconds(openingMs)}, cut at once: ${back} after ${within(1)}${late}`,
		...(gaps.length === 0
			? []
			: [`          half after ${within(0.5)}, 99 % after ${within(0.99)}; longest gap ${within(1)}`]),
		`          ${count(tries)} tries refused${tries === 0 ? '' : ` (${reasons})`}`
	];
}
