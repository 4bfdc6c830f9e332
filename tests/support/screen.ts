import { io } from 'socket.io-client';
import type { ClientToServer, ServerToClient, WatchAnswer, WholeView } from '../../src/lib/contract/live.ts';
import { toPacked } from '../../src/lib/contract/link-options.ts';
import { unpackChange } from '../../src/lib/contract/pack-change.ts';
import type { Socket } from 'socket.io-client';

/** A screen without a browser that takes no frames: watches the whole province. */
export interface Screen {
	readonly socket: Socket<ServerToClient, ClientToServer>;
	/** Resolves when the ledger's version has come here. */
	untilVersion(version: number): Promise<void>;
	close(): void;
}

/** `headers`: who looks, as `signIn` gives them. */
export async function watchView(url: string, headers: Readonly<Record<string, string>>): Promise<Screen> {
	const socket: Socket<ServerToClient, ClientToServer> = io(url, {
		transports: ['websocket'],
		forceNew: true,
		extraHeaders: headers
	});
	const answer = await new Promise<WatchAnswer>((resolve) => {
		socket.emit('view:watch', { view: 'overview', filter: {} }, resolve);
	});
	if (!answer.ok || !('whole' in answer)) throw new Error('the view was refused');
	let at: Pick<WholeView, 'seq' | 'version' | 'asOf' | 'cells'> = answer.whole;
	const waiting = new Set<() => void>();
	const move = (to: typeof at): void => {
		at = to;
		for (const check of waiting) check();
	};
	socket.on('c', (packed) => {
		const change = unpackChange(toPacked(packed), at);
		if (change !== null) move(change);
	});
	socket.on('view:whole', move);
	return {
		socket,
		untilVersion: (version) =>
			new Promise((resolve) => {
				const check = (): void => {
					if (at.version < version) return;
					waiting.delete(check);
					resolve();
				};
				waiting.add(check);
				check();
			}),
		close: () => socket.disconnect()
	};
}
