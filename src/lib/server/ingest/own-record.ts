import * as v from 'valibot';
import { recordSchema, type EventRecord } from '../../contract/record.ts';
import type { DossierEvent, Facts } from '../../domain/dossier/event.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { findHider } from './personal.ts';
import { findProcedure, findTimeProblem, findUnit, isProblem, known, toProblem, withContentKey } from './reading.ts';
import type { Problem, Reading, ReadingContext } from './reading.ts';

/** Reads one of our own event records. Units go by code or by name; without a key one is made from the content. */
export function readOwnRecord(raw: object, context: ReadingContext): Reading | Problem {
	const parsed = v.safeParse(recordSchema, raw, { abortEarly: true });
	if (!parsed.success) return toProblem(parsed.issues[0]);
	const { applicant = null } = parsed.output;
	const record = applicant === null ? parsed.output : withoutApplicant(parsed.output);
	const at = readTime('at', record.at);
	if (typeof at !== 'number') return at;
	const problem = findTimeProblem('at', at, context.arrivedAt);
	if (problem !== null) return problem;
	const returnAt = record.returnAt === undefined ? undefined : readTime('returnAt', record.returnAt);
	if (typeof returnAt === 'object') return returnAt;
	const facts = readFacts(record, context);
	if (isProblem(facts)) return facts;

	const event: Omit<DossierEvent, 'key'> = {
		type: record.type,
		at,
		...(Object.keys(facts).length > 0 ? { facts } : {}),
		...known({ returnAt, cause: record.cause, reason: record.reason, by: record.by })
	};
	const keyed = record.key === undefined ? withContentKey('own', event) : { key: record.key, ...event };
	return { dossier: record.dossier, events: [keyed], applicant };
}

/** The form alone does not tell 30 February. */
function readTime(field: string, text: string): Instant | Problem {
	const at = Date.parse(text.replace(' ', 'T'));
	const day = Number(text.slice(8, 10));
	const offset = /Z|[+-]\d{2}:?\d{2}$/.exec(text);
	const exists = new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() === day;
	if (!Number.isNaN(at) && exists && offset !== null) return at;
	return { outcome: 'rejected', problem: 'bad-field', field, detail: `${field} is not a time with its offset` };
}

/**
 * A record that brings the dossier in (filed or accepted, with its procedure) stands for what it leaves out: the competent
 * unit of the procedure, and the feed's receiving unit or the one-stop of the competent one. Later records say only what
 * they name, so as not to undo what is known.
 */
function readFacts(record: EventRecord, context: ReadingContext): Partial<Facts> | Problem {
	const procedure = findProcedure(context, 'procedure', record.procedure);
	if (procedure !== undefined && isProblem(procedure)) return procedure;
	const units: { receiving?: string; resolving?: string; returning?: string } = {};
	for (const role of ['receiving', 'resolving', 'returning'] as const) {
		const unit = findUnit(context, role, record[role]);
		if (unit === undefined) continue;
		if (isProblem(unit)) return unit;
		units[role] = unit.code;
	}
	if (procedure !== undefined && (record.type === 'filed' || record.type === 'accepted')) {
		const resolving = units.resolving ?? procedure.competent;
		if (resolving !== null) units.resolving = resolving;
		const receiving = context.defaultUnit ?? (resolving === null ? null : context.catalogue.oneStopOf(resolving));
		if (receiving !== null) units.receiving ??= receiving;
	}
	const { channel, applicantKind, handler, step, expectedResult } = record;
	return known({ procedure: procedure?.code, ...units, channel, applicantKind, handler, step, expectedResult });
}

/** Free text may repeat what the record says of its applicant. */
function withoutApplicant(record: EventRecord): EventRecord {
	return findHider(record)('', record) as EventRecord;
}
