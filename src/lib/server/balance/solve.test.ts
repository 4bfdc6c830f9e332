import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { describe, expect, test } from 'vitest';
import { aProblem, aTask, anOfficial } from '../../domain/balance/problem.fixture.ts';
import { makeOffice } from '../../../bench/balance-problem.ts';
import { solve } from './solve.ts';

const small = aProblem({
	officials: [anOfficial('A', { skills: new Set(['P']) }), anOfficial('B', { skills: new Set(['P']) })],
	dossiers: ['1', '2', '3'].map((code) => aTask(code, { effort: 300, handler: 'A' }))
});
const large = makeOffice({ seed: 1, officials: 60, dossiers: 6_000, fullness: 0.9, unevenness: 1, mostMoves: 3_000 });

describe('the solver beside the server', () => {
	test('answers from a thread of its own, skills and all', async () => {
		const solved = await solve(small);
		expect(solved).toMatchObject({ ok: true, proposal: { ended: 'best', gap: 0 } });
		expect(solved.ok && solved.proposal.moves.length).toBe(1);
	});

	test('stops when its time is up and says so', async () => {
		const solved = await solve(large, { searchMs: 1 });
		expect(solved).toMatchObject({ ok: true, proposal: { ended: 'time' } });
		if (!solved.ok) return;
		const { after, byHand, gap, overdueAtLeast } = solved.proposal;
		expect(after.overdue).toBeLessThanOrEqual(byHand.overdue + 0.01);
		expect(gap).toBeCloseTo(after.overdue - overdueAtLeast);
	});

	test('ends at once when nobody waits for it any more', async () => {
		const leave = new AbortController();
		const solving = solve(large, { searchMs: 60_000, signal: leave.signal });
		leave.abort();
		expect(await solving).toEqual({ ok: false, code: 'cancelled' });
		expect(await solve(large, { signal: leave.signal })).toEqual({ ok: false, code: 'cancelled' });
	});

	test('a fault in the solver is an error, not a proposal', async () => {
		const broken = { ...small, dossiers: [aTask('1', { effort: 0 })] };
		await expect(solve(broken)).rejects.toThrow('dossier 1 has no effort');
	});

	test('finds its thread in a build as well', async () => {
		// Inside node_modules, where packages are found as they are from build/.
		const outDir = mkdtempSync(path.resolve('node_modules/.balance-build-'));
		try {
			await build({
				configFile: false,
				logLevel: 'silent',
				build: { ssr: path.resolve(import.meta.dirname, 'solve.ts'), outDir, emptyOutDir: true }
			});
			const problem = { ...small, officials: [anOfficial('A'), anOfficial('B')] };
			const lines = [
				`import { solve } from './solve.js';`,
				`const solved = await solve(${JSON.stringify(problem)});`,
				`process.stdout.write(solved.proposal.ended);`
			];
			writeFileSync(path.join(outDir, 'ask.js'), lines.join('\n'));
			writeFileSync(path.join(outDir, 'package.json'), '{ "type": "module" }');
			const answer = execFileSync(process.execPath, [path.join(outDir, 'ask.js')], { encoding: 'utf8' });
			expect(answer).toBe('best');
		} finally {
			rmSync(outDir, { recursive: true, force: true });
		}
	});
});
