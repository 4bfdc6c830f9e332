import type { ItemResult, MoveKind } from '../../contract/desk.ts';
import { mayHandle, type Skills } from '../../domain/workload/official.ts';

/** Where dossiers are to go, as it stands at this moment. */
export interface TargetNow {
	readonly kind: MoveKind;
	/** Null for the pool. */
	readonly unit: string | null;
	readonly official: string | null;
	/** Of the official; of no matter for the other kinds. */
	readonly skills: Skills;
	readonly isAbsent: boolean;
	readonly isAccountClosed: boolean;
}

/** A dossier as far as moving it matters. */
export interface DossierNow {
	readonly version: number;
	readonly unit: string | null;
	readonly handler: string | null;
	readonly procedure: string | null;
	readonly isClosed: boolean;
	/** Has a do-not-move mark. */
	readonly isLocked: boolean;
	/** Waits for another unit's answer. */
	readonly isOffered: boolean;
	/** The mover may see it. */
	readonly isSeen: boolean;
	/** The mover may take it out of its unit. */
	readonly isTheirs: boolean;
}

/**
 * What becomes of one dossier of a move. The first reason that holds is told, those about the dossier before those about
 * the official; of what the mover may not see nothing is told. `versionSeen`: as whoever moves it saw it.
 */
export function judgeItem(versionSeen: number, dossier: DossierNow | undefined, target: TargetNow): ItemResult {
	if (dossier === undefined || !dossier.isSeen) return 'not-yours';
	if (!dossier.isTheirs) return 'no-right';
	if (dossier.isClosed) return 'closed';
	if (dossier.version !== versionSeen) return 'changed-meanwhile';
	if (dossier.isLocked) return 'do-not-move';
	if (target.kind === 'official') return judgeOfficial(dossier, target);
	if (target.kind === 'pool') return dossier.handler === null ? 'same-handler' : 'moved';
	if (dossier.unit === target.unit) return 'same-handler';
	if (target.kind === 'direction') return 'moved';
	return dossier.isOffered ? 'offered-already' : 'offered';
}

function judgeOfficial(dossier: DossierNow, target: TargetNow): ItemResult {
	if (dossier.unit !== target.unit) return 'other-unit';
	if (dossier.handler === target.official) return 'same-handler';
	if (target.isAccountClosed) return 'closed-account';
	if (target.isAbsent) return 'absent';
	return mayHandle(target.skills, dossier.procedure) ? 'moved' : 'no-skill';
}
