import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { isLoopback, readConfig } from '../lib/server/config.ts';
import { buildIfNeeded } from './build-if-needed.ts';
import { orExit } from './or-exit.ts';

/** `npm start`: builds if needed, serves, and in the demo runs the simulated feed beside it. */
const config = orExit(() => readConfig(process.env));
buildIfNeeded();

// Somebody sits at the terminal: trouble is worth a line there, each request is not.
if (process.stdout.isTTY) process.env['LOG_LEVEL'] ??= 'warn';

if (config.demo) process.env['DEMO_FEED_KEY'] = `ts_${randomBytes(32).toString('base64url')}`;
const { address } = await import('../serve.ts');
const url = await address;
const shown = url.replace('//0.0.0.0:', '//localhost:').replace('//[::]:', '//localhost:');
process.stdout.write(
	[
		'',
		`  Thông Suốt   ${shown}`,
		config.demo ? '  Số liệu mô phỏng (simulated data). DEMO=off starts without it.' : '',
		isLoopback(config.http.host) ? '' : '  Reachable from other machines: put TLS and the office network in front.',
		''
	].join('\n') + '\n'
);

if (config.demo) {
	const simulator = fork(path.join(import.meta.dirname, 'simulate.ts'), ['--url', shown, '--feed', 'demo', '--live'], {
		env: { ...process.env, FEED_KEY: process.env['DEMO_FEED_KEY'] }
	});
	simulator.on('exit', (code) => {
		if (code !== 0 && code !== null) process.stderr.write(`the simulated feed ended (exit ${String(code)})\n`);
	});
	const letGo = (): void => {
		if (simulator.connected) simulator.disconnect();
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, letGo);
}
