import { toDay, toIsoDay } from '../time/instant.ts';
import type { PlannedUnit } from './plan.ts';

export type PlanReading =
	| { readonly ok: true; readonly plan: readonly PlannedUnit[] }
	/** One line per fault, with the number of its line in the file. */
	| { readonly ok: false; readonly faults: readonly string[] };

/**
 * A plan from the rows of a CSV file: unit code, wave, day (2025-08-15 or 15/08/2025); a first row that names the columns
 * is passed over. `isUnit` knows the catalogue; `planned` are the units of the plan in force: a file that leaves some of
 * them out is taken for cut off unless `mayLeaveOut`.
 */
export function readPlan(
	rows: readonly (readonly string[])[],
	isUnit: (code: string) => boolean,
	planned: readonly string[],
	mayLeaveOut: boolean
): PlanReading {
	const faults: string[] = [];
	const plan = new Map<string, PlannedUnit>();
	rows.forEach((cells, place) => {
		const line = place + 1;
		const [code = '', waveText = '', dayText = '', ...rest] = cells.map((cell) => cell.trim());
		if (code === '' && waveText === '' && dayText === '') return;
		if (place === 0 && !/\d/.test(cells.join(''))) return;
		const wave = /^[1-9]\d{0,2}$/.test(waveText) ? Number(waveText) : null;
		const goLiveOn = findDay(dayText);
		const wrong = [
			...(rest.some((cell) => cell !== '') ? ['has more than unit, wave and date'] : []),
			...(isUnit(code) ? [] : [`the catalogue has no unit in force with the code "${code}"`]),
			...(plan.has(code) ? [`unit ${code} is named twice`] : []),
			...(wave === null ? [`"${waveText}" is no wave: a number from 1 to 999`] : []),
			...(goLiveOn === null ? [`"${dayText}" is no date: 2025-08-15 or 15/08/2025`] : [])
		];
		faults.push(...wrong.map((fault) => `line ${line}: ${fault}`));
		if (wrong.length === 0 && wave !== null && goLiveOn !== null) plan.set(code, { unit: code, wave, goLiveOn });
	});
	if (faults.length > 0) return { ok: false, faults };
	if (plan.size === 0) return { ok: false, faults: ['the file names no unit'] };
	const left = planned.filter((code) => !plan.has(code));
	if (left.length > 0 && !mayLeaveOut)
		return {
			ok: false,
			faults: [
				`${left.length} units of the plan in force are not in the file: ${left.slice(0, 10).join(', ')}` +
					`${left.length > 10 ? ' …' : ''}. With --leave-out they are taken out of the rollout.`
			]
		};
	return { ok: true, plan: [...plan.values()] };
}

function findDay(text: string): number | null {
	const [, d = '', m = '', y = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
	const iso = y === '' ? text : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
	if (!/^20\d{2}-\d{2}-\d{2}$/.test(iso) || Number.isNaN(Date.parse(`${iso}T00:00:00Z`))) return null;
	const day = toDay(iso);
	return toIsoDay(day) === iso ? day : null;
}
