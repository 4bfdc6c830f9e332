import { LEAST_INTAKE, MOST_INTAKE, MOST_MORE, type WhatIf, type WhatIfProblem } from '../../contract/desk-outlook.ts';
import { isIsoDay } from '../../domain/time/instant.ts';
import type { Change } from '../../domain/workload/scenario.ts';

/** Reads a "what if" out of an address. What makes no sense is left out, and the first of it told. */
export function readWhatIf(
	query: URLSearchParams,
	officials: readonly string[],
	days: readonly string[]
): { readonly whatIf: WhatIf; readonly problem: WhatIfProblem | null } {
	const problems: WhatIfProblem[] = [];
	const number = (name: string, rest: number, least: number, most: number): number => {
		const text = query.get(name)?.trim() ?? '';
		if (text === '') return rest;
		const value = /^-?\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
		if (value >= least && value <= most) return value;
		problems.push('outside');
		return rest;
	};
	const whatIf: WhatIf = {
		more: number('more', 0, 0, MOST_MORE),
		days: number('days', days.length, 1, days.length),
		absent: readAbsence(query, officials, problems),
		intake: number('intake', 0, LEAST_INTAKE * 100, MOST_INTAKE * 100) / 100
	};
	return { whatIf, problem: problems[0] ?? null };
}

function readAbsence(
	query: URLSearchParams,
	officials: readonly string[],
	problems: WhatIfProblem[]
): WhatIf['absent'] {
	const official = query.get('absent') ?? '';
	if (official === '') return null;
	if (!officials.includes(official)) {
		problems.push('unknown-official');
		return null;
	}
	const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
	if (!isIsoDay(from) || !isIsoDay(to) || to < from) {
		problems.push('bad-days');
		return null;
	}
	return { official, from, to };
}

/** The changes a "what if" makes to a forecast over the given working days (ISO). */
export function toChanges({ more, days, absent, intake }: WhatIf, forecastDays: readonly string[]): Change[] {
	const changes: Change[] = [];
	if (more > 0) changes.push({ kind: 'more-officials', count: more, fromDay: 1, toDay: days });
	if (absent !== null) {
		const fromDay = forecastDays.findIndex((day) => day >= absent.from) + 1;
		const toDay = forecastDays.findLastIndex((day) => day <= absent.to) + 1;
		if (fromDay > 0 && toDay >= fromDay) changes.push({ kind: 'absent', official: absent.official, fromDay, toDay });
	}
	if (intake !== 0) changes.push({ kind: 'intake', factor: 1 + intake });
	return changes;
}
