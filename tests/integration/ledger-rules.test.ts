import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { openIngest } from '../support/ingest.ts';
import { anAccepted } from '../support/records.ts';

const { db } = await freshDatabase();
const office = await openIngest(db, Date.now());

describe('what a dossier refers to', () => {
	it('is there: neither a unit nor a procedure nobody knows gets into one', async () => {
		expect(await office.push([anAccepted('A-1'), anAccepted('A-2')])).toMatchObject({ accepted: 2 });
		const missing = { code: '23503' };
		const dossiers = db.updateTable('dossier').where('code', '=', 'A-1');
		await expect(dossiers.set({ receiving: 'nowhere' }).execute()).rejects.toMatchObject(missing);
		await expect(dossiers.set({ returning: 'nowhere' }).execute()).rejects.toMatchObject(missing);
		await expect(dossiers.set({ procedure: 'nothing' }).execute()).rejects.toMatchObject(missing);
		await dossiers.set({ returning: null, procedure: null }).execute();
	});

	it('stays: units and procedures are ended by a date, never removed or renamed', async () => {
		const refused = { code: '23001' };
		await expect(db.deleteFrom('unit').execute()).rejects.toMatchObject(refused);
		await expect(db.updateTable('unit').set({ code: 'X' }).execute()).rejects.toMatchObject(refused);
		await expect(db.deleteFrom('procedure').execute()).rejects.toMatchObject(refused);
		await expect(db.updateTable('procedure').set({ code: 'X' }).execute()).rejects.toMatchObject(refused);
		await db.updateTable('unit').set({ validTo: '2099-12-31' }).execute();
	});
});
