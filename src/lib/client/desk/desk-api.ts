import type { Offers, PreviewAnswer, PreviewRequest, UndoPreview } from '$lib/contract/desk-preview.ts';
import type { ProposalAnswer, ProposalRequest } from '$lib/contract/desk-proposal.ts';
import {
	DESK_PROBLEMS,
	type DeskProblem,
	type MoveAnswer,
	type MoveRequest,
	type MoveSummary,
	type PlanAnswer,
	type PlanRequest,
	type OfferAnswer,
	type UndoAnswer,
	type Workload
} from '$lib/contract/desk.ts';
import type { Named } from '$lib/contract/named.ts';

/** `lost`: no answer came, so it is not known whether it was done; the same key asks again safely. */
export type SendProblem = DeskProblem | 'lost';
export type Sent<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: SendProblem };

async function send<T>(path: string, body: unknown): Promise<Sent<T>> {
	const response = await fetch(`/api/desk/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
		redirect: 'error'
	}).catch(() => null);
	const told: unknown = await response?.json().catch(() => null);
	if (response?.ok === true && told !== null) return { ok: true, value: told as T };
	const problem = typeof told === 'object' && told !== null && 'problem' in told ? told.problem : null;
	return { ok: false, problem: isProblem(problem) ? problem : response?.status === 403 ? 'no-right' : 'lost' };
}

function isProblem(code: unknown): code is DeskProblem {
	return typeof code === 'string' && code in DESK_PROBLEMS;
}

export const sendPlan = (request: PlanRequest) => send<PlanAnswer>('plan', request);
export const sendMove = (request: MoveRequest) => send<MoveAnswer>('moves', request);
/** Without codes: all of it. */
export const sendUndo = (id: string, codes?: readonly string[]) =>
	send<UndoAnswer>(`moves/${encodeURIComponent(id)}/undo`, codes === undefined ? {} : { codes });
export const answerOffer = (id: string, answer: OfferAnswer) =>
	send<MoveAnswer>(`offers/${encodeURIComponent(id)}`, answer);
export const askPreview = (request: PreviewRequest) => send<PreviewAnswer>('preview', request);
export const askProposal = (request: ProposalRequest) => send<ProposalAnswer>('proposal', request);

async function get<T>(path: string): Promise<T | null> {
	const response = await fetch(`/api/desk/${path}`, { redirect: 'error' });
	return response.ok ? ((await response.json()) as T) : null;
}
const read = <T>(path: string, unit: string) => get<T>(`${path}?unit=${encodeURIComponent(unit)}`);
export const fetchWorkload = (unit: string) => read<Workload>('workload', unit);
export const fetchMoves = async (unit: string): Promise<readonly MoveSummary[] | null> =>
	(await read<{ moves: readonly MoveSummary[] }>('moves', unit))?.moves ?? null;
export const fetchOffers = (unit: string) => read<Offers>('offers', unit);
export const fetchUndo = (id: string) => get<UndoPreview>(`moves/${encodeURIComponent(id)}/undo`).catch(() => null);
/** Units that work can be offered to. Null: they could not be read. */
export const fetchUnits = async (): Promise<readonly Named[] | null> =>
	(await get<{ units: readonly Named[] }>('units').catch(() => null))?.units ?? null;
