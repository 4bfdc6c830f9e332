import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { describeLoad, describeMachine } from '../bench/machine.ts';
import { writeToReadme } from '../bench/readme.ts';
import { toTable } from '../bench/row.ts';
import { type BenchOptions, runSections, type Section, SECTIONS } from '../bench/sections.ts';
import { openDatabase } from '../lib/server/db/database.ts';
import { startEmbeddedPostgres } from '../lib/server/db/embedded-postgres.ts';
import { buildIfNeeded } from './build-if-needed.ts';

const HELP = `npm run bench -- [--only LIST] [--dossiers N] [--seconds S] [--long] [--write]

Measures the application on this machine, each row against a baseline in the same run, and prints a table.
  --only LIST    of ${SECTIONS.join(', ')}; all when missing
  --dossiers N   dossiers in the ledger, one in twenty open (1000000)
  --seconds S    of each load (20)
  --long         also the board's start over a history ten times as long; takes minutes and some ten GB of disk
  --write        put the table into README.md
`;

/** Speed and memory, as a table with the machine and the day. Loopback only, bounded in time. */
const { write, ...options } = readOptions();

// Weighing needs the collector to be called; the flag cannot be given to the command that is already running.
setFlagsFromString('--expose-gc');
globalThis.gc ??= runInNewContext('gc') as NodeJS.GCFunction;

buildIfNeeded();
const load = describeLoad();
const dataDir = mkdtempSync(path.join(tmpdir(), 'thong-suot-bench-'));
const postgres = await startEmbeddedPostgres({ dataDir });
try {
	const rows = await runSections(postgres.url, options);
	const day = new Date().toISOString().slice(0, 10);
	const text = `${day}, ${describeMachine(await readVersion())}, ${load}\n\n${toTable(rows)}`;
	process.stdout.write(`${text}\n`);
	if (write) writeToReadme(text);
} finally {
	await postgres.stop();
	rmSync(dataDir, { recursive: true, force: true });
}

async function readVersion(): Promise<string> {
	const database = openDatabase(postgres.url);
	const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(
		database.db
	);
	await database.close();
	return rows[0]?.version ?? '';
}

function readOptions(): BenchOptions & { readonly write: boolean } {
	try {
		const { values } = parseArgs({
			options: {
				only: { type: 'string', default: SECTIONS.join() },
				dossiers: { type: 'string', default: '1000000' },
				seconds: { type: 'string', default: '20' },
				long: { type: 'boolean', default: false },
				write: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false }
			}
		});
		if (values.help) {
			process.stdout.write(HELP);
			process.exit(0);
		}
		if (!/^[1-9]\d{3,6}$/.test(values.dossiers))
			throw new Error('--dossiers must be a whole number from 1000 to 9999999');
		if (!/^[1-9]\d{0,2}$/.test(values.seconds)) throw new Error('--seconds must be a whole number from 1 to 999');
		const only = values.only.split(',');
		const unknown = only.find((name) => !SECTIONS.some((section) => section === name));
		if (unknown !== undefined) throw new Error(`--only: there is no ${unknown}`);
		const { long, write } = values;
		return { only: only as Section[], dossiers: Number(values.dossiers), seconds: Number(values.seconds), long, write };
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
		process.exit(2);
	}
}
