import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Where the entry (development server or production main) and the application meet without importing each other.
 * The application fills it in `init()`; the entry only routes to it.
 */
export interface Slot {
	upgrade?: OnUpgrade;
	/** Announces the stop and waits until balancers have looked away. */
	drain?: () => Promise<void>;
	stop?: () => Promise<void>;
}

const KEY: unique symbol = Symbol.for('thong-suot.slot');

/** The one slot of this process. */
export function slot(): Slot {
	const holder = globalThis as unknown as Record<typeof KEY, Slot | undefined>;
	return (holder[KEY] ??= {});
}

type OnUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Any server of the HTTP family. */
interface UpgradeSource {
	on(event: 'upgrade', listener: OnUpgrade): unknown;
}

/** Hands WebSocket upgrades of /socket.io/ to the application; others (hot reload in development) go to `onOther`. */
export function routeUpgrades(http: UpgradeSource, onOther: (socket: Duplex) => void = () => undefined): void {
	http.on('upgrade', (request, socket, head) => {
		// The HTTP server has let go of it: a line that breaks before anybody else listens would end the process.
		socket.on('error', () => socket.destroy());
		if (request.url?.startsWith('/socket.io/') !== true) {
			onOther(socket);
			return;
		}
		const { upgrade } = slot();
		if (upgrade) upgrade(request, socket, head);
		else socket.destroy();
	});
}

/** Lets the application say that it is about to stop, while it still answers. */
export async function drainApp(): Promise<void> {
	await slot().drain?.();
}

/** Stops what the application started: sockets, follower, pool, embedded database, in that order. */
export async function stopApp(): Promise<void> {
	await slot().stop?.();
}
