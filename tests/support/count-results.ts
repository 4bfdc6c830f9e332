import * as v from 'valibot';
import type { Count, Counter } from './step.ts';

const vitestReport = v.object({
	testResults: v.array(
		v.object({
			status: v.string(),
			assertionResults: v.array(
				v.object({ status: v.string(), fullName: v.string(), failureMessages: v.optional(v.array(v.string()), []) })
			)
		})
	)
});

/** Vitest's JSON report. A file that fails without any test of it failing counts as one failure. */
export const countVitest: Counter = (report): Count => {
	const files = v.parse(vitestReport, report).testResults;
	const tests = files.flatMap((file) => file.assertionResults);
	const failed = tests.filter((test) => test.status === 'failed').length;
	const broken = files.filter(
		(file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
	).length;
	const passed = tests.filter((test) => test.status === 'passed');
	return {
		passed: passed.length,
		failed: failed + broken,
		skipped: tests.length - passed.length - failed,
		unsteady: passed.filter(({ failureMessages }) => failureMessages.length > 0).map(({ fullName }) => fullName)
	};
};

interface Suite {
	readonly specs: readonly { readonly title: string; readonly tests: readonly { readonly status: string }[] }[];
	readonly suites?: readonly Suite[] | undefined;
}

const suite: v.GenericSchema<unknown, Suite> = v.object({
	specs: v.array(v.object({ title: v.string(), tests: v.array(v.object({ status: v.string() })) })),
	suites: v.optional(v.array(v.lazy(() => suite)))
});

const playwrightReport = v.object({
	stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() }),
	suites: v.array(suite),
	errors: v.array(v.unknown())
});

/** Playwright's JSON report. What went wrong outside a story counts as a failure each. */
export const countPlaywright: Counter = (report): Count => {
	const { stats, suites, errors } = v.parse(playwrightReport, report);
	return {
		passed: stats.expected + stats.flaky,
		failed: stats.unexpected + errors.length,
		skipped: stats.skipped,
		unsteady: suites.flatMap(unsteadyIn)
	};
};

function unsteadyIn({ specs, suites = [] }: Suite): string[] {
	const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')).map(({ title }) => title);
	return [...own, ...suites.flatMap(unsteadyIn)];
}
