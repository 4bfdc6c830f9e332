import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line that can be broken: a port of its own behind which one or several servers stand, in turn, as with a balancer. */
export interface TcpLine {
	readonly port: number;
	/** From now on new connections go to these ports, in turn; to one that refuses goes none. Empty: all are refused. */
	leadTo(...ports: number[]): void;
	/** Breaks the connections there are. */
	cut(): void;
	/** Nothing passes any more and nobody is told, as with a cable pulled out; new connections wait. */
	freeze(): void;
	thaw(): void;
	close(): Promise<void>;
}

export async function openTcpLine(...first: number[]): Promise<TcpLine> {
	let targets = first;
	let turn = 0;
	let isFrozen = false;
	const pairs = new Map<Socket, Socket>();
	const held = new Set<Socket>();

	const join = (near: Socket, left = targets.length): void => {
		const port = targets[turn++ % targets.length];
		if (port === undefined || left === 0) {
			near.resetAndDestroy();
			return;
		}
		const far = connect({ port, host: '127.0.0.1' });
		far.once('error', () => join(near, left - 1));
		far.once('connect', () => {
			far.removeAllListeners('error');
			pairs.set(near, far);
			for (const end of [near, far]) end.on('error', () => undefined);
			near.once('close', () => far.destroy());
			far.once('close', () => {
				pairs.delete(near);
				near.destroy();
			});
			near.pipe(far).pipe(near);
		});
	};
	const server = createServer({ pauseOnConnect: true }, (near) => {
		near.on('error', () => undefined);
		if (isFrozen) held.add(near);
		else join(near);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');

	const cut = (): void => {
		for (const near of [...pairs.keys(), ...held]) near.destroy();
		held.clear();
	};
	return {
		port: (server.address() as AddressInfo).port,
		leadTo: (...ports) => {
			targets = ports;
		},
		cut,
		freeze: () => {
			isFrozen = true;
			for (const [near, far] of pairs) {
				near.unpipe(far).pause();
				far.unpipe(near).pause();
			}
		},
		thaw: () => {
			isFrozen = false;
			for (const [near, far] of pairs) near.pipe(far).pipe(near);
			for (const near of held) join(near);
			held.clear();
		},
		close: async () => {
			server.close();
			cut();
			await once(server, 'close');
		}
	};
}
