import { expect, test } from 'vitest';
import { aCalendar, office } from '../clock/calendar.fixture.ts';
import { readDeadline } from '../clock/deadline.ts';
import type { DeadlineRule } from '../clock/limit.ts';
import { anEvent } from './event.fixture.ts';
import { fold } from './fold.ts';
import { isCrossBoundary, toDossier } from './to-dossier.ts';

const rule: DeadlineRule = { limit: { value: 1, unit: 'working-day' }, supplement: 'pause' };
const facts = { procedure: '1.001193', receiving: '32041', resolving: '32000', handler: 'Lê An' };

test('a dossier carries what the figures look at', () => {
	const state = fold('A', [anEvent('accepted', office('2026-01-19 10:00'), { facts })]);
	const deadline = readDeadline(state, rule, aCalendar());
	expect(toDossier(state, deadline, { field: 'Hộ tịch', crossBoundary: true }, ['no-result'])).toEqual({
		code: 'A',
		procedure: '1.001193',
		field: 'Hộ tịch',
		channel: null,
		receiving: '32041',
		resolving: '32000',
		returning: null,
		handler: 'Lê An',
		status: 2,
		crossBoundary: true,
		filedAt: null,
		acceptedAt: office('2026-01-19 10:00'),
		closedAt: null,
		returnedAt: null,
		dueAt: office('2026-01-20 10:00'),
		firstDueAt: office('2026-01-20 10:00'),
		timeliness: null,
		transferringSince: null,
		apologisedAt: null,
		unopenedSince: null,
		findings: ['no-result']
	});
});

test('cross-boundary is received by another one-stop than the competent unit’s own', () => {
	expect(isCrossBoundary('32041', '32041')).toBe(false);
	expect(isCrossBoundary('32041', 'TTPVHCC')).toBe(true);
	expect(isCrossBoundary(null, 'TTPVHCC')).toBe(false);
	expect(isCrossBoundary('32041', null)).toBe(false);
});
