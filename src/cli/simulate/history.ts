import {
	DAY_MS,
	dayOf,
	MINUTE_MS,
	HOUR_MS,
	startOfDay,
	toIsoDay,
	type Instant
} from '../../lib/domain/time/instant.ts';
import type { Player } from '../../simulation/player.ts';
import type { Portal } from '../../simulation/outage.ts';
import type { TimedRecord } from '../../simulation/timed-record.ts';
import type { Run } from './run.ts';
import { count, toRate } from './summary.ts';

/** Records already sent are sent again for so long before the last event: some may have been on their way. */
const MARGIN_MS = 15 * MINUTE_MS;
/** A feed that stopped longer ago may have stopped within its history, where a request holds days. */
const HISTORY_GAP_MS = 12 * HOUR_MS;
const HISTORY_MARGIN_MS = 3 * DAY_MS;
/** A dossier has some five records. */
const RECORDS_PER_DOSSIER = 5;
const PROGRESS_MS = 3_000;

/**
 * Where a feed is gone on with whose newest event is `last`; what it has already counts as repeated. `resume`: it has all
 * that was to be sent before. After a longer gap that is not known, and dossiers are told from their beginning again.
 */
export function toResumption(
	last: Instant,
	now: Instant,
	{ scale, batch, connections }: { readonly scale: number; readonly batch: number; readonly connections: number }
): { from: Instant; resume: boolean } {
	if (now - last <= HISTORY_GAP_MS) return { from: Math.min(now, last) - MARGIN_MS, resume: true };
	const onTheirWay = ((connections + 1) * batch * DAY_MS) / (scale * RECORDS_PER_DOSSIER);
	return { from: last - Math.max(HISTORY_MARGIN_MS, Math.min(onTheirWay, 30 * DAY_MS)), resume: false };
}

/**
 * Sends day by day what was to be sent from `from` to `until`, which may still move. Holds a day's records at a time.
 * Returns the moment up to which all was sent.
 */
export async function sendHistory(
	run: Run,
	player: Player,
	{ from, until, portal, most }: { from: Instant; until: () => Instant; portal: Portal | null; most: number }
): Promise<Instant> {
	const { options, tally, signal, say } = run;
	const begun = Date.now();
	let told = begun;
	let rest: readonly TimedRecord[] = [];
	let left = most;
	let reached = from;
	for (let day = dayOf(from); reached < until() && rest.length < left && !signal.aborted; day++) {
		reached = Math.min(startOfDay(day + 1), until());
		const made = player.advance(reached);
		const due = [...rest, ...(portal === null ? made : portal.pass(made, reached))].slice(0, left);
		// Days with little in them share a request.
		const whole = due.length - (due.length % options.batch);
		rest = due.slice(whole);
		left -= whole;
		await run.wayOut.send(due.slice(0, whole));
		if (Date.now() - told > PROGRESS_MS) {
			told = Date.now();
			say(`${toIsoDay(day)}: ${count(tally.made)} records, ${toRate(tally.made, told - begun)} a second`);
		}
	}
	if (!signal.aborted) await run.wayOut.send(rest);
	await run.lanes.finish();
	say(`up to date: ${count(tally.made)} records, ${toRate(tally.made, Date.now() - begun)} a second`);
	return reached;
}
