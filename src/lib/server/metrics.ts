import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** From a quick answer in memory to what a reader calls slow, in seconds. */
const WAIT_SECONDS = [0.005, 0.01, 0.02, 0.03, 0.06, 0.1, 0.2, 0.5, 1, 2, 5, 10];
const TICK_SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

/**
 * Everything this node tells Prometheus, declared once with its meaning. Labels are few by design: feeds are entered by
 * hand, outcomes are a closed set; units, dossiers, routes with codes and people are no labels.
 */
export function createMetrics() {
	const registry = new Registry();
	const registers = [registry];
	collectDefaultMetrics({ register: registry });
	return {
		registry,
		records: new Counter({
			name: 'thongsuot_records_total',
			help: 'Records that came in through this node, by feed and by what became of them; "failed": not answered, stored at most.',
			labelNames: ['feed', 'outcome'] as const,
			registers
		}),
		ingestBatch: new Histogram({
			name: 'thongsuot_ingest_batch_seconds',
			help: 'From a request with records being read to its answer: waiting, judging, commit.',
			buckets: WAIT_SECONDS,
			registers
		}),
		databaseUp: new Gauge({
			name: 'thongsuot_database_up',
			help: '1: the database answered just now. 0: it did not, and what is asked of it is missing below.',
			registers
		}),
		ledgerVersion: new Gauge({
			name: 'thongsuot_ledger_version',
			help: 'Version of the ledger in the database.',
			registers
		}),
		boardVersion: new Gauge({
			name: 'thongsuot_board_version',
			help: 'Version of the ledger that the board of this node includes.',
			registers
		}),
		lagVersions: new Gauge({
			name: 'thongsuot_follower_lag_versions',
			help: 'Versions of the ledger that this node has not taken into its board yet.',
			registers
		}),
		lagSeconds: new Gauge({
			name: 'thongsuot_follower_lag_seconds',
			help: 'Age of the oldest change that this node has not taken into its board yet; 0: none is missing.',
			registers
		}),
		followerTrouble: new Gauge({
			name: 'thongsuot_follower_trouble',
			help: '1: following the ledger fails at present and is tried again.',
			registers
		}),
		feedSilent: new Gauge({
			name: 'thongsuot_feed_silent_minutes',
			help: 'Working minutes since a silent feed last sent a record; a feed that is not silent is missing.',
			labelNames: ['feed'] as const,
			registers
		}),
		unitsSilent: new Gauge({
			name: 'thongsuot_units_silent',
			help: 'Units of the overview from which nothing has come for longer than their rhythm lets expect.',
			registers
		}),
		outboxQueued: new Gauge({
			name: 'thongsuot_outbox_queued',
			help: 'Moves that the system of record of a feed has not received yet, posted to it or asked for by it.',
			labelNames: ['feed'] as const,
			registers
		}),
		outboxOldest: new Gauge({
			name: 'thongsuot_outbox_oldest_seconds',
			help: 'Time since the oldest of these moves was decided; 0: none waits.',
			labelNames: ['feed'] as const,
			registers
		}),
		outboxDead: new Gauge({
			name: 'thongsuot_outbox_dead',
			help: 'Dead letters: moves given up after a day in vain, which wait for somebody to send them again.',
			labelNames: ['feed'] as const,
			registers
		}),
		openDossiers: new Gauge({
			name: 'thongsuot_board_open_dossiers',
			help: 'Open dossiers in the memory of the board.',
			registers
		}),
		views: new Gauge({
			name: 'thongsuot_views',
			help: 'Views (filters) this node keeps up to date, with and without screens.',
			registers
		}),
		sockets: new Gauge({ name: 'thongsuot_sockets', help: 'Screens connected to this node.', registers }),
		messages: new Counter({
			name: 'thongsuot_socket_messages_total',
			help: 'Messages written to screens, signs of life included.',
			registers
		}),
		bytes: new Counter({
			name: 'thongsuot_socket_bytes_total',
			help: 'Bytes of these messages, without the frame around each.',
			registers
		}),
		eventToSend: new Histogram({
			name: 'thongsuot_event_to_send_seconds',
			help: 'From the writing of a change in the database to the moment this node has told it to its screens.',
			buckets: WAIT_SECONDS,
			registers
		}),
		tick: new Histogram({
			name: 'thongsuot_tick_seconds',
			help: 'Time that one round of telling all screens took.',
			buckets: TICK_SECONDS,
			registers
		})
	};
}

export type Metrics = ReturnType<typeof createMetrics>;
