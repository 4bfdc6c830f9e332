import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { toEntryHash } from './chain.ts';

const PAGE = 2_000;

export type AuditVerdict =
	| { readonly ok: true; readonly entries: number; readonly head: string }
	| { readonly ok: false; readonly seq: number; readonly fault: AuditFault };
/** `gap`: the entry is missing. `changed`: it is not what was written. `head`: entries at the end are missing. */
export type AuditFault = 'gap' | 'changed' | 'head' | 'anchor';

/** Number and hash of an entry, noted outside the database when it was the newest. */
export interface AuditAnchor {
	readonly seq: number;
	readonly hash: string;
}

/**
 * Goes through the whole log and tells the first entry that was changed, removed or put in, or how many there are.
 * Somebody who can change everything in the database could write the log anew from the first entry on: only an anchor
 * kept elsewhere shows that.
 */
export function verifyAudit(db: Kysely<Tables>, anchor: AuditAnchor | null = null): Promise<AuditVerdict> {
	return db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (trx) => {
			let seq = 0;
			let hash: Buffer = Buffer.alloc(32);
			let met = anchor === null;
			for (;;) {
				const page = await trx
					.selectFrom('auditEntry')
					.selectAll()
					.where('seq', '>', seq)
					.orderBy('seq')
					.limit(PAGE)
					.execute();
				for (const entry of page) {
					if (entry.seq !== seq + 1) return { ok: false, seq: seq + 1, fault: 'gap' };
					const expected = toEntryHash(hash, entry);
					if (!entry.previous.equals(hash) || !entry.hash.equals(expected)) {
						return { ok: false, seq: entry.seq, fault: 'changed' };
					}
					({ seq } = entry);
					hash = expected;
					if (anchor?.seq === seq) {
						if (hash.toString('hex') !== anchor.hash) return { ok: false, seq, fault: 'anchor' };
						met = true;
					}
				}
				if (page.length < PAGE) break;
			}
			if (anchor !== null && !met) return { ok: false, seq: anchor.seq, fault: 'anchor' };
			const head = await trx.selectFrom('auditHead').select(['seq', 'hash']).executeTakeFirst();
			if (head?.seq !== seq || !head.hash.equals(hash)) return { ok: false, seq: seq + 1, fault: 'head' };
			return { ok: true, entries: seq, head: hash.toString('hex') };
		});
}
