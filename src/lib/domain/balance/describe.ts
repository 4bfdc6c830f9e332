import { assess, chanceOf, toQueues, type Assessment, type Assignment } from './assess.ts';
import { POOL, type Compiled } from './compile.ts';
import type { MoveCause, OfficialChange, ProposedMove, Total } from './proposal.ts';

/** Puts an assignment into the words of a proposal: what moves and why, and both sides before and after. */
export function describe(
	compiled: Compiled,
	assignment: Assignment,
	after: Assessment
): { moves: ProposedMove[]; before: Total; after: Total; officials: OfficialChange[] } {
	const { home, problem, dossiers, capacity } = compiled;
	const before = assess(compiled, home);
	const [risksNow, risksThen] = [risksIn(compiled, home), risksIn(compiled, assignment)];
	const ratio = ({ loadOf }: Assessment, k: number) =>
		k === POOL || capacity[k] === 0 ? null : loadOf[k]! / capacity[k]!;
	const loadOf = (k: number): [number | null, number | null] => [ratio(before, k), ratio(after, k)];
	const moves: ProposedMove[] = [];
	for (const [i, { code, procedure }] of dossiers.entries()) {
		const [from, to] = [home[i]!, assignment[i]!];
		if (from === to) continue;
		const risk = [risksNow[i]!, risksThen[i]!] as const;
		moves.push({
			code,
			procedure,
			from: problem.officials[from]?.id ?? null,
			to: problem.officials[to]!.id,
			cause: causeOf(compiled, i, risk, before, after),
			risk,
			fromLoad: loadOf(from),
			toLoad: loadOf(to)
		});
	}
	// What helps most stands first: whoever drops rows from the end loses least.
	moves.sort((a, b) => b.risk[0] - b.risk[1] - (a.risk[0] - a.risk[1]));
	const counts = [toQueues(compiled, home), toQueues(compiled, assignment)] as const;
	const officials = problem.officials.map(({ id }, k): OfficialChange => ({
		id,
		capacity: capacity[k]!,
		load: [before.loadOf[k]!, after.loadOf[k]!],
		dossiers: [counts[0][k]!.length, counts[1][k]!.length],
		overdue: [before.overdueOf[k]!, after.overdueOf[k]!]
	}));
	return { moves, before: totalOf(before), after: totalOf(after), officials };
}

/** The chance of every dossier in an assignment. */
function risksIn(compiled: Compiled, assignment: Assignment): Float64Array {
	const risks = new Float64Array(assignment.length);
	const aheads = new Float64Array(compiled.capacity.length);
	for (let i = 0; i < assignment.length; i++) {
		const k = assignment[i]!;
		risks[i] = chanceOf(compiled, i, k, k === POOL ? 0 : aheads[k]!);
		if (k !== POOL) aheads[k]! += compiled.effort[i]!;
	}
	return risks;
}

/** From this fall on a chance is worth naming as the reason. */
const WORTH_NAMING = 0.05;

function causeOf(
	{ home, start, due }: Compiled,
	i: number,
	[now, then]: readonly [number, number],
	before: Assessment,
	after: Assessment
): MoveCause {
	if (start[i] !== home[i]) return 'pinned';
	if (home[i] === POOL) return 'pool';
	if (now - then >= WORTH_NAMING) return 'own-risk';
	const relieved = before.overdueOf[home[i]!]! - after.overdueOf[home[i]!]!;
	return due[i]! >= 0 && relieved >= WORTH_NAMING ? 'relief' : 'spread';
}

export function totalOf({ overdue, spread, moves }: Assessment): Total & { moves: number } {
	return { overdue, spread, moves };
}
