import type { WholeView } from '$lib/contract/live.ts';
import type { OverviewUnit } from '$lib/contract/overview-unit.ts';
import { type OverviewLayout, type Side, slotAt, SLOT_MINUTES, SLOTS } from '$lib/domain/board/layout.ts';
import { CHANNELS } from '$lib/domain/dossier/event.ts';
import { AGE_BUCKETS } from '$lib/domain/figure/age.ts';
import { FIGURE_IDS, type FigureId } from '$lib/domain/figure/figure.ts';
import { FIGURES, OVERDUE_RATE } from '$lib/domain/figure/figures.ts';
import { levelOf } from '$lib/domain/figure/level.ts';
import { minuteOfDay } from '$lib/domain/time/instant.ts';
import type { Comparison, IntakeModel, OverviewModel, RankingUnit, TileModel, UnitLoad } from './overview-model.ts';

/** The numbers of a view in the shape the page shows. Pure: called again with each new view. */
export function toOverviewModel(
	view: WholeView,
	units: readonly OverviewUnit[],
	layout: OverviewLayout
): OverviewModel {
	const count = (cell: number | null): number => (cell === null ? 0 : (view.cells[cell] ?? 0));
	return {
		version: view.version,
		asOf: view.asOf,
		tiles: FIGURE_IDS.map((id) => toTile(id, view, layout, count)),
		ranking: units.map((unit) => toRankingUnit(unit, view, layout, count)),
		intake: toIntake(view, layout, count),
		ages: AGE_BUCKETS.map((bucket) => ({ bucket, count: count(layout.age(bucket)) })),
		channels: [...CHANNELS, null].map((channel) => ({ channel, count: count(layout.channel(channel)) })),
		ticker: view.ticker
	};
}

type Count = (cell: number | null) => number;

function toTile(figure: FigureId, view: WholeView, layout: OverviewLayout, count: Count): TileModel {
	const of = count(layout.figure(figure));
	const per = FIGURES[figure].per === undefined ? null : count(layout.per(figure));
	const value = per === null ? of : per === 0 ? null : of / per;
	const past = view.history.figures[figure] ?? [];
	return {
		figure,
		value,
		compare: toComparison(figure, view, past),
		series: [...past, value],
		level: levelOf(value, FIGURES[figure])
	};
}

function toComparison(figure: FigureId, view: WholeView, past: readonly (number | null)[]): Comparison | null {
	if (figure === 'received-today') return { with: 'last-week', base: sameTimeLastWeek(view) };
	const { good, warn } = FIGURES[figure];
	if (good === 'up' && warn !== undefined) return { with: 'target', base: warn };
	const yesterday = past.at(-1);
	if (FIGURES[figure].per !== undefined || yesterday == null) return null;
	return { with: 'yesterday', base: yesterday };
}

/** Received last week on this weekday up to this time of day; the running slot counts by the part that is over. */
function sameTimeLastWeek({ asOf, history }: WholeView): number {
	const slots = minuteOfDay(asOf) / SLOT_MINUTES;
	const running = Math.floor(slots);
	const whole = history.lastWeekIntake.slice(0, running).reduce((sum, n) => sum + n, 0);
	return Math.round(whole + (history.lastWeekIntake[running] ?? 0) * (slots - running));
}

function toRankingUnit(unit: OverviewUnit, view: WholeView, layout: OverviewLayout, count: Count): RankingUnit {
	const [, word, bare] = /^(Xã|Phường) (.+)$/.exec(unit.kind === 'commune' ? unit.name : '') ?? [];
	const share = layout.unitShare(unit.code);
	return {
		code: unit.code,
		kind: unit.kind,
		prefix: word === 'Xã' ? 'X.' : word === 'Phường' ? 'P.' : '',
		name: bare ?? unit.name,
		nameEn: unit.kind === 'commune' ? (bare ?? unit.nameEn) : unit.nameEn,
		asResolver: toLoad(unit.code, 'resolving', view, layout, count),
		asReceiver: toLoad(unit.code, 'receiving', view, layout, count),
		filedElsewhere: { of: count(share?.of ?? null), per: count(share?.per ?? null) }
	};
}

function toLoad(code: string, side: Side, view: WholeView, layout: OverviewLayout, count: Count): UnitLoad {
	const today = count(layout.unit(code, side, 'received-today'));
	const backlog = count(layout.unit(code, side, 'backlog'));
	const overdue = count(layout.unit(code, side, 'overdue'));
	const rate = backlog === 0 ? null : overdue / backlog;
	const past = view.history.received[side][code] ?? view.history.days.map(() => 0);
	return {
		today,
		series: [...past, today],
		backlog,
		overdue,
		rate,
		level: levelOf(rate, { good: 'down', ...OVERDUE_RATE })
	};
}

function toIntake(view: WholeView, layout: OverviewLayout, count: Count): IntakeModel {
	const running = slotAt(view.asOf);
	return {
		slotMinutes: SLOT_MINUTES,
		slots: Array.from({ length: SLOTS }, (_, i) => ({
			minute: i * SLOT_MINUTES,
			today: i <= running ? count(layout.slot(i)) : null,
			usual: view.history.usualIntake[i] ?? 0
		}))
	};
}
