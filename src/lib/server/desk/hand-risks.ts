import type { RowRisk } from '../../contract/desk-preview.ts';
import type { DeskDeps } from './deps.ts';
import { toRisks } from './to-side.ts';
import { readUnitDesk } from './unit-desk.ts';

/**
 * How likely each dossier in an official's queue comes late, by code: the numbers behind the official's own risk. Those whose
 * clock stands still are not in a queue. For somebody who may see the unit: the caller has asked.
 */
export async function readHandRisks(
	{ db, catalogue, now }: Pick<DeskDeps, 'db' | 'catalogue' | 'now'>,
	unit: string,
	handler: string,
	codes: ReadonlySet<string>
): Promise<Record<string, RowRisk>> {
	const desk = await readUnitDesk(db, catalogue(), unit, now());
	const official = desk.officials.find(({ id }) => id === handler);
	if (official === undefined) return {};
	const rows = [...desk.book.open.values()].filter((row) => row.handler === handler);
	return Object.fromEntries(
		toRisks(rows, official, desk)
			.filter(({ code }) => codes.has(code))
			.map(({ code, chance, level, position, workAhead, usualAhead, available, alike }) => [
				code,
				{ chance, level, position, workAhead, usualAhead, available, alike }
			])
	);
}
