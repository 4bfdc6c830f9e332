import type { IncomingHttpHeaders } from 'node:http';
import type { EndReason } from '../../contract/live.ts';
import { isNothing, type Scope } from '../../domain/access/scope.ts';
import type { Visitor } from '../access/visitor.ts';

/** Who sends a request with these headers; the same that pages ask. */
export type AskVisitor = (headers: Headers) => Promise<Visitor>;

/** Somebody who may look on. */
export interface Admitted extends Pick<Visitor, 'until'> {
	readonly sessionId: string;
	/** Whose it is. */
	readonly accountId: string;
	readonly scope: Scope;
}

/** Lets a connection in, or says why not; `unknown`: nobody can say now who it is. */
export type Admit = (headers: IncomingHttpHeaders) => Promise<Admitted | EndReason | 'unknown'>;

/** Connections that show the same at the same moment are one question: thousands come back together. */
export function createAdmit(ask: AskVisitor): Admit {
	const asking = new Map<string, Promise<Visitor>>();
	return async ({ cookie = '', authorization = '' }) => {
		const name = JSON.stringify([authorization, cookie]);
		let answer = asking.get(name);
		if (answer === undefined) {
			answer = ask(toHeaders({ cookie, authorization })).finally(() => asking.delete(name));
			asking.set(name, answer);
		}
		const visitor = await answer.catch(() => null);
		if (visitor === null || visitor.isUnknown === true) return 'unknown';
		const { account, sessionId, until, access } = visitor;
		if (account === null || sessionId === null) return 'signed-out';
		if (isNothing(access.view)) return 'forbidden';
		// An account of the demonstration goes with the first real dossier, which no version of rights tells of.
		return { sessionId, accountId: account.id, until: account.isDemo ? 0 : until, scope: access.view };
	};
}

function toHeaders(shown: Readonly<Record<string, string>>): Headers {
	return new Headers(Object.entries(shown).filter(([, value]) => value !== ''));
}
