import type { Format } from '$lib/client/format.ts';
import type { ListModel, Standing } from '$lib/contract/list-model.ts';
import type { StatusName } from '$lib/domain/dossier/status.ts';
import type { Filter } from '$lib/domain/figure/filter.ts';
import type { HeldAs } from '$lib/domain/dossier/holder.ts';
import { readPeriod } from '$lib/domain/report/period.ts';
import { partName, periodName } from '$lib/client/report/report-words.ts';
import { ageFull, channelName } from '$lib/client/words/board-words.ts';
import { named } from '$lib/client/words/named.ts';
import { m } from '$lib/paraglide/messages.js';

const STATUS: Record<StatusName, () => string> = {
	filed: m.status_filed,
	accepted: m.status_accepted,
	refused: m.status_refused,
	processing: m.status_processing,
	supplement: m.status_supplement,
	payment: m.status_payment,
	withdrawn: m.status_withdrawn,
	stopped: m.status_stopped,
	resolved: m.status_resolved,
	returned: m.status_returned
};
export const statusName = (status: StatusName): string => STATUS[status]();

/** Sign and words of how a dossier stands; `tone` picks the colour, never alone. */
export interface StandingWords {
	readonly sign: string;
	readonly words: string;
	readonly tone: 'good' | 'warn' | 'bad' | 'quiet';
}

export function standingWords(standing: Standing, format: Format): StandingWords {
	switch (standing.kind) {
		case 'running':
			return { sign: '', words: m.standing_running({ time: format.workingTime(standing.minutes) }), tone: 'quiet' };
		case 'soon':
			return { sign: '!', words: m.standing_soon({ time: format.workingTime(standing.minutes) }), tone: 'warn' };
		case 'overdue':
			return { sign: '✕', words: overdueWords(standing.minutes, format), tone: 'bad' };
		case 'paused':
			return { sign: '‖', words: m.standing_paused(), tone: 'quiet' };
		case 'open-ended':
			return { sign: '', words: m.standing_open_ended(), tone: 'quiet' };
		case 'not-accepted':
			return { sign: '', words: m.standing_not_accepted(), tone: 'quiet' };
		case 'early':
			return { sign: '✓', words: m.standing_early(), tone: 'good' };
		case 'on-time':
			return { sign: '✓', words: m.standing_on_time(), tone: 'good' };
		case 'late':
			return { sign: '✕', words: m.standing_late(), tone: 'bad' };
	}
}

/** Overdue since the office closed: not one working minute yet. */
function overdueWords(minutes: number, format: Format): string {
	return minutes === 0 ? m.standing_late() : m.standing_overdue({ time: format.workingTime(minutes) });
}

const HOLDING_NAMES: Record<HeldAs, () => string> = {
	reception: m.flows_holders_reception_full,
	transfer: m.flows_holders_transfer_full,
	resolution: m.flows_holders_resolution_full
};

/** Conditions beside the figure, as chips name them, in the order of the address. */
export function filterChips(
	list: Pick<ListModel, 'filter' | 'receiving' | 'resolving' | 'returning' | 'held' | 'procedure'>,
	format: Format
): { key: keyof Filter; name: string }[] {
	const { filter } = list;
	const chips: { key: keyof Filter; name: string }[] = [];
	if (list.receiving)
		chips.push({ key: 'receiving', name: m.filter_receiving({ name: named(list.receiving, format) }) });
	if (list.resolving)
		chips.push({ key: 'resolving', name: m.filter_resolving({ name: named(list.resolving, format) }) });
	if (list.returning)
		chips.push({ key: 'returning', name: m.filter_returning({ name: named(list.returning, format) }) });
	const period = filter.period === undefined ? null : readPeriod(filter.period);
	if (filter.part && period !== null) {
		const name = m.report_part_chip({ part: partName(filter.part), period: periodName(period, format) });
		chips.push({ key: 'part', name });
	}
	if (filter.age) chips.push({ key: 'age', name: m.filter_age({ name: ageFull(filter.age) }) });
	if (filter.channel) chips.push({ key: 'channel', name: m.filter_channel({ name: channelName(filter.channel) }) });
	if (list.procedure)
		chips.push({ key: 'procedure', name: m.filter_procedure({ name: named(list.procedure, format) }) });
	if (filter.field) chips.push({ key: 'field', name: m.filter_field({ name: filter.field }) });
	if (filter.handler) chips.push({ key: 'handler', name: m.filter_handler({ name: filter.handler }) });
	if (list.held) chips.push({ key: 'held', name: m.filter_held({ name: named(list.held, format) }) });
	if (filter.holding) chips.push({ key: 'holding', name: m.filter_holding({ name: HOLDING_NAMES[filter.holding]() }) });
	if (filter.q) chips.push({ key: 'q', name: m.filter_q({ text: filter.q }) });
	return chips;
}
