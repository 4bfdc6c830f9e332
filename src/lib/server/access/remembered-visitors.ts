import { hash } from 'node:crypto';
import { HOUR_MS, type Instant } from '../../domain/time/instant.ts';
import type { Log } from '../log.ts';
import { withinMs } from '../within.ts';
import { type AccessDeps, readVisitor, signedOut, type Visitor } from './visitor.ts';

/** Who sends a request, as the database says, or, while it does not answer, as it last said of the same visitor. */
export type VisitorReader = (headers: Headers, at: string) => Promise<Visitor>;

interface RememberedOptions extends AccessDeps {
	/** Whether the database is known to be away: then it is hardly waited for. */
	readonly isInTrouble: () => boolean;
	readonly log: Pick<Log, 'error'>;
}

const PATIENCE_MS = 2_000;
const PATIENCE_IN_TROUBLE_MS = 300;
/** Nobody can be signed out while the database is away; a visitor not seen for so long signs in again. */
const REMEMBERED_MS = HOUR_MS;
const MOST = 5_000;

/** Screens stay readable while the database is away, and visitors with them: `/` needs nothing else from it. */
export function createVisitorReader({ isInTrouble, log, ...deps }: RememberedOptions): VisitorReader {
	const known = new Map<string, { readonly visitor: Visitor; readonly seenAt: Instant }>();
	return async (headers, at) => {
		const name = toName(headers);
		const last = known.get(name);
		const isFresh = last !== undefined && deps.now() - last.seenAt < REMEMBERED_MS;
		try {
			const patience = isInTrouble() ? PATIENCE_IN_TROUBLE_MS : PATIENCE_MS;
			const visitor = await withinMs(patience, readVisitor(deps, headers, at));
			known.delete(name);
			if (visitor.account !== null) {
				known.set(name, { visitor, seenAt: deps.now() });
				if (known.size > MOST) known.delete(known.keys().next().value ?? '');
			}
			return visitor;
		} catch (error) {
			if (isFresh) return { ...last.visitor, at };
			log.error({ err: error }, 'visitor not known');
			return { ...signedOut(at), isUnknown: true };
		}
	};
}

/** What they show, without keeping it. */
function toName(headers: Headers): string {
	return hash('sha256', `${headers.get('authorization') ?? ''}\n${headers.get('cookie') ?? ''}`, 'base64');
}
