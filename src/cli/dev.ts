import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createServer } from 'vite';
import { readConfig } from '../lib/server/config.ts';
import { orExit } from './or-exit.ts';

/** `npm run dev`: the same as `npm start`, from the sources and with hot reload. */
const config = orExit(() => readConfig(process.env));
process.env['LOG_LEVEL'] ??= 'warn';
if (config.demo) process.env['DEMO_FEED_KEY'] = `ts_${randomBytes(32).toString('base64url')}`;

const server = await createServer({ server: { port: config.http.port, host: config.http.host, strictPort: true } });
await server.listen();
server.printUrls();
const url = server.resolvedUrls?.local[0] ?? `http://127.0.0.1:${String(config.http.port)}/`;

const simulator = config.demo
	? fork(path.join(import.meta.dirname, 'simulate.ts'), ['--url', url.replace(/\/$/, ''), '--feed', 'demo', '--live'], {
			env: { ...process.env, FEED_KEY: process.env['DEMO_FEED_KEY'] }
		})
	: null;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => {
		simulator?.disconnect();
		void server.close().finally(() => process.exit(0));
	});
}
