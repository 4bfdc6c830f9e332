import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../lib/server/config.ts';
import { toOutage } from './option-forms.ts';
import { readSimulateOptions } from './options.ts';

const read = (line: string, env: Record<string, string> = { FEED_KEY: 'ts_key', READER_KEY: 'tsr_key' }) =>
	readSimulateOptions(line.split(' ').filter(Boolean), env);
const problemsOf = (line: string, env?: Record<string, string>): string[] => {
	try {
		read(line, env);
		return [];
	} catch (error) {
		if (error instanceof ConfigError) return error.message.split('\n');
		throw error;
	}
};

describe('without options', () => {
	test('the demo feed gets ninety days and then what happens', () => {
		expect(read('')).toMatchObject({
			feed: 'demo',
			days: 90,
			scale: 440,
			live: true,
			busy: true,
			sends: true,
			speed: 1,
			bad: 0
		});
	});

	test('what npm start asks for is that', () => {
		expect(read('--url http://localhost:3000 --feed demo --live')).toEqual({
			...read(''),
			url: 'http://localhost:3000'
		});
	});
});

describe('a load', () => {
	test('has no history unless it is asked for', () => {
		expect(read('--rate 300')).toMatchObject({ rate: 300, days: 0 });
		expect(read('--rate 0.5 --days 30')).toMatchObject({ rate: 0.5, days: 30 });
	});

	test("storms alone send nothing and need no feed's key; with records they do, and always one of a reader", () => {
		expect(read('--storm 500', { READER_KEY: 'tsr_key' })).toMatchObject({
			sends: false,
			storm: { screens: 500, patienceMs: 60_000 }
		});
		expect(read('--storm 500,20 --rate 9')).toMatchObject({ sends: true, storm: { patienceMs: 20_000 } });
		expect(problemsOf('--storm 500 --rate 9', { READER_KEY: 'tsr_key' })).toEqual([
			'--key or FEED_KEY must hold the key of the feed'
		]);
		expect(problemsOf('--storm 500', {})).toEqual([
			"--reader-key or READER_KEY must hold a reader's key: screens are let in with it"
		]);
	});

	test('silent units are codes, or a number of communes', () => {
		expect(read('--silent 31825,H12.03')?.silent).toEqual({ units: ['31825', 'H12.03'] });
		expect(read('--silent 3')?.silent).toEqual({ count: 3 });
	});

	test('an outage begins after live, today or on a day', () => {
		const liveFrom = Date.parse('2026-11-20T08:00:00+07:00');
		const outageOf = (text: string) => toOutage(read(`--outage ${text}`)!.outage!, liveFrom);
		const from = Date.parse('2026-11-20T08:30:00+07:00');
		expect(outageOf('+30,90')).toEqual({ from, until: Date.parse('2026-11-20T10:00:00+07:00') });
		expect(outageOf('08:30,90')).toEqual(outageOf('+30,90'));
		expect(outageOf('2026-11-20T08:30,90')).toEqual(outageOf('+30,90'));
	});
});

test.each([
	['--rate much', '--rate must be a number'],
	['--rate 20001', '--rate must be at most 20000'],
	['--days -1', "Option '--days' argument is ambiguous"],
	['--days 401', '--days must be at most 400'],
	['--bad 1.5', '--bad must be at most 1'],
	['--speed 0', '--speed must be at least 1'],
	['--batch 5001', '--batch must be at most 5000'],
	['--connections 0', '--connections must be at least 1'],
	['--records 0', '--records must be at least 1'],
	['--silent 99999', '--silent: the catalogue has no unit "99999"'],
	['--silent 65', '--silent must be 1 to 64 communes'],
	['--outage 25:00,10', '--outage must be FROM,MINUTES'],
	['--outage +1', '--outage must be FROM,MINUTES'],
	['--outage +1,2881', '--outage must be FROM,MINUTES'],
	['--storm 20001', '--storm must be N or N,SECONDS'],
	['--once --rate 5', '--rate is about live'],
	['--once --live', '--once and --live cannot go together'],
	['--once --outage +1,5', '--outage +M is about live'],
	['--rate 5 --speed 10', '--speed with --rate needs --seconds or --days'],
	['--url ftp://x', '--url must start with http:// or https://'],
	['--bogus', "Unknown option '--bogus'"],
	['stray', "Unexpected argument 'stray'"]
])('%s is refused by name', (line, problem) => {
	expect(problemsOf(line)[0]).toContain(problem);
});

test('every wrong option is named at once', () => {
	expect(problemsOf('--rate x --bad 7 --storm 0')).toHaveLength(3);
});

test('help is no options', () => {
	expect(read('--help')).toBeNull();
});
