import type { Kysely } from 'kysely';
import type { FrozenContent } from '../../contract/frozen-content.ts';
import { readFreezeId } from '../../domain/press/freeze-id.ts';
import { type ChangeReason, publicViewOf } from '../../domain/press/freeze-state.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { findFreeze } from './read-freezes.ts';

/** What everybody may see of a freeze. */
export interface PublicFreeze {
	readonly id: string;
	readonly hash: string;
	readonly at: Instant;
	readonly publicFrom: Instant;
	/** Null: it was withdrawn, and its numbers are shown no more. */
	readonly content: FrozenContent | null;
	readonly withdrawn: { readonly at: Instant; readonly reason: ChangeReason } | null;
	readonly corrected: { readonly at: Instant; readonly reason: ChangeReason; readonly by: string } | null;
	readonly replaces: string | null;
}

/** Undefined alike for what is unknown, a draft, signed only, or before its minute. */
export async function findPublicFreeze(
	db: Kysely<Tables>,
	text: string,
	now: Instant
): Promise<PublicFreeze | undefined> {
	const id = readFreezeId(text);
	if (id === null) return undefined;
	const freeze = await findFreeze(db, id);
	if (freeze === undefined) return undefined;
	const view = publicViewOf(freeze, now);
	const published = freeze.steps.find((step) => step.kind === 'publish');
	if (view === 'nothing' || published === undefined) return undefined;
	const withdrawn = freeze.steps.find((step) => step.kind === 'withdraw');
	const corrected = freeze.steps.find((step) => step.kind === 'correct');
	// The correction may have an embargo of its own: until then nobody hears of it.
	const replacement = corrected === undefined ? undefined : await findFreeze(db, corrected.replacedBy);
	const isHeardOf = replacement !== undefined && publicViewOf(replacement, now) !== 'nothing';
	return {
		id,
		hash: freeze.hash,
		at: freeze.at,
		publicFrom: published.publicFrom,
		content: view === 'numbers' ? freeze.content : null,
		withdrawn: view === 'withdrawn' && withdrawn !== undefined ? { at: withdrawn.at, reason: withdrawn.reason } : null,
		corrected:
			corrected === undefined || !isHeardOf
				? null
				: { at: corrected.at, reason: corrected.reason, by: corrected.replacedBy },
		replaces: freeze.replaces
	};
}

/** One text for what is shown: another state, another text. */
export function toVersion({ hash, withdrawn, corrected }: PublicFreeze): string {
	const state = withdrawn !== null ? 'w' : corrected !== null ? `c${corrected.by}` : 'p';
	return `${hash.slice(0, 32)}-${state}`;
}
