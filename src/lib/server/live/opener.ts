import type { Visitor } from '../access/visitor.ts';

/** Who asks for a view, and on which screens; null: the program itself. */
export type Opener = { readonly account: string; readonly session: string } | null;

/** Somebody who looks at a page. */
export function openerOf({ account, sessionId }: Pick<Visitor, 'account' | 'sessionId'>): Opener {
	return account === null || sessionId === null ? null : { account: account.id, session: sessionId };
}
