import * as v from 'valibot';
import { isDeskKey } from '../domain/dossier/desk-key.ts';
import { APPLICANT_KINDS, CHANNELS, EVENT_TYPES, type EventType } from '../domain/dossier/event.ts';

/**
 * Our own event record, as a feed sends it: one JSON object per event.
 * Times are ISO 8601 with an offset; units and procedures are catalogue codes.
 */
const text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const instant = v.pipe(v.string(), v.isoTimestamp());
const eventTypes = Object.keys(EVENT_TYPES) as [EventType, ...EventType[]];

export const applicantSchema = v.strictObject({
	name: v.optional(text(200)),
	identityNumber: v.optional(text(50)),
	phone: v.optional(text(50)),
	email: v.optional(text(200)),
	address: v.optional(text(500))
});
/** Personal data of an applicant. Stored in its own table and nowhere else. */
export type Applicant = v.InferOutput<typeof applicantSchema>;

export const recordSchema = v.strictObject({
	/** Unique within the dossier; without it one is made from the content. Not one of the desk's. */
	key: v.optional(
		v.pipe(
			text(200),
			v.check((key) => !isDeskKey(key), 'keys that begin with desk/ are those of moves made here')
		)
	),
	dossier: text(100),
	type: v.picklist(eventTypes),
	at: instant,
	procedure: v.optional(text(60)),
	receiving: v.optional(text(60)),
	resolving: v.optional(text(60)),
	returning: v.optional(text(60)),
	channel: v.optional(v.picklist(CHANNELS)),
	applicantKind: v.optional(v.picklist(APPLICANT_KINDS)),
	handler: v.optional(v.nullable(text(200))),
	step: v.optional(v.nullable(text(300))),
	expectedResult: v.optional(v.nullable(text(300))),
	returnAt: v.optional(instant),
	cause: v.optional(v.picklist(['receipt', 'supplement', 'reappointment'])),
	reason: v.optional(text(1000)),
	by: v.optional(text(200)),
	applicant: v.optional(applicantSchema)
});
export type EventRecord = v.InferOutput<typeof recordSchema>;

/** Bounds of one request; above them the answer is 413. */
export const MAX_RECORDS = 5_000;
export const MAX_BYTES = 10 * 1024 * 1024;
