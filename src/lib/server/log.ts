import { pino } from 'pino';
import type { LogLevel } from './config.ts';
import { toLoggedError } from './log-error.ts';

/**
 * Structured log on standard output. Never takes bodies, query values, applicants or keys; errors are told without what
 * they quote; `redact` is the last resort.
 */
export function createLog(level: LogLevel) {
	return pino({
		level,
		base: null,
		serializers: { err: toLoggedError },
		redact: ['*.authorization', '*.cookie', '*.key', '*.password', '*.applicant']
	});
}

export type Log = ReturnType<typeof createLog>;
