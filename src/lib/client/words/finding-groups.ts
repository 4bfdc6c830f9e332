import type { FindingId } from '$lib/domain/figure/figure.ts';
import { m } from '$lib/paraglide/messages.js';

/** Findings as the page puts them together, each in one group. */
export const FINDING_GROUPS: readonly { readonly name: () => string; readonly ids: readonly FindingId[] }[] = [
	{ name: m.findings_group_clear, ids: ['no-handler', 'no-step', 'no-return-date', 'no-result', 'no-competence'] },
	{
		name: m.findings_group_way,
		ids: ['acceptance-waiting', 'transfer-stuck', 'unopened-move', 'missing-acceptance', 'impossible-transition']
	},
	{
		name: m.findings_group_dates,
		ids: [
			'late-supplement',
			'supplement-at-limit',
			'moved-after-limit',
			'second-reappointment',
			'apology-missing',
			'late-apology'
		]
	},
	{
		name: m.findings_group_end,
		ids: ['withdrawn-at-limit', 'ended-while-paused', 'ended-without-result', 'back-dated-end', 'mass-closing']
	}
];
