import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { accessOn } from '../../src/lib/domain/access/access.ts';
import { type Live, type LiveDeps, startLive } from '../../src/lib/server/live/start-live.ts';
import type { Office } from './office.ts';

/** Board, follower and hub of one node on a port of its own, without the rest of the application. */
export interface LiveNode {
	readonly url: string;
	readonly live: Live;
	stop(): Promise<void>;
}

/** Lets everybody in, who sees the province: where it is not about who may see what. */
const EVERYBODY: LiveDeps['access'] = {
	visitorOf: (headers) => {
		const grant = { role: 'leader', unit: null, handler: null, from: 0, to: null, standInFor: null } as const;
		return Promise.resolve({
			account: {
				id: headers.get('cookie') ?? 'test',
				name: 'Test',
				email: 'a@test.invalid',
				roles: [],
				isDemo: false,
				mustChangePassword: false
			},
			// Whoever wants to be several shows cookies.
			sessionId: headers.get('cookie') ?? 'test',
			until: null,
			access: accessOn(1, [grant]),
			at: '/'
		});
	},
	readVersion: () => Promise.resolve(1),
	readAccesses: async (ids) => {
		const { access } = await EVERYBODY.visitorOf(new Headers());
		return new Map(ids.map((id) => [id, access]));
	}
};

/** `databaseUrl`: where it listens; the office knows where it reads. */
export async function startLiveNode(databaseUrl: string, office: Office, access = EVERYBODY): Promise<LiveNode> {
	const live = await startLive({ ...office.boardDeps, access, url: databaseUrl, log: pino({ level: 'silent' }) });
	const http = createServer();
	http.on('upgrade', (request, socket, head) => live.hub.upgrade(request, socket, head));
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
	return {
		url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
		live,
		stop: async () => {
			await live.stop();
			http.close();
		}
	};
}
