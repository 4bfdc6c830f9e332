import { solve } from '../lib/server/balance/solve.ts';
import { makeOffice, type Office } from './balance-problem.ts';
import type { Row } from './row.ts';

/** The bench set: offices as large as the target, less and more than full, moved around freely or within a tight cap. */
const OFFICES: readonly Office[] = [
	{ seed: 1, officials: 200, dossiers: 20_000, fullness: 0.7, unevenness: 1, mostMoves: 1_000 },
	{ seed: 2, officials: 200, dossiers: 20_000, fullness: 0.9, unevenness: 1, mostMoves: 300 },
	{ seed: 3, officials: 200, dossiers: 20_000, fullness: 0.9, unevenness: 0.5, mostMoves: 20_000 },
	{ seed: 4, officials: 200, dossiers: 20_000, fullness: 1.1, unevenness: 1, mostMoves: 2_000 }
];

/** What was asked of a proposal, milliseconds. */
const ASKED_MS = 3_000;

/** Proposals as a head waits for them: with the thread started for each. Baseline: what a careful head does by hand. */
export async function benchBalance(): Promise<Row[]> {
	const rows: Row[] = [];
	for (const office of OFFICES) rows.push(await benchOffice(office));
	return rows;
}

async function benchOffice(office: Office): Promise<Row> {
	const solved = await solve(makeOffice(office));
	if (!solved.ok) throw new Error(`no proposal: ${solved.code}`);
	const { before, after, byHand, moves, overdueAtLeast, ended } = solved.proposal;
	const count = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 0 });
	const saved = (to: number) => before.overdue - to;
	return {
		what:
			`proposal, ${office.officials} officials × ${count(office.dossiers)} dossiers, ${count(office.fullness * 100)} % full, ` +
			`at most ${count(office.mostMoves)} moves`,
		asked: `${ASKED_MS / 1_000} s, never worse than by hand`,
		measured:
			`${(solved.tookMs / 1_000).toFixed(1)} s: expected overdue ${count(before.overdue)} → ${count(after.overdue)} by ` +
			`${count(moves.length)} moves (none can go below ${count(overdueAtLeast)}; ended: ${ended})`,
		baseline: `greedy, by hand: ${count(byHand.overdue)} by ${count(byHand.moves)} moves`,
		ratio: `saves ${(saved(after.overdue) / saved(byHand.overdue)).toFixed(2)} ×`
	};
}
