import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Instant } from '../lib/domain/time/instant.ts';
import type { Tables } from '../lib/server/db/tables.ts';
import { timestamp } from '../lib/server/db/timestamp.ts';
import { ImportError } from './import-error.ts';
import { compileMapping, type MappedRecord, type MappedRow } from './map-row.ts';
import type { Mapping } from './mapping.ts';
import { openSource } from './open-source.ts';
import { hashFile, PositionFile, type Position } from './position.ts';
import { prepare } from './prepare.ts';
import { RejectsFile, type Reject } from './rejects-file.ts';
import { isBlank, type Row } from './row.ts';
import { createSaidBefore } from './said-before.ts';
import type { Summary } from './summary.ts';
import { TableHead } from './table-head.ts';
import { judgeOnly, takeInto, type TakeRecords } from './take-records.ts';
import { Tally } from './tally.ts';

export interface ImportJob {
	readonly file: string;
	readonly mapping: Mapping;
	readonly dryRun: boolean;
	/** Where rejected rows go; null: nowhere. */
	readonly rejects: string | null;
	/** Folder that remembers how far unfinished imports have come. */
	readonly positions: string;
}

export interface ImportDeps {
	readonly db: Kysely<Tables>;
	readonly now: () => Instant;
	/** Hears of each batch: share of the file read, rows since the start of this run, rows or events left out. */
	readonly tell: (progress: { readonly share: number; readonly rows: number; readonly leftOut: number }) => void;
	/** Asks to stop after the batch at hand. */
	readonly signal: AbortSignal;
}

/** Records of one transaction. A row's records are never parted, so that a position is a row. */
const BATCH_RECORDS = 1_000;
/** Rows that may give no records at all before progress is told. */
const BATCH_ROWS = 5_000;

/**
 * Brings a file into the ledger. Goes on where a broken-off run of the same file, mapping and feed ended; what came in
 * twice is a repeat. Faults of rows are in the summary; ImportError is thrown for what makes going on senseless, and what
 * was taken before stays.
 */
export async function runImport(deps: ImportDeps, job: ImportJob): Promise<Summary> {
	const begin = deps.now();
	const { mapping, dryRun } = job;
	const source = await openSource(job.file, mapping);
	const { feed, added, catalogue } = await prepare(deps.db, mapping, dryRun);
	const ingest = { db: deps.db, now: deps.now, catalogue: () => catalogue };
	const take = dryRun ? judgeOnly(ingest, feed) : takeInto(ingest, feed);
	const position = new PositionFile(job.positions, [
		await hashFile(job.file),
		hash('sha256', JSON.stringify(mapping)),
		feed.id
	]);
	const from = dryRun ? null : await findPosition(deps.db, position, feed.id);

	const tally = new Tally();
	const saidBefore = createSaidBefore();
	let table: Table | null = null;
	let batch: BatchRow[] = [];
	let size = 0;
	let last = 0;
	let leftOut = 0;
	let isStopped = false;

	const flush = async (): Promise<void> => {
		const arrivedAt = deps.now();
		const rejects = await takeBatch(batch, take, arrivedAt, tally);
		leftOut += rejects.length;
		table?.rejects?.add(rejects);
		if (!dryRun && size > 0) position.save({ row: last, arrivedAt, rejectsBytes: table?.rejects?.bytes ?? 0 });
		batch = [];
		size = 0;
		deps.tell({ share: source.progress(), rows: tally.rows, leftOut });
	};
	try {
		for await (const row of source.rows) {
			if (row.number < mapping.input.headerRow) continue;
			if (table === null) {
				table = openTable(job, row, from);
				if (row.number === mapping.input.headerRow) continue;
			}
			if (row.number <= (from?.row ?? 0) || isBlank(row)) continue;
			const mapped = table.toRecords(row);
			const records = mapped.records.filter((record) => !saidBefore(record));
			tally.rows++;
			tally.saidBefore += mapped.records.length - records.length;
			if (mapped.records.length + mapped.problems.length === 0) tally.rowsWithoutEvent++;
			if (mapped.problems.length > 0) tally.rowsWithFault++;
			batch.push({ row, mapped: { ...mapped, records } });
			size += records.length;
			last = row.number;
			if (size < BATCH_RECORDS && batch.length < BATCH_ROWS) continue;
			await flush();
			isStopped = deps.signal.aborted;
			if (isStopped) break;
		}
		if (table === null) throw new ImportError(`The file has no row ${mapping.input.headerRow} with names of columns.`);
		if (!isStopped) await flush();
	} finally {
		table?.rejects?.close();
	}
	if (!dryRun && !isStopped) position.clear();
	return {
		feed: feed.id,
		dryRun,
		added,
		continuedAfter: from?.row ?? null,
		stoppedAfter: isStopped ? last : null,
		rows: tally.rows,
		rowsWithoutEvent: tally.rowsWithoutEvent,
		rowsWithFault: tally.rowsWithFault,
		records: tally.records,
		saidBefore: tally.saidBefore,
		dossiers: tally.dossiers.size,
		reasons: tally.reasons,
		elapsedMs: deps.now() - begin
	};
}

interface BatchRow {
	readonly row: Row;
	readonly mapped: MappedRow;
}

interface Table {
	readonly toRecords: (row: Row) => MappedRow;
	readonly rejects: RejectsFile | null;
}

function openTable({ mapping, rejects }: ImportJob, row: Row, from: Position | null): Table {
	const { headerRow } = mapping.input;
	// A blank row of a spreadsheet is not in its file.
	const head = new TableHead(row.number === headerRow ? row : { number: headerRow, cells: [] });
	const toRecords = compileMapping(mapping, head);
	return { toRecords, rejects: rejects === null ? null : new RejectsFile(rejects, head, from?.rejectsBytes ?? 0) };
}

/** Counts the answers; returns what was left out, in the order of the rows. */
async function takeBatch(
	batch: readonly BatchRow[],
	take: TakeRecords,
	arrivedAt: Instant,
	tally: Tally
): Promise<Reject[]> {
	const records = batch.flatMap(({ mapped }) => mapped.records);
	const answers = records.length === 0 ? [] : await take(records, arrivedAt);
	for (const answer of answers) tally.answered(answer);
	let next = 0;
	const rejects = batch.flatMap(({ row, mapped }): Reject[] => [
		...mapped.problems.map((problem) => ({ row, ...problem })),
		...mapped.records.flatMap((record): Reject[] => {
			const { problem, field = '', detail = '' } = answers[next++] ?? {};
			return problem === undefined ? [] : [{ row, problem, field: toPlace(record, field), detail }];
		})
	]);
	for (const reject of rejects) tally.leftOut(reject);
	return rejects;
}

function toPlace({ type }: MappedRecord, field: string): string {
	return `${String(type)}.${field}`;
}

/** The position is worth something only in the database that holds the batch it was saved after. */
async function findPosition(db: Kysely<Tables>, file: PositionFile, feedId: string): Promise<Position | null> {
	const position = file.find();
	if (position === null) return null;
	const batch = await db
		.selectFrom('inboundBatch')
		.select('id')
		.where('feedId', '=', feedId)
		.where('arrivedAt', '=', timestamp(position.arrivedAt))
		.where('judgedAt', 'is not', null)
		.executeTakeFirst();
	return batch === undefined ? null : position;
}
