import { expect, it } from 'vitest';
import { DimensionNames } from './dimensions.ts';
import { aDossier } from './dossier.fixture.ts';
import { OpenDossiers } from './open-dossiers.ts';

it('keeps the names of each dossier apart, however many there are', () => {
	const open = new OpenDossiers(new DimensionNames());
	const [few, many] = [300, 65_536 + 3];
	for (let n = 0; n < many; n++) {
		open.add(aDossier({ code: `D${n}`, procedure: `P${n}`, field: `F${n % few}`, receiving: `U${n % few}` }));
	}
	let wrong = 0;
	for (let n = 0; n < many; n++) {
		const { procedure, field, receiving } = open.get(open.find(`D${n}`) ?? -1);
		if (procedure !== `P${n}` || field !== `F${n % few}` || receiving !== `U${n % few}`) wrong++;
	}
	expect(wrong).toBe(0);
}, 30_000);
