import type { DossierView } from '$lib/contract/dossier-page.ts';
import { aCalendar, office } from '$lib/domain/clock/calendar.fixture.ts';
import { explainDeadline, inTime } from '$lib/domain/clock/explain.ts';
import type { DeadlineRule } from '$lib/domain/clock/limit.ts';
import type { DossierEvent } from '$lib/domain/dossier/event.ts';
import { fold } from '$lib/domain/dossier/fold.ts';
import { STATUS_NAMES } from '$lib/domain/dossier/status.ts';

const UNIT = { code: '32002', name: 'Phường An Xuyên', nameEn: 'An Xuyen Ward' };

/** A complete, accepted dossier of a ward for itself; say only what matters. */
export function aDossierView(some: Partial<DossierView> = {}): DossierView {
	return {
		version: 1,
		changedAt: 1,
		asOf: office('2026-01-19 09:00'),
		code: 'H12.32002-260115-0001',
		procedure: { code: '1.004873', name: 'Cấp Giấy xác nhận', nameEn: 'Certificate' },
		field: 'Hộ tịch',
		channel: 'online',
		receiving: UNIT,
		resolving: UNIT,
		returning: UNIT,
		crossBoundary: false,
		handler: 'Cán bộ 01',
		step: 'Thẩm định hồ sơ',
		expectedResult: 'Giấy xác nhận',
		resultUnsaid: false,
		status: 'processing',
		standing: { kind: 'running', minutes: 600 },
		filedAt: null,
		acceptedAt: office('2026-01-15 09:00'),
		closedAt: null,
		returnedAt: null,
		dueAt: office('2026-01-20 10:00'),
		firstDueAt: office('2026-01-20 10:00'),
		limit: null,
		terms: [],
		why: [],
		transfers: [],
		handovers: [],
		holdings: [],
		events: [],
		findings: [],
		...some
	};
}

/** The same with the clock of these events, by the test calendar. */
export function aClockedView(
	events: readonly DossierEvent[],
	rule: DeadlineRule,
	some: Partial<DossierView> = {}
): DossierView {
	const state = fold('D', events);
	const { deadline, why } = explainDeadline(state, rule, aCalendar());
	return aDossierView({
		status: STATUS_NAMES[state.status],
		acceptedAt: state.acceptedAt,
		closedAt: state.closedAt,
		returnedAt: state.returnedAt,
		dueAt: deadline.dueAt,
		firstDueAt: deadline.firstDueAt,
		limit: rule.limit,
		terms: deadline.terms,
		why: inTime(why),
		...some
	});
}
