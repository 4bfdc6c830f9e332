import { expect, it } from 'vitest';
import { startIngest } from '../../src/lib/server/ingest/start-ingest.ts';
import { freshDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { anAccepted } from '../support/records.ts';

const { db } = await freshDatabase();
const office = await openOffice(db, Date.now());

it('puts senders off while too many records wait for the database, and takes them again after', async () => {
	const ingest = startIngest({ db, catalogue: () => office.catalogue, now: () => office.now }, undefined, 1_000);
	const feed = { id: 'test', defaultUnit: null };
	// Somebody holds the lock under which versions are given out.
	const held = Promise.withResolvers<undefined>();
	const locked = Promise.withResolvers<undefined>();
	const holding = db.transaction().execute(async (trx) => {
		await trx.selectFrom('ledgerHead').select('version').forUpdate().execute();
		locked.resolve(undefined);
		await held.promise;
	});
	await locked.promise;
	const record = anAccepted('FULL-1');
	const batches = Array.from({ length: 10 }, () => Array.from({ length: 100 }, () => record));
	const answers = batches.map((records) => ingest.take({ feed, arrivedAt: office.now, records }));
	expect(ingest.isFull()).toBe(true);
	held.resolve(undefined);
	await holding;
	const taken = await Promise.all(answers);
	expect(taken.reduce((sum, { accepted, repeated }) => sum + accepted + repeated, 0)).toBe(1_000);
	expect(ingest.isFull()).toBe(false);
});
