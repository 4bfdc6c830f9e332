import { OUTCOMES } from '../contract/outcome.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { IngestMeter } from './ingest/start-ingest.ts';
import type { LiveMeter } from './live/live-meter.ts';
import type { Metrics } from './metrics.ts';

/** Counts what comes in. */
export function toIngestMeter({ records, ingestBatch }: Metrics): IngestMeter {
	return {
		answered: (feed, answer, spentMs) => {
			ingestBatch.observe(spentMs / 1000);
			for (const outcome of OUTCOMES) if (answer[outcome] > 0) records.inc({ feed, outcome }, answer[outcome]);
		},
		failed: (feed, count) => records.inc({ feed, outcome: 'failed' }, count)
	};
}

/** Changes that one round of telling carries, remembered one by one; of a longer catch-up the first. */
const MOST_WAITING = 10_000;

/** Times how long each change waited until it was told. `now` and the database's clock are taken to agree. */
export function toLiveMeter({ eventToSend, tick }: Metrics, now: () => Instant): LiveMeter {
	let waiting: Instant[] = [];
	return {
		applied: (writtenAt) => {
			if (waiting.length < MOST_WAITING) waiting.push(writtenAt);
		},
		ticked: (spentMs) => {
			tick.observe(spentMs / 1000);
			if (waiting.length === 0) return;
			const at = now();
			for (const writtenAt of waiting) eventToSend.observe(Math.max(0, at - writtenAt) / 1000);
			waiting = [];
		}
	};
}
