import { type Kysely, sql } from 'kysely';
import { expect } from 'vitest';
import type { WholeView } from '../../src/lib/contract/live.ts';
import { OverviewLayout, SIDES, UNIT_FIGURES, UNIT_SHARE } from '../../src/lib/domain/board/layout.ts';
import { FIGURE_IDS } from '../../src/lib/domain/figure/figure.ts';
import { momentsAt } from '../../src/lib/domain/figure/moments.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';
import { readCatalogue } from '../../src/lib/server/catalogue/read-catalogue.ts';
import { readOverviewUnits } from '../../src/lib/server/read/overview-units.ts';
import { readFigures } from '../../src/lib/server/read/read-figures.ts';
import type { Sender } from './sender.ts';

/** Units whose own numbers are compared too. */
const UNITS = ['31825', '32002', '32152', 'H12.03'];

type Shown = Pick<WholeView, 'version' | 'asOf' | 'cells'>;

/** What a screen of the province shows is what the ledger says for its version and its time. The ledger must be at rest. */
export async function expectTruth(db: Kysely<Tables>, view: Shown): Promise<void> {
	const { version } = await db.selectFrom('ledgerHead').select('version').executeTakeFirstOrThrow();
	const layout = new OverviewLayout((await readOverviewUnits(db)).map(({ code }) => code));
	const moments = momentsAt(view.asOf, (await readCatalogue(db)).calendarFor(null, view.asOf));
	const truth: Record<string, number> = { version };
	const shown: Record<string, number | undefined> = { version: view.version };
	const province = await readFigures(db, 'province', moments);
	for (const id of FIGURE_IDS) {
		truth[id] = province[id].of;
		shown[id] = view.cells[layout.figure(id)];
		if (province[id].per === null) continue;
		truth[`${id} per`] = province[id].per;
		shown[`${id} per`] = view.cells[layout.per(id)];
	}
	for (const unit of UNITS) {
		for (const side of SIDES) {
			const figures = await readFigures(db, 'province', moments, { [side]: unit });
			for (const figure of UNIT_FIGURES) {
				const name = `${figure} of ${unit} ${side}`;
				truth[name] = figures[figure].of;
				shown[name] = view.cells[layout.unit(unit, side, figure) ?? -1];
			}
			if (side !== 'resolving') continue;
			const share = layout.unitShare(unit);
			truth[`${UNIT_SHARE} of ${unit}`] = figures[UNIT_SHARE].of;
			shown[`${UNIT_SHARE} of ${unit}`] = view.cells[share?.of ?? -1];
			truth[`${UNIT_SHARE} of ${unit} per`] = figures[UNIT_SHARE].per ?? 0;
			shown[`${UNIT_SHARE} of ${unit} per`] = view.cells[share?.per ?? -1];
		}
	}
	expect(shown).toEqual(truth);
}

/** Every record that was answered is in the ledger as one event, and of their feeds there is nothing else. */
export async function expectAllOnce(db: Kysely<Tables>, ...senders: readonly Sender[]): Promise<void> {
	const acknowledged = senders.flatMap((sender) => sender.acknowledged);
	const { rows } = await sql<{ dossier: string; type: string; n: number }>`
		select dossier_code as dossier, type, count(*) as n from event where dossier_code like 'S-%' group by 1, 2`.execute(db);
	const name = ({ dossier, type }: { dossier: string; type: string }) => `${dossier} ${type}`;
	expect(rows.filter(({ n }) => n !== 1)).toEqual([]);
	expect(rows.map(name).sort()).toEqual(acknowledged.map(name).sort());
}
