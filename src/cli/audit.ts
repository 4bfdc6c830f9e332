import { parseArgs } from 'node:util';
import { type AuditAnchor, type AuditFault, verifyAudit } from '../lib/server/audit/verify-audit.ts';
import { readConfig } from '../lib/server/config.ts';
import { connectDatabase } from '../lib/server/db/connect.ts';
import { openDatabase } from '../lib/server/db/database.ts';
import { orExit } from './or-exit.ts';

const USAGE = `npm run audit -- verify [--anchor NUMBER:HASH]

  Goes through the audit log and says whether any entry was changed, removed or put in. Exit code 1: it was.
  The last line of a good answer, NUMBER:HASH, is worth keeping outside the database: given as --anchor later, it shows
  that nobody has written the whole log anew since.`;

const FAULTS: Readonly<Record<AuditFault, string>> = {
	gap: 'is missing',
	changed: 'is not what was written',
	head: 'and what came after it is missing',
	anchor: 'is not the one of the anchor'
};

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { anchor: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } }
});
const anchor = readAnchor(values.anchor);
if (values.help || positionals.length !== 1 || positionals[0] !== 'verify' || anchor === undefined) {
	console.log(USAGE);
	process.exitCode = values.help ? 0 : 2;
} else {
	const server = await connectDatabase(orExit(() => readConfig(process.env)).db);
	const { db, close } = openDatabase(server.url, { max: 1 });
	try {
		const verdict = await verifyAudit(db, anchor);
		if (verdict.ok) {
			console.log(`${verdict.entries} entries, unbroken`);
			console.log(`${verdict.entries}:${verdict.head}`);
		} else {
			console.log(`Broken: entry ${verdict.seq} ${FAULTS[verdict.fault]}`);
			process.exitCode = 1;
		}
	} finally {
		await close();
		await server.stop();
	}
}

/** Undefined: not an anchor. */
function readAnchor(text: string | undefined): AuditAnchor | null | undefined {
	if (text === undefined) return null;
	const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
	return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash };
}
