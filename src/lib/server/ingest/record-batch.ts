import type { Transaction } from 'kysely';
import type { BatchAnswer, RecordAnswer } from '../../contract/outcome.ts';
import { addArrivals, type Arrival } from '../../domain/dossier/arrivals.ts';
import { fold } from '../../domain/dossier/fold.ts';
import { clockWith } from '../catalogue/clock-with.ts';
import type { Tables } from '../db/tables.ts';
import { decide, type Decision, type NewEvent } from './decide.ts';
import type { IngestDeps } from './deps.ts';
import { addAtEnd } from './fold-news.ts';
import { readBatch, type InboundRecord, type Verdict } from './inbound.ts';
import { countOutcomes, readAnswer, storeBatches, type NewBatch, type StoredBatch } from './inbox.ts';
import { lockAndReadDossiers, readContents, readEvents, type KnownDossier } from './read-ledger.ts';
import { isProblem } from './reading.ts';
import type { ChangedDossier } from './write-changes.ts';
import { writeJudged, type Judged } from './write-outcomes.ts';

/**
 * Takes requests into the ledger: judges all their records in one transaction, so that they share one wait for the disk,
 * one version and one notification. One answer per request, in order; without one, nothing is in the ledger, and the sender
 * sends again. Faults of records are answers; a request fails only by a fault of ours or of the database.
 */
export async function recordBatches(
	deps: IngestDeps,
	batches: readonly NewBatch[]
): Promise<PromiseSettledResult<BatchAnswer>[]> {
	try {
		const answers = await judgeBatches(deps, batches);
		return answers.map((value) => ({ status: 'fulfilled', value }));
	} catch {
		// What fails together is tried again one by one, so that the others do not suffer from the one at fault.
		return Promise.allSettled(batches.map((batch) => recordBatch(deps, batch)));
	}
}

/** Takes one request into the ledger: stores it first, so that it is kept for `recoverUnjudged` if judging it fails. */
export async function recordBatch(deps: IngestDeps, batch: NewBatch): Promise<BatchAnswer> {
	const [stored] = await storeBatches(deps.db, [batch]);
	return judgeAlone(deps, stored as StoredBatch);
}

async function judgeAlone(deps: IngestDeps, batch: StoredBatch): Promise<BatchAnswer> {
	try {
		const [answer] = await judgeBatches(deps, [batch]);
		return answer as BatchAnswer;
	} catch (error) {
		if (error instanceof AlreadyJudged) return readAnswer(deps.db, batch.id);
		throw error;
	}
}

/**
 * Judges requests, either all stored before or none. Throws AlreadyJudged, with nothing written, when another node got to a
 * stored one first.
 */
export async function judgeBatches(
	deps: IngestDeps,
	batches: readonly NewBatch[] | readonly StoredBatch[]
): Promise<BatchAnswer[]> {
	const catalogue = deps.catalogue();
	const records = batches.flatMap((batch, place) => readBatch(batch, catalogue, place));
	const { verdicts, version } = await deps.db.transaction().execute(async (trx) => {
		const judged = await judge(trx, deps, records);
		const { version, closed } = await writeJudged(trx, batches, judged);
		if (closed < batches.length) throw new AlreadyJudged();
		return { verdicts: judged.verdicts, version };
	});
	let first = 0;
	return batches.map((batch) => {
		const from = first;
		first += batch.records.length;
		return toAnswer(version, records.slice(from, first), verdicts.slice(from, first));
	});
}

export class AlreadyJudged extends Error {
	override readonly name = 'AlreadyJudged';
}

/** Reads what the ledger knows of the records' dossiers, decides, and folds. The caller writes, in the same transaction. */
export async function judge(
	trx: Transaction<Tables>,
	{ catalogue, now }: IngestDeps,
	records: readonly InboundRecord[]
): Promise<Judged> {
	const codes = new Set(records.flatMap(({ reading }) => (isProblem(reading) ? [] : [reading.dossier])));
	const known = await lockAndReadDossiers(trx, [...codes]);
	const contents = await readContents(
		trx,
		records.filter(({ reading }) => !isProblem(reading) && known.has(reading.dossier))
	);
	const decision = decide(records, contents);
	const states = await foldNews(trx, decision, known);
	const changed = [...states].map(([code, state]): ChangedDossier => {
		const news = decision.news.get(code) ?? [];
		const { dossier: before, arrivals: heard } = known.get(code) ?? { dossier: null, arrivals: null };
		const arrivals = addArrivals(heard, news.map(toArrival), state.closedAt);
		const dossier = clockWith(catalogue(), state, arrivals);
		return { dossier, state, arrivals, before, news, applicant: decision.applicants.get(code) ?? null };
	});
	return { records, verdicts: decision.verdicts, changed, judgedAt: now() };
}

/** The new state of each dossier with new events. Only those whose new events are not the latest are folded anew. */
async function foldNews(
	trx: Transaction<Tables>,
	{ news }: Decision,
	known: ReadonlyMap<string, KnownDossier>
): Promise<Map<string, ReturnType<typeof fold>>> {
	const states = new Map<string, ReturnType<typeof fold>>();
	const late: string[] = [];
	for (const [code, list] of news) {
		const events = list.map(({ event }) => event);
		const before = known.get(code)?.state;
		const state = before === undefined ? fold(code, events) : addAtEnd(before, events);
		if (state === null) late.push(code);
		else states.set(code, state);
	}
	for (const [code, old] of await readEvents(trx, late)) {
		states.set(code, fold(code, [...old, ...(news.get(code) ?? []).map(({ event }) => event)]));
	}
	return states;
}

function toArrival({ event: { type, at }, record: { arrivedAt } }: NewEvent): Arrival {
	return { type, at, arrivedAt };
}

function toAnswer(version: number, records: readonly InboundRecord[], verdicts: readonly Verdict[]): BatchAnswer {
	const answers = records.map(({ position, dossierCode }, index): RecordAnswer => {
		const verdict = verdicts[index] as Verdict;
		return { position, ...verdict, ...(dossierCode === null ? {} : { dossier: dossierCode }) };
	});
	return { version, ...countOutcomes(answers), records: answers };
}
