import type { RunningApp } from './app.ts';

/** Start an application with this, and `openHeap` sees what it holds in memory. */
export const HEAP_ENV = { NODE_OPTIONS: '--inspect=127.0.0.1:0' } as const;

/** The memory of a running application. */
export interface Heap {
	/** Bytes of what is still needed: everything else is thrown away first, so the number does not depend on luck. */
	readBytes(): Promise<number>;
	close(): void;
}

export async function openHeap(app: RunningApp): Promise<Heap> {
	const address = /^Debugger listening on (ws:\S+)$/m.exec(app.output())?.[1];
	if (address === undefined) throw new Error('start the application with HEAP_ENV');
	const socket = new WebSocket(address);
	const answers = new Map<number, (result: unknown) => void>();
	socket.addEventListener('message', ({ data }) => {
		const { id, result } = JSON.parse(String(data)) as { id: number; result: unknown };
		answers.get(id)?.(result);
		answers.delete(id);
	});
	await new Promise((resolve, reject) => {
		socket.addEventListener('open', resolve);
		socket.addEventListener('error', () => reject(new Error('no way into the heap')));
	});
	let asked = 0;
	const ask = (method: string): Promise<unknown> =>
		new Promise((resolve) => {
			answers.set(++asked, resolve);
			socket.send(JSON.stringify({ id: asked, method }));
		});
	return {
		readBytes: async () => {
			await ask('HeapProfiler.collectGarbage');
			const usage = (await ask('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
			return usage.usedSize + (usage.backingStorageSize ?? 0);
		},
		close: () => socket.close()
	};
}
