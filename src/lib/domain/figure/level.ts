import type { Figure } from './figure.ts';

/** How a number stands against its thresholds. `none`: it has no thresholds, or there is no number. */
export type Level = 'ok' | 'warn' | 'bad' | 'none';

/** Thresholds belong to the figure, not to the chart. A value on a threshold has reached it: `up` means at least. */
export function levelOf(value: number | null, { good, warn, bad }: Pick<Figure, 'good' | 'warn' | 'bad'>): Level {
	if (value === null || good === 'none' || (warn === undefined && bad === undefined)) return 'none';
	const past = (threshold: number | undefined) =>
		threshold !== undefined && (good === 'up' ? value < threshold : value >= threshold);
	if (past(bad)) return 'bad';
	return past(warn) ? 'warn' : 'ok';
}
