import type { Authority, Blocked } from '../domain/rollout/difficulty.ts';
import type { Stage, UnitProgress } from '../domain/rollout/progress.ts';
import type { TargetFigure, TargetState } from '../domain/rollout/target.ts';
import type { Day, Instant } from '../domain/time/instant.ts';
import type { Named } from './named.ts';

/** `/rollout` as its `load` hands it over. */
export interface RolloutModel {
	readonly version: number;
	readonly asOf: Instant;
	/** First acceptance in the ledger: of what was before it knows nothing. Null: it is empty. */
	readonly ledgerSince: Instant | null;
	/** File the plan in force was imported from. Null: the catalogue's own. */
	readonly planSource: string | null;
	readonly waves: readonly WaveRow[];
	/** Units of the reader's scope, most behind first. */
	readonly units: readonly RolloutUnit[];
	/** Fields of the catalogue that are offered for other units, with how many procedures each has. */
	readonly fields: readonly { readonly field: string; readonly offered: number }[];
	readonly targets: readonly TargetRow[];
}

/** Of the reader's units: how many there are, and how many are at each stage. */
export interface WaveRow extends Readonly<Record<Stage, number>> {
	readonly wave: number;
	readonly firstDay: Day;
	readonly lastDay: Day;
	readonly units: number;
}

export interface RolloutUnit extends UnitProgress {
	readonly named: Named;
	/** Procedures received at least once, by field and in all. */
	readonly used: number;
	readonly usedByField: Readonly<Record<string, number>>;
	readonly offered: number;
	/** This month's, as the lists count them. */
	readonly crossMonth: number;
	readonly receivedMonth: number;
	readonly onlineMonth: number;
	readonly closedMonth: number;
	readonly onTimeMonth: number;
}

export interface TargetRow {
	readonly unit: Named;
	readonly figure: TargetFigure;
	readonly value: number;
	/** The day whose value counts: its own once that is over, until then today. */
	readonly judgedOn: Day;
	readonly actual: number | null;
	readonly setOn: Day;
	readonly dueOn: Day;
	readonly by: string;
	readonly state: TargetState;
}

/** A difficulty as it stands. */
export interface DifficultyRow {
	readonly id: number;
	/** Null: the whole province. */
	readonly unit: Named | null;
	readonly version: number;
	readonly what: string;
	readonly since: Day;
	readonly blocks: Blocked | null;
	readonly responsible: string;
	readonly deadline: Day;
	readonly authority: Authority;
	readonly result: string;
	readonly isClosed: boolean;
	readonly isOverdue: boolean;
	readonly by: string;
	readonly at: Instant;
}
