import type { SideLoad } from '../../contract/desk.ts';
import { Availability } from '../../domain/workload/capacity.ts';
import type { Efforts } from '../../domain/workload/effort.ts';
import { type Load, type LoadClock, toLoad } from '../../domain/workload/load.ts';
import type { Official } from '../../domain/workload/official.ts';
import {
	type LatenessRisk,
	levelOfExpected,
	type QueueEntry,
	type RiskLevel,
	risksOf
} from '../../domain/workload/risk.ts';
import type { OpenRow } from './unit-book.ts';
import type { UnitDesk } from './unit-desk.ts';

type Weighing = Pick<UnitDesk, 'efforts' | 'clock' | 'lateness' | 'queue' | 'calendar' | 'now'>;

export interface OfficialSide extends SideLoad {
	readonly expectedOverdue: number;
	readonly risk: RiskLevel;
	readonly highRisk: number;
}

/** What somebody carries with these dossiers, and what is likely to be late. Pure. */
export function toOfficialSide(rows: readonly OpenRow[], official: Official, desk: Weighing): OfficialSide {
	const risks = toRisks(rows, official, desk);
	const expectedOverdue = risks.reduce((sum, { chance }) => sum + chance, 0);
	return {
		load: loadOf(rows, desk.efforts, desk.clock),
		expectedOverdue,
		risk: levelOfExpected(expectedOverdue),
		highRisk: risks.filter(({ level }) => level === 'high').length
	};
}

/** The pool: nobody works there, so there is no queue to tell a risk from. */
export function toPoolSide(rows: readonly OpenRow[], desk: Weighing): SideLoad {
	return { load: loadOf(rows, desk.efforts, desk.clock), expectedOverdue: null, risk: null };
}

/** Every dossier of a queue with its risk; those whose clock stands still are in none. */
export function toRisks(rows: readonly OpenRow[], official: Official, desk: Weighing): LatenessRisk[] {
	const queue = rows
		.filter(({ standsStill }) => !standsStill)
		.map(({ code, procedure, dueAt }): QueueEntry => {
			const { minutes } = desk.efforts.of(procedure);
			return { code, effort: minutes, dueAt, past: desk.lateness.of(procedure) };
		});
	return risksOf(queue, new Availability(official, desk.calendar, desk.now), desk.queue);
}

function loadOf(rows: readonly OpenRow[], efforts: Efforts, clock: LoadClock): Load {
	return toLoad(
		rows.map((row) => ({ ...row, effort: efforts.of(row.procedure).minutes })),
		clock
	);
}
