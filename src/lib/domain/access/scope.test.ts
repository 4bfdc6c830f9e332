import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dossier } from '../dossier/dossier.ts';
import type { Moments } from '../figure/condition.ts';
import { toPredicate } from '../figure/predicate.ts';
import { contains, isNothing, NOTHING, type Scope, toScopeCondition, toScopeKey, unite } from './scope.ts';

const UNITS = ['31825', '32002', 'H12.05', 'TTPVHCC'];
const NAMES = ['An', 'Bình'];
const part = fc
	.record({
		units: fc.subarray(UNITS),
		hands: fc.array(fc.record({ unit: fc.constantFrom(...UNITS), handler: fc.constantFrom(...NAMES) }), {
			maxLength: 3
		})
	})
	.map((one): Scope => unite([one]));
const scope = fc.oneof({ weight: 9, arbitrary: part }, { weight: 1, arbitrary: fc.constant<Scope>('province') });
const unit = fc.constantFrom(...UNITS, null);
const dossier = fc.record({
	receiving: unit,
	resolving: unit,
	returning: unit,
	handler: fc.constantFrom(...NAMES, null)
});

const sees = (of: Scope, one: object) => toPredicate(toScopeCondition(of))(one as Dossier, {} as Moments);

describe('a scope', () => {
	it('shows a unit what it receives, resolves or returns', () => {
		const own: Scope = { units: ['31825'], hands: [] };
		const blank = { receiving: null, resolving: null, returning: null, handler: null };
		for (const role of ['receiving', 'resolving', 'returning']) {
			expect(sees(own, { ...blank, [role]: '31825' })).toBe(true);
			expect(sees(own, { ...blank, [role]: '32002' })).toBe(false);
		}
		expect(sees(own, blank)).toBe(false);
	});

	it('shows an official what is in their hands, not what a namesake elsewhere has', () => {
		const own: Scope = { units: [], hands: [{ unit: '31825', handler: 'An' }] };
		expect(sees(own, { resolving: '31825', handler: 'An' })).toBe(true);
		expect(sees(own, { resolving: '31825', handler: 'Bình' })).toBe(false);
		expect(sees(own, { resolving: '32002', handler: 'An' })).toBe(false);
	});

	it('united with another shows what either shows', () => {
		fc.assert(
			fc.property(scope, scope, dossier, (a, b, one) => {
				expect(sees(unite([a, b]), one)).toBe(sees(a, one) || sees(b, one));
			})
		);
	});

	it('has one name, however it came together', () => {
		fc.assert(
			fc.property(scope, scope, (a, b) => {
				expect(toScopeKey(unite([a, b]))).toBe(toScopeKey(unite([b, a, b])));
			})
		);
	});

	it('contains another only when it shows everything of it', () => {
		fc.assert(
			fc.property(scope, scope, dossier, (a, b, one) => {
				fc.pre(contains(a, b));
				expect(sees(b, one) && !sees(a, one)).toBe(false);
			})
		);
	});

	it('of nobody shows nothing', () => {
		fc.assert(fc.property(dossier, (one) => !sees(NOTHING, one)));
		expect(isNothing(unite([]))).toBe(true);
	});
});
