import type { Instant } from '../time/instant.ts';
import { RISK_FROM } from './risk.ts';

/** What was said of a dossier at some past time. `key` names dossier and time. */
export interface Forecast {
	readonly key: string;
	/** 0 to 1. */
	readonly chance: number;
}

/** One band of chances: of dossiers said to be late with about this chance, how many were. */
export interface CalibrationBand {
	readonly from: number;
	/** Not included, but for the last band. */
	readonly to: number;
	readonly forecasts: number;
	/** Mean chance said; null in an empty band. */
	readonly said: number | null;
	/** Part that was late; null in an empty band. */
	readonly came: number | null;
}

export interface Backtest {
	/** Forecasts whose outcome is known; nothing else is counted. */
	readonly forecasts: number;
	/** Forecasts without an outcome yet. */
	readonly unknown: number;
	readonly bands: readonly CalibrationBand[];
	/** Mean squared distance between chance and outcome; 0 is perfect. All rates are null without forecasts. */
	readonly brier: number | null;
	/** Part that was late, and the score of saying just that of every dossier. */
	readonly baseRate: number | null;
	readonly brierOfBaseRate: number | null;
	/** 1 − brier ÷ brierOfBaseRate. 0 or less: the forecast is no better than the base rate. Null: nothing to compare. */
	readonly skill: number | null;
	/** Part of the forecasts that were right, when a high risk is read as "late" and anything else as "in time". */
	readonly hitRate: number | null;
	/** Of those said to be at high risk, the part that was late. Null: none was said to be. */
	readonly rightAlarms: number | null;
	/** Of those that were late, the part that was at high risk. Null: none was late. */
	readonly caught: number | null;
}

const BANDS = 10;

/** Compares forecasts with what came: true for late. Said plainly also where it is poor. */
export function backtest(forecasts: readonly Forecast[], outcomes: ReadonlyMap<string, boolean>): Backtest {
	const bands = Array.from({ length: BANDS }, () => ({ count: 0, said: 0, late: 0 }));
	let [count, late, squares, hits, alarms, rightAlarms] = [0, 0, 0, 0, 0, 0];
	for (const { key, chance } of forecasts) {
		const outcome = outcomes.get(key);
		if (outcome === undefined) continue;
		const came = outcome ? 1 : 0;
		const alarm = chance >= RISK_FROM.high;
		const band = bands[Math.min(BANDS - 1, Math.floor(chance * BANDS))]!;
		band.count++;
		band.said += chance;
		band.late += came;
		count++;
		late += came;
		squares += (chance - came) ** 2;
		if (alarm === outcome) hits++;
		if (alarm) alarms++;
		if (alarm && outcome) rightAlarms++;
	}
	const brier = ratio(squares, count);
	const baseRate = ratio(late, count);
	const brierOfBaseRate = baseRate === null ? null : baseRate * (1 - baseRate);
	return {
		forecasts: count,
		unknown: forecasts.length - count,
		bands: bands.map((band, i) => ({
			from: i / BANDS,
			to: (i + 1) / BANDS,
			forecasts: band.count,
			said: ratio(band.said, band.count),
			came: ratio(band.late, band.count)
		})),
		brier,
		baseRate,
		brierOfBaseRate,
		skill: brier === null || !brierOfBaseRate ? null : 1 - brier / brierOfBaseRate,
		hitRate: ratio(hits, count),
		rightAlarms: ratio(rightAlarms, alarms),
		caught: ratio(rightAlarms, late)
	};
}

/** Whether a dossier was late for the return instant that was forecast. Null: not known yet at `now`. */
export function findOutcome(dueAt: Instant, closedAt: Instant | null, now: Instant): boolean | null {
	if (closedAt !== null) return closedAt > dueAt;
	return now > dueAt ? true : null;
}

function ratio(part: number, whole: number): number | null {
	return whole === 0 ? null : part / whole;
}
