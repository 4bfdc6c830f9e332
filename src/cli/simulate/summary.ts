import { FAULTS } from '../../simulation/faults.ts';
import type { Tally } from './tally.ts';

export interface RunFacts {
	readonly spentMs: number;
	readonly dryRun: boolean;
	readonly silent: readonly string[];
	/** Null: no outage. `held`: still held when the run ended. */
	readonly outage: { readonly burst: number; readonly held: number } | null;
	/** Records that the rate asked for and that were not made in time; null: no rate. */
	readonly behind: number | null;
	readonly storm: readonly string[];
}

/** What a run did, for people. */
export function toSummary(tally: Tally, { spentMs, dryRun, silent, outage, behind, storm }: RunFacts): string[] {
	const { outcomes, times, made, answered, unanswered } = tally;
	const rate = toRate(dryRun ? made : answered, spentMs);
	const told = `${seconds(spentMs)}, ${rate} records/s`;
	if (dryRun) return [`made      ${count(made)} records and sent none, ${told}`, ...toSilence(tally, silent)];
	return [
		`sent      ${count(answered)} records in ${count(times.count)} requests, ${told}`,
		...(unanswered > 0 ? [`          ${count(unanswered)} more without an answer when it ended`] : []),
		...(behind === null || behind < 1 ? [] : [`behind    ${count(behind)} records short of the rate asked for`]),
		`accepted  ${count(outcomes.accepted)}`,
		`repeated  ${count(outcomes.repeated)}`,
		`waiting   ${count(outcomes.waiting)}${toReasons(tally.reasons.waiting)}`,
		`refused   ${count(outcomes.rejected)}${toReasons(tally.reasons.rejected)}`,
		...toBroken(tally),
		...toSilence(tally, silent),
		...(outage === null ? [] : [toOutageLine(outage)]),
		...(times.count === 0 ? [] : [toTimes(tally)]),
		...storm,
		`ledger    version ${count(tally.version)}`
	];
}

export function count(number: number): string {
	return Math.round(number).toLocaleString('en');
}

export function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} s`;
}

/** Per second; small rates with a decimal. */
export function toRate(number: number, ms: number): string {
	const rate = ms > 0 ? (number * 1000) / ms : 0;
	return rate < 100 ? rate.toFixed(1) : count(rate);
}

function toReasons(reasons: ReadonlyMap<string, number>): string {
	const sorted = [...reasons].sort(([, a], [, b]) => b - a);
	return sorted.length === 0 ? '' : ` (${sorted.map(([reason, number]) => `${reason} ${count(number)}`).join(', ')})`;
}

function toBroken(tally: Tally): string[] {
	const { rightRefused, broken } = tally;
	const right = rightRefused > 0 ? [`!         ${count(rightRefused)} records that were right were not taken`] : [];
	if (broken.size === 0) return right;
	const { accepted, repeated, waiting, rejected } = tally.brokenOutcomes;
	const all = accepted + repeated + waiting + rejected;
	const lines = FAULTS.flatMap((fault) => {
		const one = broken.get(fault);
		if (one === undefined) return [];
		const parts = [
			`${count(one.rejected)} refused`,
			`${count(one.waiting)} waiting`,
			`${count(one.accepted + one.repeated)} taken`
		];
		return [`  ${fault.padEnd(21)} ${parts.filter((part) => !part.startsWith('0 ')).join(', ')}`];
	});
	const sum = `${count(rejected)} refused, ${count(waiting)} kept waiting, ${count(accepted + repeated)} taken`;
	return [
		`broken    ${count(all)} sent broken on purpose: ${sum} (the office marks those at the dossier)`,
		...lines,
		...right
	];
}

function toSilence({ silenced }: Tally, silent: readonly string[]): string[] {
	return silent.length === 0 ? [] : [`silent    ${silent.join(', ')}: ${count(silenced)} records not sent`];
}

function toOutageLine({ burst, held }: { burst: number; held: number }): string {
	if (burst === 0) return `outage    ${count(held)} records held, not over when the run ended: they were not sent`;
	return `outage    ${count(burst)} records held and sent in one burst`;
}

function toTimes({ times, retries }: Tally): string {
	const ms = (share: number) => `${times.within(share).toFixed(times.within(share) < 10 ? 1 : 0)} ms`;
	return `answers   p50 ${ms(0.5)}, p99 ${ms(0.99)}, slowest ${times.longestMs.toFixed(0)} ms; ${count(retries)} tried again`;
}
