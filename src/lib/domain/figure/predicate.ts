import type { Dossier } from '../dossier/dossier.ts';
import { type Condition, instantOf, type Moments } from './condition.ts';

/** A condition made ready for many dossiers: compiled once, asked with the moments of the day. */
export type Predicate = (dossier: Dossier, moments: Moments) => boolean;

/**
 * Turns a condition into code over dossiers in memory. Its twin for SQL must answer the same for every row. One dossier
 * cannot tell a peak of its unit: whoever asks for peaks brings them; without them none is one.
 */
export function toPredicate(condition: Condition, isOnPeak: (dossier: Dossier) => boolean = NEVER): Predicate {
	if ('all' in condition) {
		const parts = condition.all.map((part) => toPredicate(part, isOnPeak));
		return (d, m) => parts.every((part) => part(d, m));
	}
	if ('any' in condition) {
		const parts = condition.any.map((part) => toPredicate(part, isOnPeak));
		return (d, m) => parts.some((part) => part(d, m));
	}
	if ('not' in condition) {
		const part = toPredicate(condition.not, isOnPeak);
		return (d, m) => !part(d, m);
	}
	if ('peak' in condition) return isOnPeak;
	if ('has' in condition) {
		const { has } = condition;
		return (d) => d.findings.includes(has);
	}
	if ('known' in condition) {
		const { field, known } = condition;
		return (d) => (d[field] !== null) === known;
	}
	if ('in' in condition) {
		const { field } = condition;
		const values = new Set(condition.in);
		return (d) => {
			const value = d[field];
			return value !== null && values.has(value);
		};
	}
	if ('from' in condition) {
		const { field, from } = condition;
		return (d, m) => {
			const value = d[field];
			return value !== null && value >= instantOf(from, m);
		};
	}
	const { field, before } = condition;
	return (d, m) => {
		const value = d[field];
		return value !== null && value < instantOf(before, m);
	};
}

const NEVER = () => false;
