import { error, redirect } from '@sveltejs/kit';
import type { Right } from '../../domain/access/role.ts';
import { isNothing, type Scope } from '../../domain/access/scope.ts';
import type { Visitor, VisitorAccount } from './visitor.ts';

/**
 * The dossiers for which the visitor has a right. Somebody signed out is sent to sign in and comes back; somebody without
 * the right gets 403; under /api both are told by status alone (401, 403).
 */
export function need(visitor: Visitor, right: Right): Scope {
	needAccount(visitor);
	const scope = visitor.access[right];
	if (isNothing(scope)) error(403);
	return scope;
}

/** Whoever is signed in and has a password of their own. Sends everybody else where they get one. */
export function needAccount(visitor: Visitor): VisitorAccount {
	const account = needSignedIn(visitor);
	if (!account.mustChangePassword) return account;
	if (isForPrograms(visitor)) error(403);
	redirect(303, '/account/password');
}

/** Whoever is signed in, be it with a password that must be changed. */
export function needSignedIn(visitor: Visitor): VisitorAccount {
	if (visitor.account !== null) return visitor.account;
	if (visitor.isUnknown) error(503);
	if (isForPrograms(visitor)) error(401);
	redirect(303, visitor.at === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(visitor.at)}`);
}

function isForPrograms({ at }: Visitor): boolean {
	return at.startsWith('/api/');
}
