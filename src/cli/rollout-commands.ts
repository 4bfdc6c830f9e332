import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type Kysely, sql } from 'kysely';
import { toWaves } from '../lib/domain/rollout/plan.ts';
import { readPlan } from '../lib/domain/rollout/read-plan.ts';
import { toIsoDay } from '../lib/domain/time/instant.ts';
import { audit } from '../lib/server/audit/write-audit.ts';
import type { Tables } from '../lib/server/db/tables.ts';
import { readPlanInForce, savePlan } from '../lib/server/rollout/plan-in-force.ts';
import { UsageError } from './usage-error.ts';

export const ROLLOUT_USAGE = `
  rollout import FILE [--leave-out]                             puts a rollout plan into force: CSV of unit code, wave,
                                                                date (2025-08-15 or 15/08/2025), the whole plan;
                                                                --leave-out: units it does not name leave the rollout`;

export const ROLLOUT_OPTIONS = { 'leave-out': { type: 'boolean', default: false } } as const;

interface Options {
	readonly 'leave-out'?: boolean | undefined;
}
type Run = (db: Kysely<Tables>, options: Options, file: string) => Promise<void>;

export const ROLLOUT_COMMANDS: Readonly<Record<string, { readonly subject: string | null; readonly run: Run }>> = {
	'rollout import': { subject: 'the FILE', run: importPlan }
};

/** A plan names a few dozen units; what is larger is some other file. */
const MOST_BYTES = 1_000_000;

async function importPlan(db: Kysely<Tables>, options: Options, file: string): Promise<void> {
	const rows = await readRows(file);
	const now = Date.now();
	const { units } = await readPlanInForce(db, now);
	const known = await db
		.selectFrom('unit')
		.select('code')
		.where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', sql<string>`current_date`)]))
		.execute();
	const codes = new Set(known.map(({ code }) => code));
	const reading = readPlan(
		rows,
		(code) => codes.has(code),
		units.map(({ unit }) => unit),
		options['leave-out'] ?? false
	);
	if (!reading.ok) throw new Error(`The plan in force stays, for the file is wrong:\n${firstOf(reading.faults)}`);
	const source = basename(file);
	await db.transaction().execute(async (trx) => {
		await savePlan(trx, reading.plan, { source, at: now });
		const details = { what: 'plan-imported', units: reading.plan.length };
		await audit(trx, { at: now, actor: null, action: 'rollout-changed', target: source, details });
	});
	console.log(`The plan of ${source} is in force: ${reading.plan.length} units.`);
	for (const { wave, units: inWave, firstDay, lastDay } of toWaves(reading.plan)) {
		const days = firstDay === lastDay ? toIsoDay(firstDay) : `${toIsoDay(firstDay)} to ${toIsoDay(lastDay)}`;
		console.log(`  wave ${wave}: ${inWave.length} units, ${days}`);
	}
}

const MOST_FAULTS = 20;

function firstOf(faults: readonly string[]): string {
	const more = faults.length - MOST_FAULTS;
	return [...faults.slice(0, MOST_FAULTS), ...(more > 0 ? [`and ${more} more`] : [])]
		.map((fault) => `  ${fault}`)
		.join('\n');
}

/** Comma or semicolon, as spreadsheets save it here; a byte order mark is no part of the first code. */
async function readRows(file: string): Promise<string[][]> {
	const found = await stat(file).catch(() => null);
	if (!found?.isFile()) throw new UsageError(`There is no file ${file}.`);
	if (found.size > MOST_BYTES) throw new Error(`${file} is too large for a plan (more than 1 MB).`);
	const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
	if (text.includes('\0') || text.includes('\uFFFD')) throw new Error(`${file} is not CSV text in UTF-8.`);
	const [firstLine = ''] = text.split('\n', 1);
	try {
		return parse(text, { delimiter: firstLine.includes(';') ? ';' : ',', relax_column_count: true });
	} catch (error) {
		throw new Error(`${file} is not CSV: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
	}
}
