import { ConfigError } from '../lib/server/config.ts';

/** The value, or the end of the process with what is wrong in words and exit code 2. Bugs are thrown on. */
export function orExit<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		process.stderr.write(`${error.message}\n`);
		process.exit(2);
	}
}
