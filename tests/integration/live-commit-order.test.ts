import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../src/lib/contract/record.ts';
import { openDatabase } from '../../src/lib/server/db/database.ts';
import { readBatch } from '../../src/lib/server/ingest/inbound.ts';
import { storeBatches } from '../../src/lib/server/ingest/inbox.ts';
import { judge, recordBatch } from '../../src/lib/server/ingest/record-batch.ts';
import { writeChanges } from '../../src/lib/server/ingest/write-changes.ts';
import { readChanges } from '../../src/lib/server/live/changes.ts';
import { Follower } from '../../src/lib/server/live/follower.ts';
import { freshDatabase } from '../support/database.ts';
import { openIngest } from '../support/ingest.ts';
import { openLiveClient } from '../support/live-client.ts';
import { startLiveNode } from '../support/live-node.ts';
import { openOffice } from '../support/office.ts';
import { anAccepted } from '../support/records.ts';
import { expectTruth } from '../support/truth.ts';

const { db, url } = await freshDatabase();
const office = await openOffice(db, Date.now());
const ingest = await openIngest(db, office.now);
const UNITS = ['31825', '32002', '32152', 'H12.03'];
const headVersion = async () => (await db.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow()).version;

/** Follows the ledger as a board does, and keeps what it was given: one list per step. */
async function aFollower(from: number) {
	const steps: { version: number; dossier: string }[][] = [];
	let position = from;
	const follower = new Follower({
		url,
		step: async () => {
			const changes = await readChanges(db, position);
			steps.push(changes.map(({ version, after }) => ({ version, dossier: after.code })));
			position = changes.at(-1)?.version ?? position;
			return changes.length > 0;
		},
		onTrouble: (error) => {
			if (error !== null) throw error;
		}
	});
	await follower.start();
	return { follower, steps, position: () => position };
}

describe('a follower, while several writers commit at once', () => {
	it('misses none of 1,600 records over four connections, gets each once and in order', async () => {
		const node = await startLiveNode(url, office);
		const screen = openLiveClient(node.url);
		const { follower, steps, position } = await aFollower(await headVersion());
		const before = await headVersion();
		const answered: number[] = [];
		await Promise.all(
			UNITS.map(async (unit, writer) => {
				const connection = openDatabase(url, { max: 1 });
				const deps = { ...ingest.deps, db: connection.db };
				for (let i = 0; i < 400; i++) {
					const code = `${writer}-${String(i >> 1)}`;
					const record: EventRecord =
						i % 2 === 0
							? anAccepted(code, { receiving: unit, resolving: UNITS[i % 3] ?? unit })
							: { dossier: code, type: i % 4 === 1 ? 'resolved' : 'processing', at: new Date().toISOString() };
					const { version, accepted } = await recordBatch(deps, ingest.batch([record]));
					expect(accepted).toBe(1);
					answered.push(version);
				}
				await connection.close();
			})
		);
		await expect.poll(position, { timeout: 10_000 }).toBe(before + 1_600);
		await follower.stop();

		const got = steps.flat();
		expect(got.map(({ version }) => version)).toEqual(Array.from({ length: 1_600 }, (_, i) => before + 1 + i));
		expect(answered.toSorted((a, b) => a - b)).toEqual(got.map(({ version }) => version));
		const told = await db.selectFrom('ledgerChange').select(['version', 'dossierCode']).orderBy('version').execute();
		expect(got).toEqual(told.map(({ version, dossierCode }) => ({ version, dossier: dossierCode })));
		// It was woken in between, not once at the end.
		expect(steps.filter((step) => step.length > 0).length).toBeGreaterThan(20);

		await screen.untilVersion(before + 1_600);
		expect(screen.wentBack).toBe(false);
		await expectTruth(db, screen.view);
		screen.close();
		await node.stop();
	}, 90_000);

	it('never sees the later one first, however long the earlier takes to commit', async () => {
		const { follower, steps, position } = await aFollower(await headVersion());
		const before = await headVersion();
		const [written, mayCommit] = [Promise.withResolvers<number>(), Promise.withResolvers<void>()];
		const slow = db.transaction().execute(async (trx) => {
			const [stored] = await storeBatches(db, [ingest.batch([anAccepted('SLOW')])]);
			if (stored === undefined) throw new Error('not stored');
			const judged = await judge(trx, ingest.deps, readBatch(stored, ingest.deps.catalogue()));
			written.resolve(await writeChanges(trx, judged.changed));
			await mayCommit.promise;
		});
		expect(await written.promise).toBe(before + 1);
		const quick = ingest.push([anAccepted('QUICK')]);
		// The quick one now waits for the slow one: nothing of it is to be seen, and no version is given to it.
		const waiting = async () => {
			const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
				where wait_event_type = 'Lock' and datname = current_database()`.execute(db);
			return rows[0]?.n;
		};
		await expect.poll(waiting).toBe(1);
		await follower.wake();
		expect(steps.flat()).toEqual([]);
		mayCommit.resolve();
		await slow;
		expect((await quick).version).toBe(before + 2);
		await expect.poll(position).toBe(before + 2);
		expect(steps.flat().map(({ dossier }) => dossier)).toEqual(['SLOW', 'QUICK']);
		await follower.stop();
	});
});
