import { Webhook } from 'standardwebhooks';
import * as v from 'valibot';
import { type ReassignmentAnswer, reassignmentAnswerSchema } from '../../contract/reassignment.ts';
import { toIsoInstant } from '../../domain/time/instant.ts';
import type { DeskDeps } from '../desk/deps.ts';
import { IDLE_MS, type LookOut, startLookOut } from '../jobs/look-out.ts';
import type { Log } from '../log.ts';
import { answerReassignment } from './answer-reassignment.ts';
import { nextAttempt } from './back-off.ts';
import { claimDue, type ClaimedReassignment, type DueOutlet, findDueOutlets, nextDueAt, toMessage } from './due.ts';
import { postWebhook, type Posted } from './post-webhook.ts';
import { unseal } from './seal.ts';

export interface OutboxDeps extends DeskDeps {
	readonly log: Pick<Log, 'warn' | 'error'>;
	readonly authSecret: string;
	readonly allowPrivate: boolean;
	/** An attempt ends within this time. */
	readonly timeoutMs: number;
}

/** Posts to one system at once: one that is slow takes no lane of another's. */
const LANES = 4;

/**
 * Posts reassignments to the systems of record. Not pg-boss: state, order and dead letters belong to rows that people and
 * systems read anyway, so a queue beside them would be a second truth; and this is one query every half minute when idle.
 * Several nodes may run it: each row is one node's at a time, and falls free when that node does not come back.
 */
export function startOutbox(deps: OutboxDeps): LookOut {
	const { db, now, timeoutMs, log } = deps;
	const stopping = new AbortController();
	const underWay = new Map<string, number>();
	const attempts = new Set<Promise<void>>();

	const fill = async (outlet: DueOutlet): Promise<void> => {
		const { feedId } = outlet;
		const most = LANES - (underWay.get(feedId) ?? 0);
		if (most <= 0) return;
		const claimed = await claimDue(db, feedId, { now: now(), until: now() + 2 * timeoutMs + 1_000, most });
		for (const row of claimed) {
			underWay.set(feedId, (underWay.get(feedId) ?? 0) + 1);
			const attempt = tryOnce(deps, outlet, row, stopping.signal)
				.catch((error: unknown) => log.error({ err: error, id: row.id }, 'attempt not noted'))
				.finally(() => {
					underWay.set(feedId, (underWay.get(feedId) ?? 1) - 1);
					attempts.delete(attempt);
					lookOut.wake();
				});
			attempts.add(attempt);
		}
	};
	const look = async (): Promise<number> => {
		if (stopping.signal.aborted) return IDLE_MS;
		for (const outlet of await findDueOutlets(db, now())) await fill(outlet);
		const next = await nextDueAt(db, now());
		return next === null ? IDLE_MS : next - now();
	};
	const lookOut = startLookOut('outbox', look, log);
	return {
		wake: () => lookOut.wake(),
		stop: async () => {
			stopping.abort();
			await lookOut.stop();
			await Promise.all(attempts);
		}
	};
}

async function tryOnce(
	deps: OutboxDeps,
	{ url, secret: sealed }: DueOutlet,
	row: ClaimedReassignment,
	signal: AbortSignal
): Promise<void> {
	const secret = unseal(sealed, deps.authSecret);
	if (secret === null) {
		deps.log.error({ feed: row.feedId }, 'the secret of the webhook cannot be read: AUTH_SECRET was another one');
		return noteFailure(deps, row, 'secret-unreadable');
	}
	const body = JSON.stringify(toMessage(row));
	const at = new Date(deps.now());
	const headers = {
		'content-type': 'application/json',
		'user-agent': 'thong-suot',
		'webhook-id': row.id,
		'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
		'webhook-signature': new Webhook(secret).sign(row.id, at, body)
	};
	const { timeoutMs, allowPrivate } = deps;
	const posted = await postWebhook({ url, headers, body, timeoutMs, allowPrivate, signal });
	const problem = problemOf(posted);
	if (problem === 'stopped') return release(deps, row);
	if (problem !== null) return noteFailure(deps, row, problem);
	const answer = 'body' in posted ? toAnswer(posted.body) : null;
	// An answer is noted with the delivery: ended in between, it is posted again and answered again.
	if (answer !== null) await answerReassignment(deps, row.feedId, row.id, answer);
	else await noteDelivery(deps, row);
}

function noteDelivery({ db, now }: OutboxDeps, { id }: ClaimedReassignment) {
	return db
		.updateTable('reassignment')
		.set({ state: 'delivered', deliveredAt: toIsoInstant(now()), nextAt: null, problem: null })
		.where('id', '=', id)
		.where('state', '=', 'queued')
		.execute();
}

function problemOf(posted: Posted): string | null {
	if ('problem' in posted) return posted.problem;
	return posted.status >= 200 && posted.status < 300 ? null : `status-${String(posted.status)}`;
}

/** Anything else in the answer means: received, and no more is known yet. */
function toAnswer(body: string): ReassignmentAnswer | null {
	try {
		const read = v.safeParse(reassignmentAnswerSchema, JSON.parse(body));
		return read.success ? read.output : null;
	} catch {
		return null;
	}
}

async function noteFailure({ db, now, log }: OutboxDeps, row: ClaimedReassignment, problem: string): Promise<void> {
	const at = now();
	const next = nextAttempt(row.attempts, row.firstTriedAt, at, Math.random());
	if (next === null) log.error({ feed: row.feedId, id: row.id, problem }, 'reassignment given up: a dead letter');
	else log.warn({ feed: row.feedId, id: row.id, problem, attempts: row.attempts }, 'reassignment not received');
	await db
		.updateTable('reassignment')
		.set({ problem, ...(next === null ? { state: 'dead', nextAt: null } : { nextAt: toIsoInstant(next) }) })
		.where('id', '=', row.id)
		.where('state', '=', 'queued')
		.execute();
}

/** Broken off because this node stops: another, or the next start, tries at once. */
async function release({ db, now }: OutboxDeps, { id }: ClaimedReassignment): Promise<void> {
	await db
		.updateTable('reassignment')
		.set({ nextAt: toIsoInstant(now()) })
		.where('id', '=', id)
		.where('state', '=', 'queued')
		.execute();
}
