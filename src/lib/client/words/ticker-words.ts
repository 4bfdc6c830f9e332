import type { TickerLine } from '$lib/contract/live.ts';
import { m } from '$lib/paraglide/messages.js';

/** A ticker line as a sentence: who, did what, and for whom when that is another unit. Codes of units. */
export interface TickerSentence {
	readonly subject: string | null;
	readonly verb: string;
	readonly object: string | null;
}

type Side = 'receiving' | 'resolving';

const LINES: Record<TickerLine['type'], { subject: Side; verb: () => string; toOther?: () => string }> = {
	filed: { subject: 'receiving', verb: m.ticker_filed },
	accepted: { subject: 'receiving', verb: m.ticker_accepted, toOther: m.ticker_accepted_for },
	refused: { subject: 'receiving', verb: m.ticker_refused },
	processing: { subject: 'resolving', verb: m.ticker_processing },
	'supplement-requested': { subject: 'resolving', verb: m.ticker_supplement_requested },
	'supplement-received': { subject: 'resolving', verb: m.ticker_supplement_received },
	'payment-requested': { subject: 'resolving', verb: m.ticker_payment_requested },
	withdrawn: { subject: 'resolving', verb: m.ticker_withdrawn },
	stopped: { subject: 'resolving', verb: m.ticker_stopped },
	resolved: { subject: 'resolving', verb: m.ticker_resolved },
	returned: { subject: 'receiving', verb: m.ticker_returned, toOther: m.ticker_returned_for },
	assigned: { subject: 'resolving', verb: m.ticker_assigned },
	transferred: { subject: 'receiving', verb: m.ticker_transferred, toOther: m.ticker_transferred },
	'transfer-accepted': { subject: 'resolving', verb: m.ticker_transfer_accepted },
	appointed: { subject: 'resolving', verb: m.ticker_appointed },
	apologised: { subject: 'resolving', verb: m.ticker_apologised },
	corrected: { subject: 'resolving', verb: m.ticker_corrected },
	overdue: { subject: 'resolving', verb: m.ticker_overdue }
};

export function tickerSentence(line: TickerLine): TickerSentence {
	const { subject, verb, toOther } = LINES[line.type];
	const other = subject === 'receiving' ? line.resolving : line.receiving;
	const crosses = toOther !== undefined && other !== null && other !== line[subject];
	return { subject: line[subject], verb: crosses ? toOther() : verb(), object: crosses ? other : null };
}
