import { expect, it } from 'vitest';
import type { Grant } from './access.ts';
import { findGrantProblem } from './check-grant.ts';

const base: Grant = { role: 'leader', unit: null, handler: null, from: 100, to: null, standInFor: null };
const kindOf = (unit: string) => ({ '31825': 'commune', 'H12.44': 'department' })[unit] ?? null;

it.each([
	[{}, null],
	[{ unit: '31825' }, 'role-with-unit'],
	[{ role: 'auditor', unit: '31825' }, null],
	[{ role: 'auditor' }, null],
	[{ role: 'commune-head' }, 'role-without-unit'],
	[{ role: 'commune-head', unit: '31825' }, null],
	[{ role: 'commune-head', unit: 'H12.44' }, 'wrong-kind-of-unit'],
	[{ role: 'department-head', unit: 'H12.44' }, null],
	[{ role: 'department-head', unit: 'X' }, 'unknown-unit'],
	[{ role: 'official', unit: '31825' }, 'no-handler'],
	[{ role: 'official', unit: '31825', handler: 'An' }, null],
	[{ to: 100 }, null],
	[{ to: 99 }, 'bad-days']
] as const)('a grant with %j: %s', (rest, problem) => {
	expect(findGrantProblem({ ...base, ...rest }, kindOf)).toBe(problem);
});
