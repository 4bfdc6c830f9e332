import * as v from 'valibot';
import type { Instant } from '../domain/time/instant.ts';

/**
 * What the system of record is told of a dossier put into other hands here, and how it answers. Posted to it (Standard
 * Webhooks) or asked for by it (`GET /api/v1/feeds/{feed}/reassignments`). No applicant's data.
 */
export const REASSIGNMENT_STATES = ['queued', 'delivered', 'acknowledged', 'refused', 'dead'] as const;
export type ReassignmentState = (typeof REASSIGNMENT_STATES)[number];

/** `undo`: a move taken back; then `to` is where the dossier had been. */
export const REASSIGNMENT_ABOUTS = ['move', 'undo'] as const;
export type ReassignmentAbout = (typeof REASSIGNMENT_ABOUTS)[number];

export interface Hands {
	/** Code of the resolving unit. */
	readonly unit: string | null;
	/** Name of the handler; null: the pool of the unit. */
	readonly handler: string | null;
}

export interface Reassignment {
	/** The same at every attempt: also the header `webhook-id`. */
	readonly id: string;
	/** Rises with each decision. Of two of one dossier the higher is the later. */
	readonly sequence: number;
	readonly dossier: string;
	readonly about: ReassignmentAbout;
	readonly from: Hands;
	readonly to: Hands;
	/** Name of whoever decided. */
	readonly by: string;
	readonly reason: string;
	readonly decidedAt: string;
	/** Version of the ledger that made the change. */
	readonly version: number;
}

/** Body of a webhook; byte for byte the same at every attempt. */
export interface ReassignmentMessage {
	readonly type: 'dossier.reassigned';
	readonly timestamp: string;
	readonly data: Reassignment;
}

/** Words of a refusal that people here will read. */
const reason = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500), v.regex(/^[^\p{Cc}]*$/u));

/** In the answer to a webhook, or sent later by `POST /api/v1/feeds/{feed}/reassignments/{id}`. Others fields are ignored. */
export const reassignmentAnswerSchema = v.variant('status', [
	v.object({ status: v.literal('acknowledged') }),
	v.object({ status: v.literal('refused'), reason })
]);
export type ReassignmentAnswer = v.InferOutput<typeof reassignmentAnswerSchema>;

/** How far the latest reassignment of a dossier has come, as its page tells it. */
export interface ReassignmentView {
	readonly feed: string;
	readonly state: ReassignmentState;
	readonly about: ReassignmentAbout;
	/** Of that state; of a queued one of the decision. */
	readonly since: Instant;
	/** Why it was refused. */
	readonly reason: string | null;
	/** Only of a refused one: whether the dossier went back. */
	readonly rolledBack: boolean | null;
}
