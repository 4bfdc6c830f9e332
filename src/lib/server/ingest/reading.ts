import type * as v from 'valibot';
import type { ProblemCode } from '../../contract/outcome.ts';
import type { Applicant } from '../../contract/record.ts';
import type { DossierEvent } from '../../domain/dossier/event.ts';
import { MINUTE_MS, type Instant } from '../../domain/time/instant.ts';
import type { KnownCatalogue, KnownProcedure, KnownUnit } from '../catalogue/known-catalogue.ts';
import { toCanonical, toFingerprint } from './canonical.ts';

/** What a record says: the events of one dossier, and of whom. */
export interface Reading {
	readonly dossier: string;
	readonly events: readonly DossierEvent[];
	readonly applicant: Applicant | null;
	/** Title of the handler the events name (chức danh). */
	readonly title?: string;
}

/** Why a record says nothing we can take. `detail` never quotes a value that could be personal. */
export interface Problem {
	readonly outcome: 'waiting' | 'rejected';
	readonly problem: ProblemCode;
	readonly field?: string;
	readonly detail: string;
}

/** What a record is read against. */
export interface ReadingContext {
	readonly catalogue: KnownCatalogue;
	/** Receiving unit where a record names none; null: the one-stop of the competent unit. */
	readonly defaultUnit: string | null;
	readonly arrivedAt: Instant;
}

export function isProblem(value: object): value is Problem {
	return 'problem' in value;
}

const OLDEST = Date.parse('2000-01-01T00:00:00+07:00');
const LEAD_MS = 10 * MINUTE_MS;

/** A time nothing can have happened at: the sender's clock is wrong, or it is a default date and not a time. */
export function findTimeProblem(field: string, at: Instant, arrivedAt: Instant): Problem | null {
	if (at < OLDEST) return { outcome: 'rejected', problem: 'time-too-old', field, detail: `${field} is before 2000` };
	if (at <= arrivedAt + LEAD_MS) return null;
	const detail = `${field} is more than ten minutes after the record arrived`;
	return { outcome: 'rejected', problem: 'time-in-future', field, detail };
}

/** The unit a field names by code or by name; missing where the field is. */
export function findUnit(
	{ catalogue }: ReadingContext,
	field: string,
	name: string | undefined
): KnownUnit | Problem | undefined {
	if (name === undefined) return undefined;
	const detail = `no one unit is known as “${name.slice(0, 100)}”`;
	return catalogue.findUnit(name) ?? { outcome: 'waiting', problem: 'unknown-unit', field, detail };
}

export function findProcedure(
	{ catalogue }: ReadingContext,
	field: string,
	code: string | undefined
): KnownProcedure | Problem | undefined {
	if (code === undefined) return undefined;
	const detail = `no procedure has the code “${code.slice(0, 60)}”`;
	return catalogue.findProcedure(code) ?? { outcome: 'waiting', problem: 'unknown-procedure', field, detail };
}

/** The first fault of a record's form. */
export function toProblem(issue: v.BaseIssue<unknown>): Problem {
	const field = issue.path?.map(({ key }) => String(key)).join('.') ?? '';
	const rest = { outcome: 'rejected', field } as const;
	if (issue.received === 'undefined' || issue.received === 'null' || issue.type === 'min_length')
		return { ...rest, problem: 'missing-field', detail: `${field} is missing` };
	if (issue.expected === 'never')
		return { ...rest, problem: 'bad-field', detail: `${field} is not a field of a record` };
	// The library's own messages may quote the value.
	const expected =
		issue.type === 'check' ? issue.message : `expected ${issue.expected ?? issue.type.replaceAll('_', ' ')}`;
	return { ...rest, problem: 'bad-field', detail: `${field}: ${expected}` };
}

/**
 * An event under a key made from its content, for senders that give none: the same content has the same key whenever it
 * comes. `place` sorts events of one type and time among themselves.
 */
export function withContentKey(form: string, event: Omit<DossierEvent, 'key'>, place = ''): DossierEvent {
	const { type, at, ...body } = event;
	const time = new Date(at).toISOString();
	return { key: `${form}/${type}/${time}/${place}${toFingerprint(toCanonical([type, at, body]))}`, ...event };
}

/** Without the members that are undefined. */
export function known<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
	const kept: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(members)) if (value !== undefined) kept[name] = value;
	return kept as never;
}
