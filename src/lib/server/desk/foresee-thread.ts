import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { forecast, type ForecastDay, type ForecastInput } from '../../domain/workload/forecast.ts';
import type { Change } from '../../domain/workload/scenario.ts';

/** Both sides of the thread are in this file, as with the solver of proposals (`balance/solve-worker.ts`). */
export const threadUrl = new URL(import.meta.url);

/** One unit, played forward once with each of these sets of changes. */
export interface ForecastOrder {
	readonly input: ForecastInput;
	readonly scenarios: readonly (readonly Change[])[];
}
/** Answers in the order of the scenarios. */
export type PlayForward = (order: ForecastOrder) => readonly (readonly ForecastDay[])[];

const playForward: PlayForward = ({ input, scenarios }) => scenarios.map((changes) => forecast(input, changes));

if (!isMainThread && isMeant(workerData))
	parentPort?.on('message', (order: ForecastOrder) => parentPort?.postMessage(playForward(order)));

function isMeant(data: unknown): boolean {
	return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'forecast';
}
