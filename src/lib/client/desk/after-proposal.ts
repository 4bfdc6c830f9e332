import type { ProposalAnswer } from '$lib/contract/desk-proposal.ts';
import type { AfterLoad } from './held-selection.svelte.ts';

/** What people would carry by a proposal, for the bars; those for whom nothing changes are left out. */
export function afterProposal({ officials }: ProposalAnswer): Map<string, AfterLoad> {
	return new Map(
		officials
			.filter(({ load, dossiers }) => load[0] !== load[1] || dossiers[0] !== dossiers[1])
			.map(({ id, load }) => [id, { kind: 'proposal', effort: load[1], weighted: null, risk: null, unskilled: 0 }])
	);
}
