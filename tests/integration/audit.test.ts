import { describe, expect, it } from 'vitest';
import pg from 'pg';
import { toDay } from '../../src/lib/domain/time/instant.ts';
import { exportAudit } from '../../src/lib/server/audit/export-audit.ts';
import { readAudit } from '../../src/lib/server/audit/read-audit.ts';
import { verifyAudit } from '../../src/lib/server/audit/verify-audit.ts';
import { audit } from '../../src/lib/server/audit/write-audit.ts';
import { freshDatabase } from '../support/database.ts';

const NIGHT = Date.parse('2026-03-09T23:30:00+07:00');
const an = { id: 'a-1', name: 'Nguyễn Văn An' };
const binh = { id: 'b-2', name: '=HYPERLINK("http://evil")' };

describe('the audit log', async () => {
	const { db } = await freshDatabase();
	await audit(db, { at: NIGHT, actor: an, action: 'signed-in', details: { way: 'password' } });
	await audit(db, { at: NIGHT + 3_600_000, actor: binh, action: 'account-created', target: 'Trần\0 Thị \ud800B' });
	await audit(db, { at: NIGHT + 7_200_000, actor: null, action: 'sign-in-refused', details: { known: false } });

	it('is unbroken as it was written, also what many wrote at once', async () => {
		await Promise.all(
			Array.from({ length: 20 }, (_, number) =>
				audit(db, { at: NIGHT + number, actor: an, action: 'exported', details: { number, share: 0.1, none: null } })
			)
		);
		const verdict = await verifyAudit(db);
		expect(verdict).toMatchObject({ ok: true, entries: 23 });
		const [newest] = (await readAudit(db, {}, { limit: 1 })).entries;
		expect(newest?.seq).toBe(23);
	});

	it('keeps an entry only if what it tells of was done', async () => {
		const failing = db.transaction().execute(async (trx) => {
			await audit(trx, { at: NIGHT, actor: an, action: 'moved' });
			throw new Error('not moved');
		});
		await expect(failing).rejects.toThrow('not moved');
		expect(await verifyAudit(db)).toMatchObject({ ok: true, entries: 23 });
	});

	it('refuses to be changed, emptied or wound back', async () => {
		const refusal = /only grows/;
		await expect(db.updateTable('auditEntry').set({ actor: 'x' }).where('seq', '=', 1).execute()).rejects.toThrow(
			refusal
		);
		await expect(db.deleteFrom('auditEntry').where('seq', '=', 1).execute()).rejects.toThrow(refusal);
		await expect(db.updateTable('auditHead').set({ seq: 2 }).execute()).rejects.toThrow(refusal);
		await expect(db.deleteFrom('auditHead').execute()).rejects.toThrow(refusal);
	});

	it('is read newest first, page by page, by who, what and office day', async () => {
		const seen: number[] = [];
		let before: number | null = null;
		do {
			const page = await readAudit(db, { actorId: an.id }, { limit: 6, ...(before === null ? {} : { before }) });
			seen.push(...page.entries.map(({ seq }) => seq));
			before = page.next;
		} while (before !== null);
		expect(seen).toEqual([...Array.from({ length: 20 }, (_, index) => 23 - index), 1]);
		const first = await readAudit(db, { to: toDay('2026-03-09') }, { limit: 100 });
		expect(first.entries.some(({ seq }) => seq === 2)).toBe(false);
		const second = await readAudit(db, { from: toDay('2026-03-10'), action: 'account-created' }, { limit: 100 });
		expect(second.entries.map(({ target }) => target)).toEqual(['Trần Thị \ufffdB']);
	});

	it('is exported without formulas', async () => {
		const csv = await new Response(exportAudit(db, { action: 'account-created' })).text();
		expect(csv.split('\r\n')).toHaveLength(3);
		expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
	});
});

describe('somebody who may do everything in the database and changes the log', () => {
	const tampering = [
		['an entry', 'update audit_entry set details = \'{"way":"sso"}\' where seq = 3', { seq: 3, fault: 'changed' }],
		['who it was', "update audit_entry set actor = 'x' where seq = 1", { seq: 1, fault: 'changed' }],
		[
			'the time by a second',
			"update audit_entry set at = at + interval '1 s' where seq = 2",
			{ seq: 2, fault: 'changed' }
		],
		['nothing but removes one', 'delete from audit_entry where seq = 2', { seq: 2, fault: 'gap' }],
		['the end by cutting it off', 'delete from audit_entry where seq = 5', { seq: 5, fault: 'head' }],
		[
			'the order of two',
			`update audit_entry set seq = 100 where seq = 2; update audit_entry set seq = 2 where seq = 3;
			 update audit_entry set seq = 3 where seq = 100`,
			{ seq: 2, fault: 'changed' }
		]
	] as const;
	it.each(tampering)('is found out: %s', async (_, statement, found) => {
		const { db, url } = await aLogOfFive();
		await asSuperuser(url, statement);
		expect(await verifyAudit(db)).toEqual({ ok: false, ...found });
	});

	it('is found out by an anchor kept elsewhere, even if the end was cut off with its head', async () => {
		const { db, url } = await aLogOfFive();
		const before = await verifyAudit(db);
		if (!before.ok) throw new Error('broken');
		await asSuperuser(
			url,
			`delete from audit_entry where seq = 5;
			 update audit_head set seq = 4, hash = (select hash from audit_entry where seq = 4)`
		);
		expect(await verifyAudit(db)).toMatchObject({ ok: true, entries: 4 });
		expect(await verifyAudit(db, { seq: 5, hash: before.head })).toEqual({ ok: false, seq: 5, fault: 'anchor' });
	});
});

async function aLogOfFive() {
	const fresh = await freshDatabase();
	for (let number = 1; number <= 5; number++)
		await audit(fresh.db, { at: NIGHT + number, actor: an, action: 'signed-in', details: { way: 'password' } });
	return fresh;
}

/** Triggers off, as only the owner of everything can. */
async function asSuperuser(url: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query(`set session_replication_role = replica; ${statement}`);
	await client.end();
}
