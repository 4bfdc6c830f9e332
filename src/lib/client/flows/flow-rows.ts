import { listHref } from '$lib/client/dossiers/list-href.ts';
import type { Format } from '$lib/client/format.ts';
import type { CountCell, CountColumn, CountRow } from '$lib/client/unit/count-row.ts';
import { channelName } from '$lib/client/words/board-words.ts';
import type { FlowsModel, HolderCount } from '$lib/contract/flows-model.ts';
import type { Channel } from '$lib/domain/dossier/event.ts';
import type { Filter } from '$lib/domain/figure/filter.ts';
import type { Level } from '$lib/domain/figure/level.ts';
import { type Flow, mostFirst } from '$lib/domain/flows/flow.ts';
import { HELD_AS } from '$lib/domain/dossier/holder.ts';
import type { ShareKey } from '$lib/domain/flows/tally.ts';
import { periodWith } from '$lib/domain/report/period.ts';
import { dayOf } from '$lib/domain/time/instant.ts';
import { m } from '$lib/paraglide/messages.js';
import { unitName } from './flow-words.ts';

/** What every list of the page is narrowed to as well: the past instant, if it shows one. */
export interface Ways {
	readonly page: Filter;
	readonly format: Format;
}
type Names = FlowsModel['names'];

function cell(count: number, filter: Filter | null, page: Filter, level: Level = 'none'): CountCell {
	return {
		count,
		href: filter === null || count === 0 ? null : listHref({ ...filter, ...page }),
		level: count === 0 ? 'none' : level,
		beside: null
	};
}

/** `A → B` with its list; of what no record has named there is none. */
function flowRow({ receiving, resolving, count }: Flow, figure: Filter['figure'], names: Names, ways: Ways): CountRow {
	const isNamed = receiving !== null && resolving !== null;
	return {
		key: `${receiving ?? ''} ${resolving ?? ''}`,
		name: `${unitName(names, receiving, ways.format)} → ${unitName(names, resolving, ways.format)}`,
		under: null,
		href: null,
		quiet: !isNamed,
		cells: [
			cell(count, isNamed ? { figure, receiving, resolving } : null, ways.page, figure === 'overdue' ? 'bad' : 'none')
		]
	};
}

/** The matrix as a list: its twin. */
export function toFlowRows({ flows, figure, names }: FlowsModel, ways: Ways): CountRow[] {
	return flows.toSorted(mostFirst).map((flow) => flowRow(flow, figure, names, ways));
}

export function toStuckRows({ ledger, names }: FlowsModel, ways: Ways): CountRow[] {
	return ledger.stuckPairs.map((flow) => flowRow(flow, 'transfer-stuck', names, ways));
}

export function toPairRows({ pairs, names }: FlowsModel, ways: Ways): CountRow[] {
	return pairs.map(({ one, other, oneWaits, otherWaits }) => ({
		key: `${one} ${other}`,
		name: `${unitName(names, one, ways.format)} ⇄ ${unitName(names, other, ways.format)}`,
		under: null,
		href: null,
		quiet: false,
		cells: [
			cell(oneWaits, { figure: 'backlog', receiving: one, resolving: other }, ways.page),
			cell(otherWaits, { figure: 'backlog', receiving: other, resolving: one }, ways.page)
		]
	}));
}

export function toBackRows({ back, names }: FlowsModel, ways: Ways): CountRow[] {
	return back.map(({ resolving, returning, count }) => {
		const isNamed = resolving !== null && returning !== null;
		const to = returning === null ? m.flows_back_unsaid() : unitName(names, returning, ways.format);
		return {
			key: `${resolving ?? ''} ${returning ?? ''}`,
			name: `${unitName(names, resolving, ways.format)} → ${to}`,
			under: null,
			href: null,
			quiet: !isNamed,
			cells: [cell(count, isNamed ? { figure: 'cross-boundary-month', resolving, returning } : null, ways.page)]
		};
	});
}

export function toHolderRows(holders: readonly HolderCount[], names: Names, ways: Ways): CountRow[] {
	return holders.map(({ unit, counts }) => ({
		key: unit ?? '',
		name: unitName(names, unit, ways.format),
		under: null,
		href: null,
		quiet: unit === null,
		cells: HELD_AS.map((holding) => {
			const filter = unit === null ? null : ({ figure: 'overdue', held: unit, holding } satisfies Filter);
			return cell(counts[holding], filter, ways.page, 'bad');
		})
	}));
}

export function toShareRows({ shares, names, asOf }: FlowsModel, by: ShareKey, ways: Ways): CountRow[] {
	const nameOf = (key: string | null): string => {
		if (by === 'channel') return channelName(key as Channel | null);
		if (by === 'field') return key ?? m.procedure_missing();
		return unitName(names, key, ways.format);
	};
	const period = periodWith('month', dayOf(asOf)).key;
	return shares[by]
		.toSorted((a, b) => b.of - a.of || b.per - a.per)
		.map(({ key, of, per }) => {
			const filter = key === null ? null : ({ figure: 'cross-boundary-month', [by]: key } satisfies Filter);
			const found = cell(of, filter, ways.page);
			const received = key === null ? null : ({ part: 'received', period, [by]: key } satisfies Filter);
			return {
				key: key ?? '',
				name: nameOf(key),
				under: null,
				href: null,
				quiet: key === null,
				cells: [{ ...found, beside: per === 0 ? null : ways.format.percent(of / per) }, cell(per, received, ways.page)]
			};
		});
}

const column = (id: string, label: string, title = label): CountColumn => ({ id, label, title });

export const countColumns = () => [column('count', m.flows_column_count())];
export const pairColumns = () => [
	column('one', m.flows_pairs_one(), m.flows_pairs_one_full()),
	column('other', m.flows_pairs_other(), m.flows_pairs_other_full())
];
export const holderColumns = () => [
	column('reception', m.flows_holders_reception(), m.flows_holders_reception_full()),
	column('transfer', m.flows_holders_transfer(), m.flows_holders_transfer_full()),
	column('resolution', m.flows_holders_resolution(), m.flows_holders_resolution_full())
];
export const shareColumns = () => [column('of', m.flows_shares_of()), column('per', m.flows_shares_per())];
