import * as v from 'valibot';
import type { Counter } from './step.ts';

const vitestReport = v.object({
	testResults: v.array(
		v.object({
			status: v.string(),
			assertionResults: v.array(v.object({ status: v.string() }))
		})
	)
});

/** Vitest's JSON report. A file that fails without any test of it failing counts as one failure. */
export const countVitest: Counter = (report) => {
	const files = v.parse(vitestReport, report).testResults;
	const tests = files.flatMap((file) => file.assertionResults);
	const failed = tests.filter((test) => test.status === 'failed').length;
	const broken = files.filter(
		(file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
	).length;
	const passed = tests.filter((test) => test.status === 'passed').length;
	return [passed, failed + broken, tests.length - passed - failed];
};

const playwrightReport = v.object({
	stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() }),
	errors: v.array(v.unknown())
});

/** Playwright's JSON report. What went wrong outside a story counts as a failure each; so does a flaky story. */
export const countPlaywright: Counter = (report) => {
	const { stats, errors } = v.parse(playwrightReport, report);
	return [stats.expected, stats.unexpected + stats.flaky + errors.length, stats.skipped];
};
