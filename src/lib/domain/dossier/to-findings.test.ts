import { describe, expect, it } from 'vitest';
import { aCalendar, office } from '../clock/calendar.fixture.ts';
import { readDeadline } from '../clock/deadline.ts';
import type { DeadlineRule } from '../clock/limit.ts';
import type { Instant } from '../time/instant.ts';
import { addArrivals } from './arrivals.ts';
import { at } from './event.fixture.ts';
import type { DossierEvent } from './event.ts';
import { fold } from './fold.ts';
import { toFindingCodes } from './to-findings.ts';

const calendar = aCalendar();
/** Accepted Monday 19 Jan 10:00, so due Friday 23 Jan 10:00. */
const rule: DeadlineRule = { limit: { value: 4, unit: 'working-day' }, supplement: 'pause' };
const accepted = at('2026-01-19 10:00', 'accepted', { facts: { step: 'Thẩm định', expectedResult: 'Giấy phép' } });

/** Each event arrives when it happens, unless told. */
function findingsOf(
	events: readonly DossierEvent[],
	arrivedAt: (event: DossierEvent) => Instant = (event) => event.at,
	by = rule
) {
	const state = fold('A', events);
	const heard = events.map((event) => ({ ...event, arrivedAt: arrivedAt(event) }));
	const arrivals = addArrivals(null, heard, state.closedAt);
	return toFindingCodes({ state, deadline: readDeadline(state, by, calendar), arrivals, calendar });
}

describe('points to check that the events alone show', () => {
	it.each<[string, readonly DossierEvent[], readonly string[]]>([
		['nothing about a dossier in order', [accepted], []],
		[
			'no word on the result of a dossier whose source has no field for it',
			[at('2026-01-19 10:00', 'accepted', { key: 'DongBoHoSoMC/accepted/1', facts: { step: 'Thẩm định' } })],
			[]
		],
		[
			'nor on its end, though the desk took part',
			[
				at('2026-01-19 10:00', 'accepted', { key: 'DongBoHoSoMC/accepted/1' }),
				at('2026-01-20 10:00', 'assigned', { key: 'desk/7' }),
				at('2026-01-21 10:00', 'resolved', { key: 'CapNhatTienDoHoSoMC/resolved/1' })
			],
			[]
		],
		[
			'no result, once a source spoke that could have named it',
			[
				at('2026-01-19 10:00', 'accepted', { key: 'DongBoHoSoMC/accepted/1', facts: { step: 'Thẩm định' } }),
				at('2026-01-20 10:00', 'processing', { key: 'own/processing/1' })
			],
			['no-result']
		],
		['no step, no result, while it is open', [at('2026-01-19 10:00', 'accepted')], ['no-step', 'no-result']],
		[
			'a supplement asked for after three working days and on the promised day',
			[accepted, at('2026-01-23 09:00', 'supplement-requested')],
			['late-supplement', 'supplement-at-limit']
		],
		['no finding in a supplement asked for in time', [accepted, at('2026-01-21 09:00', 'supplement-requested')], []],
		[
			'a date moved when it had passed',
			[accepted, at('2026-01-26 08:00', 'appointed', { returnAt: office('2026-01-30 10:00') })],
			['moved-after-limit']
		],
		[
			'no finding in a date moved in time with an apology the day before',
			[
				accepted,
				at('2026-01-22 16:00', 'apologised'),
				at('2026-01-22 16:01', 'appointed', { returnAt: office('2026-01-30 10:00'), cause: 'reappointment' })
			],
			[]
		],
		['an apology on the promised day', [accepted, at('2026-01-23 08:00', 'apologised')], ['late-apology']],
		['a withdrawal on the promised day', [accepted, at('2026-01-23 09:00', 'withdrawn')], ['withdrawn-at-limit']],
		['no finding in an earlier withdrawal', [accepted, at('2026-01-21 09:00', 'withdrawn')], []],
		[
			'an end straight out of a pause',
			[accepted, at('2026-01-20 09:00', 'payment-requested'), at('2026-01-22 09:00', 'resolved')],
			['impossible-transition', 'ended-while-paused']
		],
		[
			'an end without a result',
			[at('2026-01-19 10:00', 'accepted'), at('2026-01-20 09:00', 'resolved')],
			['ended-without-result']
		]
	])('%s', (_, events, expected) => {
		expect(findingsOf(events)).toEqual(expected);
	});

	it('an end told after the promised day as if in time, of a dossier known before', () => {
		const events = [accepted, at('2026-01-22 16:00', 'resolved')];
		const late = office('2026-01-26 08:00');
		expect(findingsOf(events, (event) => (event.type === 'resolved' ? late : event.at))).toEqual(['back-dated-end']);
		expect(findingsOf(events, () => late)).toEqual([]);
		expect(findingsOf(events, (event) => event.at + 60_000)).toEqual([]);
	});

	it('an accepted dossier without a return date, but not one at reception', () => {
		const none: DeadlineRule = { limit: null, supplement: 'pause' };
		const codes = (type: 'filed' | 'accepted' | 'processing', by = none) =>
			findingsOf([at('2026-01-19 10:00', type, { facts: { step: 'X', expectedResult: 'Y' } })], undefined, by);
		expect(codes('filed')).toEqual([]);
		expect(codes('accepted')).toEqual(['no-return-date']);
		expect(codes('accepted', rule)).toEqual([]);
		expect(codes('processing')).toEqual(['impossible-transition', 'missing-acceptance', 'no-return-date']);
	});
});
