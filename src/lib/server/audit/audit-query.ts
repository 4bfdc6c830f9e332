import { isAuditAction } from '../../domain/audit/action.ts';
import { toDay, type Day } from '../../domain/time/instant.ts';
import type { AuditFilter } from './read-audit.ts';

export interface AuditQuery {
	readonly filter: AuditFilter;
	readonly before: number | null;
	/** Names of parameters that mean nothing. */
	readonly dropped: readonly string[];
}

/** The filter in an address; what is not understood is left out and named. */
export function readAuditQuery(params: URLSearchParams): AuditQuery {
	const dropped: string[] = [];
	const read = <T>(name: string, parse: (text: string) => T | undefined): T | undefined => {
		const text = params.get(name);
		if (text === null || text === '') return undefined;
		const value = parse(text);
		if (value === undefined) dropped.push(name);
		return value;
	};
	const actorId = read('who', (text) => (text.length <= 100 && !text.includes('\0') ? text : undefined));
	const action = read('action', (text) => (isAuditAction(text) ? text : undefined));
	const from = read('from', findDay);
	const to = read('to', findDay);
	const before = read('before', (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined));
	return {
		filter: {
			...(actorId === undefined ? {} : { actorId }),
			...(action === undefined ? {} : { action }),
			...(from === undefined ? {} : { from }),
			...(to === undefined ? {} : { to })
		},
		before: before ?? null,
		dropped
	};
}

function findDay(text: string): Day | undefined {
	try {
		return toDay(text);
	} catch {
		return undefined;
	}
}
