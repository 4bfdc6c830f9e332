import type { MoveKind, UndoResult } from '../../contract/desk.ts';
import type { Access } from '../../domain/access/access.ts';
import { toScopeCondition } from '../../domain/access/scope.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import { toPredicate } from '../../domain/figure/predicate.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { mayMove, maySpeakFor } from './may-move.ts';

/** A row of a move, as far as taking it back matters. */
export interface MovedRow {
	readonly fromUnit: string | null;
	readonly fromHandler: string | null;
	readonly toUnit: string | null;
	readonly versionAfter: number | null;
}

/**
 * What becomes of a moved row that somebody would take back. A version other than the move's: somebody, or a record of a
 * feed, has touched it since. Whoever gave a dossier to another unit may no longer see it: where it came from counts as
 * well, but of what happened to it there they are told only that something did.
 */
export function createUndoLook(catalogue: KnownCatalogue, kind: MoveKind, access: Access, now: Instant) {
	const inView = toPredicate(toScopeCondition(access.view));
	const moments = momentsAt(now, catalogue.calendarFor(null, now));
	return (held: { readonly dossier: Dossier; readonly version: number } | undefined, row: MovedRow): UndoResult => {
		if (held === undefined) return 'not-yours';
		const sees = inView(held.dossier, moments);
		const saw = inView({ ...held.dossier, resolving: row.fromUnit, handler: row.fromHandler }, moments);
		if (!sees && !saw) return 'not-yours';
		const maySendBack = kind === 'unit-offer' && row.toUnit !== null && maySpeakFor(access, row.toUnit);
		if (!mayMove(access, kind, row.fromUnit) && !maySendBack) return 'no-right';
		if (sees && held.dossier.closedAt !== null) return 'closed';
		return held.version === row.versionAfter ? 'moved-back' : 'changed-meanwhile';
	};
}
