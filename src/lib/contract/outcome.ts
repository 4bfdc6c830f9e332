/** What becomes of one inbound record. `waiting`: kept until the catalogue knows the unit or procedure it names. */
export const OUTCOMES = ['accepted', 'repeated', 'waiting', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a record was not taken. Closed set; the words for people are in the message catalogue under `problem_*`. */
export const PROBLEM_CODES = [
	/** A mandatory field is missing or empty. */
	'missing-field',
	/** A field has the wrong form: not a date, not in its list, too long. */
	'bad-field',
	/** Neither a national record nor one of ours. */
	'unknown-form',
	/** The catalogue does not know the unit (outcome waiting). */
	'unknown-unit',
	/** The catalogue does not know the procedure (outcome waiting). */
	'unknown-procedure',
	/** Happened more than ten minutes after it arrived: the sender's clock is wrong. */
	'time-in-future',
	/** Before 2000: a default date of the sender, not a time. */
	'time-too-old',
	/** Its key came before with another content. */
	'key-reused'
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** The answer for one record, in the order sent. */
export interface RecordAnswer {
	readonly position: number;
	readonly outcome: Outcome;
	/** Dossier code, when one could be read. */
	readonly dossier?: string;
	readonly problem?: ProblemCode;
	/** Name of the field at fault, as the sender wrote it. */
	readonly field?: string;
	/** One sentence for the sender's log. Never personal data. */
	readonly detail?: string;
}

/** The answer to a batch. `version` is the ledger's after it: a screen at or past it shows these records. */
export interface BatchAnswer {
	readonly version: number;
	readonly accepted: number;
	readonly repeated: number;
	readonly waiting: number;
	readonly rejected: number;
	readonly records: readonly RecordAnswer[];
}
