import { existsSync } from 'node:fs';
import path from 'node:path';
import { endCommands } from './support/command.ts';
import { getChromium } from './support/chromium.ts';
import { countPlaywright, countVitest } from './support/count-results.ts';
import { startExternalPostgres } from './support/external-postgres.ts';
import { check, failure, type Outcome, runTests, type Step } from './support/step.ts';

/**
 * `npm test`: everything, in this order. `npm test -- unit e2e` runs only the named steps (and what makes the types).
 * A failing step does not stop the later ones. The last line is `N passed, N failed`.
 */
const minutes = 60_000;

/**
 * What boots processes, servers and browsers is tried once more where it failed: a machine that was busy for a moment must
 * not hold up a whole change. It is named in the step's line, to be mended; what fails twice has failed.
 */
const AGAIN = { vitest: ['--retry=1'], playwright: ['--retries=1'] } as const;

/** Types and texts that the other steps read. */
const prepare: readonly Step[] = [
	check('routes', ['svelte-kit', 'sync'], 2 * minutes),
	check(
		'texts',
		['paraglide-js', 'compile', '--project', './project.inlang', '--outdir', './src/lib/paraglide'],
		2 * minutes
	)
];

/** The static checks do not know each other: two at a time fill two cores. */
const checks: readonly Step[] = [
	check('check', ['svelte-check', '--fail-on-warnings', '--tsconfig', './tsconfig.json'], 10 * minutes),
	check('lint', ['eslint', '.', '--max-warnings', '0'], 10 * minutes),
	check('format', ['prettier', '--check', '.', '--log-level', 'warn'], 5 * minutes),
	check('imports', ['depcruise', 'src', 'migrations', '--config', '.dependency-cruiser.cjs'], 5 * minutes)
];

const tests: readonly Step[] = [
	{ name: 'unit', run: () => vitest('unit', {}) },
	check('build', ['vite', 'build'], 5 * minutes),
	{ name: 'integration', run: () => vitest('integration', { TEST_SERVER: 'embedded' }) },
	{ name: 'integration-older', run: onOlderServer },
	{ name: 'faults', run: () => vitest('faults', { TEST_SERVER: 'embedded' }) },
	{ name: 'e2e', run: stories }
];

let passed = 0;
let failed = 0;
const stopping = new AbortController();
/** Names of the steps that failed so far. */
const broken = new Set<string>();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => {
		console.log(`\nStopped by ${signal}.`);
		stopping.abort();
		endCommands();
	});
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => ![...prepare, ...checks, ...tests].some((step) => step.name === name));
if (unknown.length > 0) {
	console.error(
		`Unknown step ${unknown.join(', ')}. Steps: ${[...checks, ...tests].map((step) => step.name).join(', ')}.`
	);
	process.exit(1);
}
const chosen = (steps: readonly Step[]): Step[] =>
	steps.filter((step) => named.length === 0 || named.includes(step.name));

for (const step of prepare) await run(step);
const waiting = chosen(checks);
await Promise.all([inTurn(waiting), inTurn(waiting)]);
await inTurn(chosen(tests));
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || stopping.signal.aborted ? 1 : 0;

/** Takes steps off the front of the list until none is left; several may share one list. */
async function inTurn(steps: Step[]): Promise<void> {
	for (let step = steps.shift(); step !== undefined; step = steps.shift()) await run(step);
}

async function run(step: Step): Promise<void> {
	if (stopping.signal.aborted) return;
	const begin = performance.now();
	const outcome = await step.run().catch((error: unknown) => failure(String(error)));
	const seconds = ((performance.now() - begin) / 1000).toFixed(1);
	passed += outcome.passed;
	failed += outcome.failed;
	if (outcome.failed > 0) broken.add(step.name);
	const counts = [`${outcome.passed} passed`, ...(outcome.failed > 0 ? [`${outcome.failed} FAILED`] : [])].join(', ');
	console.log(`${step.name.padEnd(18)} ${seconds.padStart(6)} s  ${counts}${outcome.note ? ` · ${outcome.note}` : ''}`);
	if (outcome.failed > 0) console.log(`\n${outcome.output.trim()}\n`);
}

function vitest(project: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
	return runTests(
		(report) => ({
			args: [
				'vitest',
				'run',
				'--project',
				project,
				'--reporter=default',
				'--reporter=json',
				...(project === 'unit' ? [] : AGAIN.vitest),
				`--outputFile.json=${report}`
			],
			env: { VITEST_ALLOW_ONLY: 'no', ...env }
		}),
		countVitest,
		15 * minutes
	);
}

/** The same integration tests on a server as offices have them: nothing newer than it knows may be used. */
async function onOlderServer(): Promise<Outcome> {
	const postgres = await startExternalPostgres();
	try {
		const outcome = await vitest('integration', { TEST_SERVER: 'external', TEST_DATABASE_URL: postgres.url });
		return { ...outcome, note: [postgres.description, ...(outcome.note ? [outcome.note] : [])].join(' · ') };
	} finally {
		await postgres.stop();
	}
}

async function stories(): Promise<Outcome> {
	if (!existsSync(path.resolve('build/handler.js')))
		return failure('There is no build to open: run "npm test -- build e2e".');
	const chromium = await getChromium();
	const outcome = await runTests(
		(report) => ({
			args: ['playwright', 'test', '--forbid-only', '--reporter=list,json', ...AGAIN.playwright],
			env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
		}),
		countPlaywright,
		// Twice what the stories take on two cores.
		25 * minutes
	);
	return { ...outcome, note: [chromium, ...(outcome.note ? [outcome.note] : [])].join(' · ') };
}
