import { FeedRefusal } from './feed-client.ts';
import { orExit } from './or-exit.ts';
import { HELP } from './simulate/help.ts';
import { readSimulateOptions } from './simulate/options.ts';
import { simulate } from './simulate/simulate.ts';
import { StormError } from './simulate/storm.ts';

/** `npm run simulate`; `npm start` runs it too, as a child that ends with its parent. */
const options = orExit(() => readSimulateOptions(process.argv.slice(2), process.env));
if (options === null) {
	process.stdout.write(HELP);
	process.exit(0);
}

/** After the first signal, requests on their way get so long; a second one ends them at once. */
const PATIENCE_MS = 5_000;
const stop = new AbortController();
const abandon = new AbortController();
for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
	process.on(event, () => {
		if (stop.signal.aborted) abandon.abort();
		stop.abort();
		setTimeout(() => abandon.abort(), PATIENCE_MS).unref();
	});
}

const say = (line: string) => process.stdout.write(`simulate: ${line}\n`);
try {
	const summary = await simulate(options, { stop: stop.signal, abandon: abandon.signal }, say);
	// A parent has its own last words.
	if (process.send === undefined) for (const line of summary) say(line);
} catch (error) {
	if (error instanceof FeedRefusal || error instanceof StormError) {
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 1;
	} else throw error;
}
// The channel to the parent would keep the process alive.
if (process.connected) process.disconnect?.();
