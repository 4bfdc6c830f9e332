import type { Format } from '$lib/client/format.ts';
import type { OverviewModel, RankingUnit, UnitLoad } from '$lib/client/overview/overview-model.ts';
import { unitLabel } from '$lib/client/words/board-words.ts';
import type { Filter } from '$lib/domain/figure/filter.ts';
import type { FigureId } from '$lib/domain/figure/figure.ts';
import { m } from '$lib/paraglide/messages.js';
import type { CountColumn, CountRow } from './count-row.ts';
import { toCell, type UnitSide } from './unit-rows.ts';
import { unitHref } from './unit-side.ts';

/** With whom a unit has its dossiers, from the cells of its own view: live, and nothing else is asked. */
export interface Partners {
	/** Other units, most open first. */
	readonly others: readonly Partner[];
	/** The unit for itself. */
	readonly own: PartnerLoad;
	/** What no unit of today's catalogue is named for. */
	readonly rest: PartnerLoad;
}

export interface Partner {
	readonly unit: RankingUnit;
	readonly load: PartnerLoad;
}

export type PartnerLoad = Pick<UnitLoad, 'today' | 'backlog' | 'overdue'>;

/**
 * Who files for a unit that resolves; who resolves what a unit receives. `model`: of the unit's own view, in which the
 * loads of others are those of the dossiers they share with it.
 */
export function toPartners({ ranking, tiles }: Pick<OverviewModel, 'ranking' | 'tiles'>, unit: UnitSide): Partners {
	const loadOf = ({ asReceiver, asResolver }: RankingUnit): PartnerLoad =>
		unit.side === 'resolving' ? asReceiver : asResolver;
	const all = ranking.map((one): Partner => ({ unit: one, load: loadOf(one) }));
	const total = (figure: FigureId) => tiles.find((tile) => tile.figure === figure)?.value ?? 0;
	const rest = (key: keyof PartnerLoad, figure: FigureId) =>
		Math.max(0, total(figure) - all.reduce((sum, { load }) => sum + load[key], 0));
	return {
		others: all
			.filter((one) => one.unit.code !== unit.code && (one.load.backlog > 0 || one.load.today > 0))
			.sort((a, b) => b.load.backlog - a.load.backlog || b.load.today - a.load.today),
		own: all.find((one) => one.unit.code === unit.code)?.load ?? { today: 0, backlog: 0, overdue: 0 },
		rest: {
			today: rest('today', 'received-today'),
			backlog: rest('backlog', 'backlog'),
			overdue: rest('overdue', 'overdue')
		}
	};
}

const FIGURES_OF = { today: 'received-today', backlog: 'backlog', overdue: 'overdue' } as const;
const KEYS = ['today', 'backlog', 'overdue'] as const;

/** `opens`: whether the reader may open the page of a unit. `past`: the instant all links lead to. */
export function toPartnerRows(
	{ others, own, rest }: Partners,
	{ code, side }: UnitSide,
	opens: (unit: string) => boolean,
	format: Format,
	past: Pick<Filter, 'at' | 'known'> = {}
): CountRow[] {
	const across = side === 'resolving' ? 'receiving' : 'resolving';
	const row = (key: string, load: PartnerLoad, filter: Filter | null) => ({
		key,
		under: null,
		cells: KEYS.map((one) => toCell(load[one], FIGURES_OF[one], filter === null ? null : { ...filter, ...past }))
	});
	const isEmpty = (load: PartnerLoad) => load.today === 0 && load.backlog === 0;
	const rows: CountRow[] = others.map(({ unit, load }) => ({
		...row(unit.code, load, { [side]: code, [across]: unit.code }),
		name: unitLabel(unit, format),
		href: opens(unit.code) ? unitHref(unit.code, undefined, past) : null,
		quiet: false
	}));
	if (!isEmpty(own))
		rows.push({
			...row(code, own, { receiving: code, resolving: code }),
			name: m.unit_page_partner_self(),
			href: null,
			quiet: true
		});
	if (!isEmpty(rest)) rows.push({ ...row('', rest, null), name: m.unit_page_partner_rest(), href: null, quiet: true });
	return rows;
}

export function partnerColumns(): CountColumn[] {
	return [
		{ id: 'today', label: m.column_today(), title: m.figure_received_today_name() },
		{ id: 'backlog', label: m.column_backlog_short(), title: m.figure_backlog_name() },
		{ id: 'overdue', label: m.column_overdue(), title: m.figure_overdue_name() }
	];
}
