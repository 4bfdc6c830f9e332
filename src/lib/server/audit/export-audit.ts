import type { Kysely } from 'kysely';
import { toIsoInstant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { type AuditEntry, type AuditFilter, readAudit } from './read-audit.ts';

const PAGE = 1_000;
const COLUMNS = ['seq', 'at', 'actor_id', 'actor', 'action', 'target', 'details'];

/** The entries a filter lets through as CSV, newest first, a page at a time: constant memory however many there are. */
export function exportAudit(db: Kysely<Tables>, filter: AuditFilter): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let before: number | undefined;
	return new ReadableStream({
		start: (controller) => controller.enqueue(encoder.encode(`\uFEFF${COLUMNS.join(',')}\r\n`)),
		pull: async (controller) => {
			const page = await readAudit(db, filter, { limit: PAGE, ...(before === undefined ? {} : { before }) });
			controller.enqueue(encoder.encode(page.entries.map(toLine).join('')));
			before = page.next ?? undefined;
			if (page.next === null) controller.close();
		}
	});
}

function toLine({ seq, at, actorId, actor, action, target, details }: AuditEntry): string {
	const cells = [String(seq), toIsoInstant(at), actorId, actor, action, target, JSON.stringify(details)];
	return `${cells.map((cell) => toCell(cell ?? '')).join(',')}\r\n`;
}

/** Quoted, and never a formula: spreadsheets run what begins with one of these. */
function toCell(text: string): string {
	const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return `"${tame.replaceAll('"', '""')}"`;
}
