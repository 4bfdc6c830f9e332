import type { Format } from '$lib/client/format.ts';
import type { ReportModel } from '$lib/contract/report-model.ts';
import { sumsOf } from '$lib/domain/report/report.ts';
import { m } from '$lib/paraglide/messages.js';

/** A check of the report against itself, or against the period before. */
export interface BalanceWords {
	readonly text: string;
	readonly holds: boolean;
}

export function balanceWords({ total, lines, openBefore }: ReportModel, format: Format): BalanceWords[] {
	const { all, resolved, open, balances } = sumsOf(total);
	const n = (value: number) => format.integer(value);
	const holds = balances && lines.every(({ counts }) => sumsOf(counts).balances);
	return [
		{
			holds,
			text: holds
				? m.report_balance_ok({
						carried: n(total.carried),
						received: n(all - total.carried),
						resolved: n(resolved),
						open: n(open)
					})
				: m.report_balance_bad({ all: n(all), resolved: n(resolved), open: n(open) })
		},
		openBefore === total.carried
			? { holds: true, text: m.report_before_ok({ open: n(openBefore) }) }
			: { holds: false, text: m.report_before_bad({ open: n(openBefore), carried: n(total.carried) }) }
	];
}
