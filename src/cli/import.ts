import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ImportError } from '../import/import-error.ts';
import { assertFile } from '../import/open-source.ts';
import { parseMapping } from '../import/parse-mapping.ts';
import type { Mapping } from '../import/mapping.ts';
import { createProgress } from '../import/progress.ts';
import { runImport, type ImportJob } from '../import/run-import.ts';
import { countLeftOut, toLines, type Summary } from '../import/summary.ts';
import { caMau } from '../lib/catalogue/ca-mau/ca-mau.ts';
import { loadCatalogue } from '../lib/server/catalogue/load-catalogue.ts';
import { readConfig, type Config } from '../lib/server/config.ts';
import { connectDatabase } from '../lib/server/db/connect.ts';
import { openDatabase } from '../lib/server/db/database.ts';
import { migrateToLatest } from '../lib/server/db/migrate.ts';
import { orExit } from './or-exit.ts';

const HELP = `npm run import -- FILE --map MAPPING [options]

Brings a CSV or XLSX file into the ledger. MAPPING is a JSON file that says which column means what:
src/mappings/README.md. The database is the configured one; a running application shows the rows at once.

  --feed ID       come in under this feed instead of the mapping's
  --sheet NAME    read this sheet of a workbook
  --dry-run       judge everything, write nothing
  --rejects FILE  list the rows that did not get in, with the reason, as CSV

A broken-off import goes on where it ended when the same command is run again.
Ends with 0: all in; 3: some rows left out; 2: the file, the mapping or the command is wrong; 1: anything else.
`;

const DRY_RUN =
	'Nothing of the file was written. Every row was read, mapped and judged against the catalogue and the ledger as\n' +
	'they are; only events that share a key with other words elsewhere in the file were not compared with each other.';

const EXIT = { done: 0, failed: 1, wrong: 2, leftOut: 3, stopped: 130 } as const;

/** `npm run import`. */
const config = orExit(() => readConfig(process.env));
try {
	const job = readJob(config);
	if (job === null) process.stdout.write(HELP);
	else process.exitCode = await importInto(config, job);
} catch (error) {
	if (!isExpected(error)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = EXIT.wrong;
}

/** Null: help was asked for. Throws ImportError. */
function readJob({ db }: Config): ImportJob | null {
	const { values, positionals } = parseCommand();
	if (values.help === true) return null;
	const [file, ...more] = positionals;
	if (file === undefined || values.map === undefined) throw new ImportError(`A file and --map are needed.\n\n${HELP}`);
	if (more.length > 0) throw new ImportError(`One file at a time: ${more.join(' ')} is too much.`);
	const job = {
		file: fromUser(file),
		mapping: withOptions(readMapping(fromUser(values.map)), values),
		dryRun: values['dry-run'] === true,
		rejects: values.rejects === undefined ? null : fromUser(values.rejects),
		positions: path.join(db.kind === 'embedded' ? db.dataDir : (process.env.DATA_DIR ?? 'data'), 'imports')
	};
	assertFile(job.file);
	if (job.rejects === job.file) throw new ImportError('--rejects would overwrite the file itself.');
	return job;
}

function parseCommand() {
	try {
		return parseArgs({
			allowPositionals: true,
			options: {
				map: { type: 'string' },
				feed: { type: 'string' },
				sheet: { type: 'string' },
				rejects: { type: 'string' },
				'dry-run': { type: 'boolean' },
				help: { type: 'boolean', short: 'h' }
			}
		});
	} catch (error) {
		throw new ImportError(error instanceof Error ? error.message : String(error));
	}
}

/** Paths are meant from where the user stood; npm runs us in the root of the repository. */
function fromUser(file: string): string {
	return path.resolve(process.env.INIT_CWD ?? '.', file);
}

function readMapping(file: string): Mapping {
	if (!existsSync(file)) throw new ImportError(`There is no mapping ${file}.`);
	return parseMapping(readFileSync(file, 'utf8'));
}

function withOptions(mapping: Mapping, { feed, sheet }: { feed?: string; sheet?: string }): Mapping {
	if (feed !== undefined && !/^[a-z0-9][a-z0-9-]{0,39}$/.test(feed))
		throw new ImportError('--feed must be small letters, digits and dashes.');
	const { input } = mapping;
	if (sheet !== undefined && input.format !== 'xlsx') throw new ImportError('--sheet is for XLSX mappings only.');
	return {
		...mapping,
		feed: feed === undefined ? mapping.feed : { ...mapping.feed, id: feed },
		input: sheet === undefined || input.format !== 'xlsx' ? input : { ...input, sheet }
	};
}

async function importInto({ db: database }: Config, job: ImportJob): Promise<number> {
	const server = await connectDatabase(database);
	const { db, close } = openDatabase(server.url, { max: 2 });
	const stop = new AbortController();
	const progress = createProgress(process.stderr);
	// The first Ctrl-C ends after the batch at hand, the second at once.
	process.once('SIGINT', () => stop.abort());
	process.once('SIGTERM', () => stop.abort());
	try {
		await migrateToLatest(db);
		await loadCatalogue(db, caMau);
		const summary = await runImport({ db, now: Date.now, tell: progress.tell, signal: stop.signal }, job);
		progress.end();
		process.stdout.write(`${[...toLines(summary), ...toRemarks(summary, job)].join('\n')}\n`);
		if (summary.stoppedAfter !== null) return EXIT.stopped;
		return countLeftOut(summary) > 0 ? EXIT.leftOut : EXIT.done;
	} finally {
		progress.end();
		await close();
		await server.stop();
	}
}

function toRemarks(summary: Summary, { rejects }: ImportJob): string[] {
	const { dryRun, added, stoppedAfter } = summary;
	const leftOut = countLeftOut(summary) > 0;
	return [
		...(dryRun ? [DRY_RUN] : []),
		...(stoppedAfter === null ? [] : [`Stopped after row ${stoppedAfter}. Run it again to go on there.`]),
		...(leftOut && rejects === null ? ['--rejects FILE lists the rows that were left out.'] : []),
		...(leftOut && rejects !== null
			? [
					`Left out: ${rejects}`,
					'It holds the original columns, perhaps personal data: delete it when it is dealt with.'
				]
			: []),
		...(!dryRun && added.units.length > 0 ? ['A running application knows the new units after its next start.'] : [])
	];
}

function isExpected(error: unknown): error is Error {
	if (error instanceof ImportError) return true;
	const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
	// The operator's files and the way to the database; everything else is a bug.
	return error instanceof Error && ['EACCES', 'EISDIR', 'ENOENT', 'ENOSPC', 'ECONNREFUSED', 'ENOTFOUND'].includes(code);
}
