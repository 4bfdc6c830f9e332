import type { Day } from '../lib/domain/time/instant.ts';
import { drawFiling, toDossierCode, type Filing } from './filing.ts';
import { createRandom } from './random.ts';
import { demandOn, kindOf } from './rhythm.ts';
import { tellDossier } from './tell-dossier.ts';
import type { TimedRecord } from './timed-record.ts';
import type { World } from './world.ts';

/**
 * The whole lives of all dossiers filed on one day, one list per dossier, in order of filing.
 * Depends on the world and the day alone, so any day can be told again at any time.
 */
export function simulateDay(world: World, day: Day): readonly (readonly TimedRecord[])[] {
	const { seed, scale, calendar } = world;
	const random = createRandom(seed, 1, day);
	const kind = kindOf(day, calendar);
	const demand = random.poisson(scale * demandOn(day, calendar) * random.normal(1, 0.045));
	const filings: { readonly number: number; readonly filing: Filing }[] = [];
	for (let number = 0; number < demand; number++) {
		const filing = drawFiling(world, day, kind, createRandom(seed, 2, day, number));
		if (filing !== null) filings.push({ number, filing });
	}
	filings.sort((a, b) => a.filing.filedAt - b.filing.filedAt);

	const numbers = new Map<string, number>();
	return filings.map(({ number, filing }) => {
		const running = (numbers.get(filing.resolving.code) ?? 0) + 1;
		numbers.set(filing.resolving.code, running);
		const code = toDossierCode(filing.resolving, day, running);
		const person = createRandom(seed, 3, day, number);
		return tellDossier(world, code, filing, toApplicant(person.next()), person);
	});
}

/** Nobody's name. */
export function toApplicant(lot: number): string {
	return `Người nộp mô phỏng ${String(Math.floor(lot * 1_000_000)).padStart(6, '0')}`;
}
