import * as v from 'valibot';
import type { Proposal, ProposedMove } from '../domain/balance/proposal.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Named } from './named.ts';

const dossierCode = v.pipe(v.string(), v.maxLength(100));

/** `POST /api/desk/proposal`. `drops`: dossiers that shall stay where they are; `pins`: that shall move so in any case. */
export const proposalSchema = v.strictObject({
	unit: v.pipe(v.string(), v.regex(/^[A-Za-z0-9.-]{1,60}$/)),
	mostMoves: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_000)), 50),
	drops: v.optional(v.pipe(v.array(dossierCode), v.maxLength(10_000)), []),
	pins: v.optional(
		v.pipe(
			v.array(v.strictObject({ code: dossierCode, to: v.pipe(v.string(), v.maxLength(200)) })),
			v.maxLength(1_000)
		),
		[]
	)
});
/** What a head wants of a proposal beside the unit and the cap. */
export type Wishes = Pick<ProposalRequest, 'drops' | 'pins'>;
export type ProposalRequest = v.InferOutput<typeof proposalSchema>;

/** A proposed move with what a row of the page needs beside it. */
export interface ProposedRow extends Omit<ProposedMove, 'procedure'> {
	/** As it was when the proposal was made, to be sent with the move. */
	readonly version: number;
	readonly procedure: Named | null;
	/** Working minutes until its return date; 0: past it. Null: it has none. */
	readonly remaining: number | null;
}

/** What a proposal says; nothing was changed. */
export interface ProposalAnswer extends Omit<Proposal, 'moves'> {
	readonly version: number;
	readonly asOf: Instant;
	readonly moves: readonly ProposedRow[];
	/** Dossiers that were looked at. */
	readonly dossiers: number;
	/** Working days ahead in which overdue is foreseen. */
	readonly foreseenDays: number;
}
