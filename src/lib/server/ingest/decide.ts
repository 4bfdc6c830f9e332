import type { Applicant } from '../../contract/record.ts';
import type { DossierEvent } from '../../domain/dossier/event.ts';
import { toCanonical } from './canonical.ts';
import type { InboundRecord, Verdict } from './inbound.ts';
import { isProblem } from './reading.ts';

/** Events the ledger holds already: dossier code → key → content. */
export type KnownContents = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What an event says besides its key; equal texts mean a repeat. */
export function contentOf(event: DossierEvent): string {
	const { key: _, ...content } = event;
	return toCanonical(content);
}

/** An event that is new to the ledger, and where it came from: a record of a feed, or a decision made here. */
export interface NewEvent {
	readonly event: DossierEvent;
	readonly record: Pick<InboundRecord, 'feedId' | 'arrivedAt' | 'reading'>;
}

export interface Decision {
	/** In the order of the records. */
	readonly verdicts: readonly Verdict[];
	/** Dossier code → its new events in the order they came. */
	readonly news: ReadonlyMap<string, readonly NewEvent[]>;
	/** Dossier code → what is new of its applicant. */
	readonly applicants: ReadonlyMap<string, Applicant>;
}

/** Sorts records into new, repeated and refused. Later ones see the earlier ones of the same batch. Pure. */
export function decide(records: readonly InboundRecord[], known: KnownContents): Decision {
	const news = new Map<string, NewEvent[]>();
	const applicants = new Map<string, Applicant>();
	const seen = new Map<string, Map<string, DossierEvent>>();
	const verdicts = records.map((record): Verdict => {
		const { reading } = record;
		if (isProblem(reading)) return reading;
		const { dossier, events, applicant } = reading;
		const before = known.get(dossier);
		let now = seen.get(dossier);
		if (now === undefined) seen.set(dossier, (now = new Map<string, DossierEvent>()));

		const fresh: DossierEvent[] = [];
		for (const event of events) {
			const same = now.get(event.key);
			const content = same === undefined ? before?.get(event.key) : contentOf(same);
			if (content === undefined) fresh.push(event);
			else if (content !== contentOf(event)) return KEY_REUSED;
		}
		if (fresh.length === 0) return REPEATED;
		const list = news.get(dossier) ?? [];
		news.set(dossier, list);
		for (const event of fresh) {
			now.set(event.key, event);
			list.push({ event, record });
		}
		if (applicant !== null) applicants.set(dossier, { ...applicants.get(dossier), ...applicant });
		return ACCEPTED;
	});
	return { verdicts, news, applicants };
}

const ACCEPTED: Verdict = { outcome: 'accepted' };
const REPEATED: Verdict = { outcome: 'repeated' };
const KEY_REUSED: Verdict = {
	outcome: 'rejected',
	problem: 'key-reused',
	field: 'key',
	detail: 'this key came before for this dossier, with another content'
};
