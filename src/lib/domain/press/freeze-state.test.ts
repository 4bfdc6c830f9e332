import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RIGHTS_OF, ROLES } from '../access/role.ts';
import {
	CHANGE_REASONS,
	CHECK_IDS,
	FREEZE_ACTIONS,
	type Freeze,
	type FreezeStep,
	publicViewOf,
	refuse,
	RIGHT_FOR,
	stateOf
} from './freeze-state.ts';

const ALL_CHECKS = [...CHECK_IDS];
const actors = ROLES.flatMap((role) => ['a', 'b'].map((id) => ({ id: `${role}-${id}`, rights: RIGHTS_OF[role] })));
const step = fc.tuple(
	fc.constantFrom(...actors),
	fc.constantFrom(...FREEZE_ACTIONS),
	fc.subarray(ALL_CHECKS, { minLength: 3 }),
	fc.constantFrom(...CHANGE_REASONS),
	fc.integer({ min: -5, max: 20 })
);

/** Lets random people do random things; what is refused changes nothing. */
function live(frozenBy: string, tries: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]): Freeze {
	let freeze: Freeze = { frozenBy, steps: [] };
	for (const [at, [actor, kind, checks, reason, wait]] of tries.entries()) {
		const common = { by: actor.id, at };
		const next: FreezeStep =
			kind === 'sign'
				? { ...common, kind, checks }
				: kind === 'publish'
					? { ...common, kind, publicFrom: at + wait }
					: kind === 'correct'
						? { ...common, kind, reason, replacedBy: 'CM-250829-1400-7F3A' }
						: { ...common, kind, reason };
		if (refuse(freeze, next, actor) === null) freeze = { ...freeze, steps: [...freeze.steps, next] };
	}
	return freeze;
}

describe('a freeze', () => {
	const freezers = actors.filter(({ rights }) => rights.includes('freeze')).map(({ id }) => id);

	it('is never public without the signature of somebody else than who froze it', () => {
		fc.assert(
			fc.property(fc.constantFrom(...freezers), fc.array(step, { maxLength: 60 }), fc.nat(200), (by, tries, now) => {
				const freeze = live(by, tries);
				const kinds = freeze.steps.map(({ kind }) => kind);
				const signed = freeze.steps.find(({ kind }) => kind === 'sign');
				if (kinds.includes('publish')) {
					expect(signed?.by).toBeDefined();
					expect(signed?.by).not.toBe(by);
					expect(kinds.indexOf('sign')).toBeLessThan(kinds.indexOf('publish'));
				} else expect(publicViewOf(freeze, now)).toBe('nothing');
				for (const one of freeze.steps)
					expect(actors.find(({ id }) => id === one.by)?.rights).toContain(RIGHT_FOR[one.kind]);
				// Nothing twice, and nothing after it was taken back.
				expect(new Set(kinds).size).toBe(kinds.length);
				if (kinds.includes('withdraw')) expect(kinds.at(-1)).toBe('withdraw');
			}),
			{ numRuns: 1_000 }
		);
	});

	it.each(ROLES.flatMap((role) => FREEZE_ACTIONS.map((kind) => [role, kind] as const)))(
		'refuses a %s without the right to %s, whatever its state, before anything else',
		(role, kind) => {
			const actor = { id: 'x', rights: RIGHTS_OF[role] };
			const some = { by: 'x', at: 0, reason: 'late-records', replacedBy: '', publicFrom: 0, checks: ALL_CHECKS, kind };
			const problem = refuse({ frozenBy: 'other', steps: [] }, some as FreezeStep, actor);
			expect(problem === 'no-right').toBe(!RIGHTS_OF[role].includes(RIGHT_FOR[kind]));
		}
	);

	it('needs every point ticked, and an embargo that is not past', () => {
		const leader = { id: 'l', rights: RIGHTS_OF.leader };
		const draft: Freeze = { frozenBy: 'p', steps: [] };
		const sign = { kind: 'sign', by: 'l', at: 0, checks: ALL_CHECKS.slice(1) } as const;
		expect(refuse(draft, sign, leader)).toBe('not-all-checked');
		expect(refuse(draft, { ...sign, checks: ALL_CHECKS }, leader)).toBeNull();
		expect(refuse({ ...draft, frozenBy: 'l' }, { ...sign, checks: ALL_CHECKS }, leader)).toBe('same-person');
		const signed: Freeze = { ...draft, steps: [{ ...sign, checks: ALL_CHECKS }] };
		expect(refuse(signed, { kind: 'publish', by: 'l', at: 10, publicFrom: 9 }, leader)).toBe('embargo-past');
	});

	it('is not there before its minute, and never was when taken back before it', () => {
		const sign = { kind: 'sign', by: 'l', at: 1, checks: ALL_CHECKS } as const;
		const publish = { kind: 'publish', by: 'l', at: 2, publicFrom: 10 } as const;
		const withdraw = (at: number) => ({ kind: 'withdraw', by: 'l', at, reason: 'wrong-choice' }) as const;
		expect(publicViewOf({ steps: [sign, publish] }, 9)).toBe('nothing');
		expect(publicViewOf({ steps: [sign, publish] }, 10)).toBe('numbers');
		expect(publicViewOf({ steps: [sign, publish, withdraw(5)] }, 20)).toBe('nothing');
		expect(publicViewOf({ steps: [sign, publish, withdraw(15)] }, 20)).toBe('withdrawn');
		expect(stateOf({ steps: [sign, publish, withdraw(15)] })).toBe('withdrawn');
	});
});
