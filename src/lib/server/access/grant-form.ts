import type { AccountProblem } from '../../contract/account-problem.ts';
import type { Grant } from '../../domain/access/access.ts';
import { ROLES } from '../../domain/access/role.ts';
import { type Day, toDay } from '../../domain/time/instant.ts';

/** Texts as a form or a command line gives them; empty is absent. */
export interface GrantTexts {
	readonly role: string;
	readonly unit: string;
	readonly handler: string;
	readonly from: string;
	readonly to: string;
	readonly standInFor: string;
}

/** A grant out of what was typed; a missing first day is today. */
export function readGrant(texts: GrantTexts, today: Day): Grant | AccountProblem {
	const role = ROLES.find((one) => one === texts.role);
	if (role === undefined) return 'bad-role';
	const from = texts.from === '' ? today : findDay(texts.from);
	const to = texts.to === '' ? null : findDay(texts.to);
	if (from === undefined || to === undefined) return 'bad-days';
	const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
	return {
		role,
		unit: orNull(texts.unit),
		handler: orNull(texts.handler),
		from,
		to,
		standInFor: orNull(texts.standInFor)
	};
}

function findDay(iso: string): Day | undefined {
	try {
		return toDay(iso);
	} catch {
		return undefined;
	}
}
