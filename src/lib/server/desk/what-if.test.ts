import { describe, expect, test } from 'vitest';
import { readWhatIf, toChanges } from './what-if.ts';

const DAYS = ['2026-03-11', '2026-03-12', '2026-03-13', '2026-03-16', '2026-03-17'];
const read = (query: string) => readWhatIf(new URLSearchParams(query), ['An', 'Bình'], DAYS);
const changesOf = (query: string) => toChanges(read(query).whatIf, DAYS);

describe('what if, as an address says it', () => {
	test('an address without sliders changes nothing', () => {
		expect(read('unit=31825')).toEqual({ whatIf: { more: 0, days: 5, absent: null, intake: 0 }, problem: null });
		expect(changesOf('')).toEqual([]);
		expect(changesOf('more=0&days=3&intake=0&absent=')).toEqual([]);
	});

	test('every slider is a change of the forecast', () => {
		expect(changesOf('more=2&days=4&intake=30&absent=An&from=2026-03-12&to=2026-03-16')).toEqual([
			{ kind: 'more-officials', count: 2, fromDay: 1, toDay: 4 },
			{ kind: 'absent', official: 'An', fromDay: 2, toDay: 4 },
			{ kind: 'intake', factor: 1.3 }
		]);
	});

	test('an absence over days off or beyond the forecast counts where it is in it', () => {
		expect(changesOf('absent=An&from=2026-03-14&to=2026-03-15')).toEqual([]);
		expect(changesOf('absent=An&from=2026-03-01&to=2026-12-31')).toMatchObject([{ fromDay: 1, toDay: 5 }]);
		expect(changesOf('absent=An&from=2026-04-01&to=2026-04-02')).toEqual([]);
	});

	test.each([
		['more=11', 'outside'],
		['more=-1', 'outside'],
		['more=1.5', 'outside'],
		['days=6', 'outside'],
		['intake=500', 'outside'],
		['absent=Khôi&from=2026-03-11&to=2026-03-12', 'unknown-official'],
		['absent=An', 'bad-days'],
		['absent=An&from=2026-03-12&to=2026-03-11', 'bad-days'],
		['absent=An&from=2026-02-30&to=2026-03-11', 'bad-days']
	])('%s is left out and told', (query, problem) => {
		expect(read(query).problem).toBe(problem);
		expect(changesOf(query)).toEqual([]);
	});
});
