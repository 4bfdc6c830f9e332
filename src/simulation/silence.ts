import { createRandom } from './random.ts';
import type { Origin } from './timed-record.ts';
import type { World } from './world.ts';

/** So many communes, the same ones for the same seed. */
export function drawSilent(world: World, count: number): string[] {
	const random = createRandom(world.seed, 8);
	return [...world.units.values()]
		.filter(({ kind }) => kind === 'commune')
		.map(({ code }) => ({ code, lot: random.next() }))
		.sort((a, b) => a.lot - b.lot)
		.slice(0, count)
		.map(({ code }) => code)
		.sort();
}

/** Of a dossier that a silent unit receives or resolves, nothing is sent. */
export function isSilenced({ receiving, resolving }: Origin, silent: ReadonlySet<string>): boolean {
	return silent.has(receiving) || silent.has(resolving);
}
