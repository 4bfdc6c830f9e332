import { describe, expect, test } from 'vitest';
import type { Outgoing } from '../../simulation/faults.ts';
import { AnswerTimes } from './answer-times.ts';
import { toStormLines } from './storm-report.ts';
import { toSummary, type RunFacts } from './summary.ts';
import { Tally } from './tally.ts';

const facts: RunFacts = { spentMs: 2_000, dryRun: false, silent: [], outage: null, behind: null, storm: [] };
const right: Outgoing = { record: {}, fault: null };

function aTally(): Tally {
	const tally = new Tally();
	const batch: Outgoing[] = [
		right,
		right,
		{ record: {}, fault: 'wrong-date' },
		{ record: {}, fault: 'unknown-unit' },
		{ record: {}, fault: 'impossible-transition' }
	];
	tally.made = batch.length;
	tally.note(
		batch,
		{
			version: 7,
			accepted: 2,
			repeated: 1,
			waiting: 1,
			rejected: 1,
			records: [
				{ position: 0, outcome: 'accepted' },
				{ position: 1, outcome: 'repeated' },
				{ position: 2, outcome: 'rejected', problem: 'bad-field' },
				{ position: 3, outcome: 'waiting', problem: 'unknown-unit' },
				{ position: 4, outcome: 'accepted' }
			]
		},
		12
	);
	return tally;
}

describe('the summary', () => {
	test('says what was sent, what became of it and why, and what was broken on purpose', () => {
		expect(toSummary(aTally(), facts)).toEqual([
			'sent      5 records in 1 requests, 2.0 s, 2.5 records/s',
			'accepted  2',
			'repeated  1',
			'waiting   1 (unknown-unit 1)',
			'refused   1 (bad-field 1)',
			'broken    3 sent broken on purpose: 1 refused, 1 kept waiting, 1 taken (the office marks those at the dossier)',
			'  unknown-unit          1 waiting',
			'  wrong-date            1 refused',
			'  impossible-transition 1 taken',
			'answers   p50 12 ms, p99 12 ms, slowest 12 ms; 0 tried again',
			'ledger    version 7'
		]);
	});

	test('says so when records that were right were not taken', () => {
		const tally = new Tally();
		const records = [{ position: 0, outcome: 'rejected', problem: 'key-reused' }] as const;
		tally.note([right], { version: 1, accepted: 0, repeated: 0, waiting: 0, rejected: 1, records: [...records] }, 1);
		expect(toSummary(tally, facts)).toContain('!         1 records that were right were not taken');
	});

	test('names what was left unsent', () => {
		const tally = aTally();
		tally.silenced = 1234;
		tally.unanswered = 20;
		const lines = toSummary(tally, { ...facts, silent: ['31825'], outage: { burst: 0, held: 9 }, behind: 400 });
		expect(lines).toContain('silent    31825: 1,234 records not sent');
		expect(lines).toContain('          20 more without an answer when it ended');
		expect(lines).toContain('behind    400 records short of the rate asked for');
		expect(lines).toContain('outage    9 records held, not over when the run ended: they were not sent');
	});
});

test('a storm tells how many are back after how long, the longest gap, and what was refused', () => {
	const result = { screens: 4, openingMs: 900, patienceMs: 60_000, refused: new Map([['websocket error', 2]]) };
	expect(toStormLines({ ...result, gapsMs: [3_000, 500, 1_000, 700] })).toEqual([
		'storm     4 screens open in 0.9 s, cut at once: all 4 back after 3.0 s',
		'          half after 0.7 s, 99 % after 3.0 s; longest gap 3.0 s',
		'          2 tries refused (websocket error 2)'
	]);
	expect(toStormLines({ ...result, gapsMs: [500] })[0]).toContain('1 of 4 back after 0.5 s, the others not in 60.0 s');
});

test('answer times are told within two per cent, however many there are', () => {
	const times = new AnswerTimes();
	for (let ms = 1; ms <= 1_000; ms++) times.note(ms);
	expect(times.within(0.5) / 500).toBeCloseTo(1, 1);
	expect(Math.abs(times.within(0.99) / 990 - 1)).toBeLessThan(0.02);
	expect(times.within(1)).toBe(1_000);
	expect(new AnswerTimes().within(0.5)).toBe(0);
});
