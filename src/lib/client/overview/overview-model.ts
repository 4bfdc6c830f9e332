import type { TickerLine } from '$lib/contract/live.ts';
import type { Channel } from '$lib/domain/dossier/event.ts';
import type { AgeBucket } from '$lib/domain/figure/age.ts';
import type { FigureId } from '$lib/domain/figure/figure.ts';
import type { Level } from '$lib/domain/figure/level.ts';
import type { Instant } from '$lib/domain/time/instant.ts';

/**
 * Everything the overview page shows, as numbers and codes. Words, separators, colours and links are made from it by the
 * formatter and the components, so a live update is nothing but a new model, and the same model serves both languages.
 */
export interface OverviewModel {
	readonly version: number;
	/** Instant for which every number below is true. */
	readonly asOf: Instant;
	readonly tiles: readonly TileModel[];
	/** Every commune, department and centre once, in any order. */
	readonly ranking: readonly RankingUnit[];
	readonly intake: IntakeModel;
	/** Open dossiers by distance to their deadline, in the order of `AGE_BUCKETS`. They add up to the backlog. */
	readonly ages: readonly AgeModel[];
	/** Dossiers received today by way of filing. They add up to the intake of today. */
	readonly channels: readonly ChannelModel[];
	/** Newest first. Codes of units; their names are found in `ranking`. */
	readonly ticker: readonly TickerLine[];
}

export interface TileModel {
	readonly figure: FigureId;
	/** Count, or share 0–1. Null: nothing to divide by. */
	readonly value: number | null;
	/** What the number is held against; null: said in words only. */
	readonly compare: Comparison | null;
	/** One number per day, oldest first, today last; same unit as `value`. */
	readonly series: readonly (number | null)[];
	readonly level: Level;
}

/**
 * `last-week`: the same weekday last week up to this time of day. `yesterday`: at the end of yesterday.
 * `day-start`: when today began. `last-month`: the whole of last month. `target`: the value to reach.
 */
export interface Comparison {
	readonly with: 'last-week' | 'yesterday' | 'day-start' | 'last-month' | 'target';
	readonly base: number;
}

export interface RankingUnit {
	readonly code: string;
	readonly kind: 'commune' | 'department' | 'centre';
	/** Short official prefix, xã or phường; empty for departments and the centre. */
	readonly prefix: 'X.' | 'P.' | '';
	/** Name without the prefix: `Đầm Dơi`, `Sở Xây dựng`. */
	readonly name: string;
	/** The same in English: `Đầm Dơi`, `Department of Construction`. */
	readonly nameEn: string;
	/** Work it is competent for (nơi giải quyết). */
	readonly asResolver: UnitLoad;
	/** Dossiers it took in at its counter or online (nơi tiếp nhận), whoever resolves them. */
	readonly asReceiver: UnitLoad;
	/** Of this month's dossiers it is competent for, those filed elsewhere. */
	readonly filedElsewhere: { readonly of: number; readonly per: number };
}

export interface UnitLoad {
	/** Received today. */
	readonly today: number;
	/** Received per day, oldest first, today last. */
	readonly series: readonly number[];
	readonly backlog: number;
	readonly overdue: number;
	/** overdue ÷ backlog, 0–1. Null: no backlog. */
	readonly rate: number | null;
	/** Of the rate, by the thresholds of the figure. */
	readonly level: Level;
}

export interface IntakeModel {
	readonly slotMinutes: number;
	/** The whole office day, oldest first. */
	readonly slots: readonly IntakeSlot[];
}

export interface IntakeSlot {
	/** Minutes since midnight in the office at which the slot begins. */
	readonly minute: number;
	/** Received in the slot so far; null: the slot has not begun. */
	readonly today: number | null;
	/** Mean of the same weekday in the last four weeks. */
	readonly usual: number;
}

export interface AgeModel {
	readonly bucket: AgeBucket;
	readonly count: number;
}

export interface ChannelModel {
	/** Null: the record did not say. */
	readonly channel: Channel | null;
	readonly count: number;
}
