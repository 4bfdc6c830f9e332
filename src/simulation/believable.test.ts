import { describe, expect, test } from 'vitest';
import type { Dossier } from '../lib/domain/dossier/dossier.ts';
import type { FigureId } from '../lib/domain/figure/figure.ts';
import { FIGURES } from '../lib/domain/figure/figures.ts';
import { momentsAt } from '../lib/domain/figure/moments.ts';
import { toPredicate } from '../lib/domain/figure/predicate.ts';
import { aWorld, storiesOf, toDossierAt } from './simulation.fixture.ts';

/** Shares of an ordinary moment, with room for chance in a province a third of the usual size. */
const world = aWorld({ scale: 230 });
const stories = storiesOf(world, '2026-07-20', '2026-11-20');

const MOMENTS = ['2026-11-20T10:00:00+07:00', '2026-11-17T15:00:00+07:00', '2026-10-22T10:00:00+07:00'];

describe.each(MOMENTS)('at %s', (written) => {
	const now = Date.parse(written);
	const moments = momentsAt(now, world.calendar);
	const dossiers = stories.map((story) => toDossierAt(world, story, now)).filter((dossier) => dossier !== null);
	const count = (id: FigureId, among: readonly Dossier[] = dossiers) => {
		const holds = toPredicate(FIGURES[id].of);
		return among.filter((dossier) => holds(dossier, moments)).length;
	};
	const share = (id: FigureId) => {
		const holds = toPredicate(FIGURES[id].per ?? FIGURES.backlog.of);
		return count(id) / dossiers.filter((dossier) => holds(dossier, moments)).length;
	};

	test('the backlog is a few days of intake', () => {
		expect(count('backlog') / 230).toBeGreaterThan(4);
		expect(count('backlog') / 230).toBeLessThan(7);
	});

	test('some of it is due soon, little is overdue', () => {
		expect(share('due-soon')).toBeGreaterThan(0.025);
		expect(share('due-soon')).toBeLessThan(0.1);
		expect(share('overdue')).toBeGreaterThan(0.01);
		expect(share('overdue')).toBeLessThan(0.035);
	});

	test('most dossiers are resolved in time', () => {
		expect(share('on-time-month')).toBeGreaterThan(0.97);
		expect(share('on-time-month')).toBeLessThan(0.99);
	});

	test('a good quarter is filed with another unit, most of it all online', () => {
		expect(share('cross-boundary-month')).toBeGreaterThan(0.2);
		expect(share('cross-boundary-month')).toBeLessThan(0.32);
		const channel = (name: string) => dossiers.filter((dossier) => dossier.channel === name).length / dossiers.length;
		expect(channel('online')).toBeGreaterThan(0.7);
		expect(channel('online')).toBeLessThan(0.85);
		expect(channel('post')).toBeGreaterThan(0.01);
		expect(channel('post')).toBeLessThan(0.04);
	});

	test('land runs late more often than the rest', () => {
		const closed = dossiers.filter(({ timeliness }) => timeliness !== null);
		const lateAmong = (some: readonly Dossier[]) =>
			some.filter(({ timeliness }) => timeliness === 'late').length / some.length;
		expect(lateAmong(closed.filter(({ field }) => field === 'Đất đai'))).toBeGreaterThan(2 * lateAmong(closed));
	});

	test('some dossiers wait on the way to the competent unit, and some have no official', () => {
		expect(dossiers.filter((dossier) => dossier.crossBoundary && dossier.status === 1).length).toBeGreaterThan(0);
		expect(dossiers.filter((dossier) => dossier.status === 4 && dossier.handler === null).length).toBeGreaterThan(0);
	});
});
