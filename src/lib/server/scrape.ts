import type { App } from './app.ts';
import { readLag } from './live/read-lag.ts';
import { readOutboxQueues } from './outbox/read-queues.ts';
import { withinMs } from './within.ts';

/** A scraper gives up after ten seconds; without the database the rest is told anyway. */
const PATIENCE_MS = 2_000;

/** Everything measured, as Prometheus reads it. The two queries it costs are not asked between scrapes. */
export async function scrape({ metrics, live, db, now }: App): Promise<string> {
	const { board, hub, rooms } = live;
	const [lag, queues] = await Promise.all([
		withinMs(PATIENCE_MS, readLag(db, board.version)).catch(() => null),
		withinMs(PATIENCE_MS, readOutboxQueues(db)).catch(() => [])
	]);
	metrics.databaseUp.set(lag === null ? 0 : 1);
	for (const [gauge, value] of [
		[metrics.ledgerVersion, lag?.version],
		[metrics.lagVersions, lag === null ? undefined : Math.max(0, lag.version - board.version)],
		[metrics.lagSeconds, lag === null ? undefined : lag.ms / 1000]
	] as const) {
		if (value === undefined) gauge.remove();
		else gauge.set(value);
	}
	for (const gauge of [metrics.outboxQueued, metrics.outboxOldest, metrics.outboxDead]) gauge.reset();
	for (const { feedId: feed, queued, oldestAt, dead } of queues) {
		metrics.outboxQueued.set({ feed }, queued);
		metrics.outboxOldest.set({ feed }, oldestAt === null ? 0 : Math.max(0, now() - oldestAt) / 1000);
		metrics.outboxDead.set({ feed }, dead);
	}
	const { silent } = live.freshness('province');
	metrics.feedSilent.reset();
	for (const { kind, id, minutes } of silent) if (kind === 'feed') metrics.feedSilent.set({ feed: id }, minutes);
	metrics.unitsSilent.set(silent.filter(({ kind }) => kind === 'unit').length);
	metrics.boardVersion.set(board.version);
	metrics.followerTrouble.set(live.isInTrouble() ? 1 : 0);
	metrics.openDossiers.set(board.openDossiers);
	metrics.views.set(rooms.size);
	metrics.sockets.set(hub.viewers);
	metrics.messages.reset();
	metrics.messages.inc(hub.sent.messages);
	metrics.bytes.reset();
	metrics.bytes.inc(hub.sent.bytes);
	return metrics.registry.metrics();
}
