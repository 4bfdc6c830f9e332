import http from 'node:http';
import { Webhook } from 'standardwebhooks';
import type { Kysely } from 'kysely';
import type { ReassignmentMessage } from '../../src/lib/contract/reassignment.ts';
import type { Instant } from '../../src/lib/domain/time/instant.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';
import { setOutlet } from '../../src/lib/server/outbox/outlets.ts';

export interface Received {
	readonly id: string;
	readonly message: ReassignmentMessage;
	/** How it was answered. */
	readonly status: number;
}

/** How one request is answered. `stall`: never, the connection stays open. `break`: the connection is cut. */
export type Reaction =
	{ readonly status: number; readonly body?: unknown; readonly location?: string } | 'stall' | 'break';

/** A system of record on loopback that verifies each signature and answers as told. */
export interface Receiver {
	readonly url: string;
	/** Requests whose signature was right, in the order they came, whatever they were answered. */
	readonly received: readonly Received[];
	/** Requests whose signature was not. */
	readonly forged: number;
	secret: string;
	/** May take its time. `gone` is aborted when whoever asked has left before an answer. */
	react: (message: ReassignmentMessage, times: number, gone: AbortSignal) => Reaction | Promise<Reaction>;
	close(): Promise<void>;
}

/** `isClockReal`: it also refuses what is older than five minutes, as Standard Webhooks asks of a receiver. */
export async function openReceiver({ isClockReal = false } = {}): Promise<Receiver> {
	const received: Received[] = [];
	const times = new Map<string, number>();
	const receiver = { secret: '', react: (): Reaction => ({ status: 204 }), forged: 0 } as {
		secret: string;
		react: Receiver['react'];
		forged: number;
	};
	const server = http.createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		const gone = new AbortController();
		response.on('close', () => {
			if (!response.writableFinished) gone.abort();
		});
		const answer = async (): Promise<void> => {
			const body = Buffer.concat(parts).toString('utf8');
			let message: ReassignmentMessage;
			try {
				const headers = Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, String(value)]));
				message = verify(receiver.secret, body, headers, isClockReal);
			} catch {
				receiver.forged++;
				response.writeHead(401).end();
				return;
			}
			const id = String(request.headers['webhook-id']);
			const time = (times.get(id) ?? 0) + 1;
			times.set(id, time);
			const reaction = await receiver.react(message, time, gone.signal);
			received.push({ id, message, status: typeof reaction === 'string' ? 0 : reaction.status });
			if (reaction === 'break') request.socket.destroy();
			else if (reaction !== 'stall') {
				response.writeHead(reaction.status, reaction.location === undefined ? {} : { location: reaction.location });
				response.end(reaction.body === undefined ? '' : JSON.stringify(reaction.body));
			}
		};
		request.on('end', () => void answer());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return Object.assign(receiver, {
		url: `http://127.0.0.1:${String(port)}/hooks/moves`,
		received,
		close: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	});
}

/** Has the moves of a feed's dossiers posted to the receiver, under a secret that it learns. */
export async function postMovesTo(
	receiver: Receiver,
	{ db, feed, authSecret, now }: { db: Kysely<Tables>; feed: string; authSecret: string; now: Instant }
): Promise<void> {
	const wish = { url: receiver.url };
	const set = await setOutlet(db, { feed, wish, actor: null, now, authSecret, allowPrivate: false });
	if (!set.ok || set.secret === null) throw new Error('no outlet');
	receiver.secret = set.secret;
}

function verify(
	secret: string,
	body: string,
	headers: Readonly<Record<string, string>>,
	isClockReal: boolean
): ReassignmentMessage {
	const webhook = new Webhook(secret);
	if (isClockReal) return webhook.verify(body, headers) as ReassignmentMessage;
	const at = new Date(Number(headers['webhook-timestamp']) * 1000);
	if (webhook.sign(headers['webhook-id'] ?? '', at, body) !== headers['webhook-signature']) throw new Error('forged');
	return JSON.parse(body) as ReassignmentMessage;
}
