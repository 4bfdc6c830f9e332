import { reasonWords } from '$lib/client/desk/desk-words.ts';
import type { Format } from '$lib/client/format.ts';
import { named } from '$lib/client/words/named.ts';
import type { MessageRow } from '$lib/contract/desk.ts';
import { m } from '$lib/paraglide/messages.js';

/** What a message says, in one line. */
export function messageTitle({ about, got, gave, move }: MessageRow, format: Format): string {
	const unit = move.toUnit === null ? '' : named(move.toUnit, format);
	const [came, left] = [format.integer(got), format.integer(gave)];
	switch (about) {
		case 'offer':
			return m.message_offer({ unit, count: came });
		case 'answer':
			if (move.offer === 'accepted') return m.message_accepted({ unit, count: left });
			return move.offer === 'withdrawn'
				? m.message_withdrawn({ unit, count: left })
				: m.message_declined({ unit, count: left });
		case 'undo':
			if (move.kind === 'direction' || move.kind === 'unit-offer')
				return got === 0
					? m.message_undo_from_unit({ unit, count: left })
					: m.message_undo_to_unit({ unit, count: came });
			if (gave === 0) return m.message_undo_got({ count: came });
			return got === 0 ? m.message_undo_gave({ count: left }) : m.message_undo_both({ got: came, gave: left });
		case 'refusal':
			return m.message_refused({ count: format.integer(Math.max(got, gave)) });
		case 'move':
			if (move.kind === 'direction') return m.message_directed({ unit, count: gave === 0 ? came : left });
			if (move.kind === 'unit-offer') return m.message_accepted({ unit, count: left });
			if (gave === 0) return m.message_got({ count: came });
			return got === 0 ? m.message_gave({ count: left }) : m.message_got_and_gave({ got: came, gave: left });
	}
}

/** Who did it, when and why; of an answer also what was answered. */
export function messageLines({ about, at, move }: MessageRow, format: Format): string[] {
	const by = move.undoneBy ?? move.by;
	const lines = [m.message_by({ by, time: format.dateTime(at), reason: reasonWords(move.reason) })];
	if (about === 'answer' && move.answeredBy !== null && move.offerReason !== null)
		lines.push(m.message_answer_by({ by: move.answeredBy, reason: move.offerReason }));
	return lines;
}

/** An offer waits for an answer, which is given at the desk. */
export function deskHref({ about, move }: MessageRow): string | null {
	if (about !== 'offer' || move.offer !== 'offered' || move.toUnit === null) return null;
	return `/workload?unit=${encodeURIComponent(move.toUnit.code)}`;
}
