import type { Kysely } from 'kysely';
import type { Right } from '../../domain/access/role.ts';
import type { AuditAction } from '../../domain/audit/action.ts';
import {
	type ChangeReason,
	type CheckId,
	type FreezeAction,
	type FreezeStep,
	refuse,
	RIGHT_FOR,
	stateOf
} from '../../domain/press/freeze-state.ts';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';
import type { Presser } from './freeze.ts';
import { done, type PressResult, refused } from './press-problem.ts';
import { findFreeze, type StoredFreeze } from './read-freezes.ts';

/** What is asked to be done with a freeze. */
export type PressAct =
	| { readonly kind: 'sign'; readonly checks: readonly CheckId[] }
	/** Null: at once. */
	| { readonly kind: 'publish'; readonly publicFrom: Instant | null }
	| { readonly kind: 'withdraw'; readonly reason: ChangeReason };

export interface PressActor extends Presser {
	/** Those held for the whole province. */
	readonly rights: readonly Right[];
}

const ACTIONS: Readonly<Record<FreezeAction, AuditAction>> = {
	sign: 'signed-off',
	publish: 'published',
	correct: 'corrected',
	withdraw: 'withdrawn'
};

/** Takes a freeze one step further, or says why not. Publishing one that replaces another corrects that in the same moment. */
export function act(
	db: Kysely<Tables>,
	id: string,
	asked: PressAct,
	actor: PressActor,
	now: Instant
): Promise<PressResult<null>> {
	return db.transaction().execute(async (trx) => {
		// Who has not the right does not learn whether there is one.
		if (!actor.rights.includes(RIGHT_FOR[asked.kind])) return refused('no-right');
		const freeze = await findFreeze(trx, id, { lock: true });
		if (freeze === undefined) return refused('not-found');
		const step: FreezeStep =
			asked.kind === 'publish'
				? { kind: 'publish', by: actor.id, at: now, publicFrom: asked.publicFrom ?? now }
				: { ...asked, by: actor.id, at: now };
		const problem = refuse(freeze, step, actor);
		if (problem !== null) return refused(problem);
		const written: { freeze: StoredFreeze; step: FreezeStep }[] = [{ freeze, step }];
		if (step.kind === 'publish' && freeze.replaces !== null) {
			const replaced = await findFreeze(trx, freeze.replaces, { lock: true });
			const reason = freeze.replaceReason ?? 'wrong-choice';
			// Withdrawn or corrected meanwhile: then this one stands for itself.
			if (replaced !== undefined && stateOf(replaced) === 'published')
				written.push({ freeze: replaced, step: { kind: 'correct', by: actor.id, at: now, reason, replacedBy: id } });
		}
		for (const one of written) await write(trx, one.freeze, one.step, actor);
		for (const one of written)
			await audit(trx, {
				at: now,
				actor,
				action: ACTIONS[one.step.kind],
				target: one.freeze.id,
				details: toDetails(one.step)
			});
		return done(null);
	});
}

async function write(db: Kysely<Tables>, freeze: StoredFreeze, step: FreezeStep, by: Presser): Promise<void> {
	await db
		.insertInto('pressFreezeStep')
		.values({
			freezeId: freeze.id,
			kind: step.kind,
			seq: freeze.steps.length + 1,
			byId: by.id,
			byName: by.name,
			at: toIsoInstant(step.at),
			checks: step.kind === 'sign' ? [...step.checks] : null,
			publicFrom: step.kind === 'publish' ? toIsoInstant(step.publicFrom) : null,
			reason: 'reason' in step ? step.reason : null,
			replacedBy: step.kind === 'correct' ? step.replacedBy : null
		})
		.execute();
}

function toDetails(step: FreezeStep): Record<string, string> {
	switch (step.kind) {
		case 'sign':
			return { checks: step.checks.join() };
		case 'publish':
			return { publicFrom: toIsoInstant(step.publicFrom) };
		case 'correct':
			return { reason: step.reason, replacedBy: step.replacedBy };
		case 'withdraw':
			return { reason: step.reason };
	}
}
