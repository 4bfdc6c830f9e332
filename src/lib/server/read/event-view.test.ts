import { expect, test } from 'vitest';
import { office } from '../../domain/clock/calendar.fixture.ts';
import { at } from '../../domain/dossier/event.fixture.ts';
import type { DossierEvent } from '../../domain/dossier/event.ts';
import { toBody } from '../db/event-row.ts';
import { toEventViews } from './event-view.ts';

const toRow = (event: DossierEvent) => {
	const { key, type, at } = event;
	return { key, type, at, arrivedAt: at + 1000, body: { ...toBody(event) } };
};

test('a feed that repeats what it said has brought no news', () => {
	const rows = [
		at('2026-01-20 09:00', 'assigned', { facts: { handler: 'B', step: 'Thẩm định' } }),
		at('2026-01-19 10:00', 'processing', { facts: { handler: 'A', step: 'Thẩm định' } }),
		at('2026-01-19 09:00', 'accepted', { facts: { expectedResult: 'Giấy phép' } }),
		at('2026-01-21 09:00', 'returned', { facts: { handler: 'B', step: null } })
	].map(toRow);
	expect(toEventViews(rows, []).map(({ type, changes }) => [type, changes])).toEqual([
		['accepted', { expectedResult: 'Giấy phép' }],
		['processing', { handler: 'A', step: 'Thẩm định' }],
		['assigned', { handler: 'B' }],
		['returned', { step: null }]
	]);
});

test('a finding stands with the event that showed it; a date without a cause is that of the receipt', () => {
	const event = at('2026-01-19 09:00', 'appointed', { returnAt: office('2026-01-22 09:00') });
	const [view] = toEventViews([toRow(event)], [{ code: 'second-reappointment', at: event.at, key: event.key }]);
	expect(view).toMatchObject({ cause: 'receipt', findings: ['second-reappointment'], arrivedAt: event.at + 1000 });
});
