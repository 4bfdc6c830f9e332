import type { AuditActor } from '../../domain/audit/action.ts';
import type { VisitorAccount } from './visitor.ts';

/** Who changes accounts. */
export interface Administrator {
	/** Null: the command line. */
	readonly actor: AuditActor | null;
	/** Signed in for the demonstration: what they make lets nobody in once there is real data. */
	readonly isDemo: boolean;
}

export const COMMAND_LINE: Administrator = { actor: null, isDemo: false };

export function toAdministrator({ id, name, isDemo }: VisitorAccount): Administrator {
	return { actor: { id, name }, isDemo };
}
