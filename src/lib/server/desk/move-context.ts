import { type Kysely, sql } from 'kysely';
import type { DeskProblem, MoveTarget } from '../../contract/desk.ts';
import type { Access } from '../../domain/access/access.ts';
import { isNothing, toScopeCondition } from '../../domain/access/scope.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import { toPredicate } from '../../domain/figure/predicate.ts';
import { dayOf, type Instant, toIsoDay } from '../../domain/time/instant.ts';
import { readLinkedAccounts } from '../access/desk-accounts.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { Tables } from '../db/tables.ts';
import type { DossierNow, TargetNow } from './judge-item.ts';
import { mayMove } from './may-move.ts';

/** Everything about target and dossiers that a move is judged by, beside the dossiers themselves. */
export interface MoveContext {
	readonly target: TargetNow;
	/** Of these codes. */
	readonly locked: ReadonlySet<string>;
	readonly offered: ReadonlySet<string>;
}

/** Why somebody cannot move anything there, whatever it is. Null: they can. Officials of units not theirs are unknown to them. */
export async function findTargetProblem(
	db: Kysely<Tables>,
	catalogue: KnownCatalogue,
	{ target, access }: { readonly target: MoveTarget; readonly access: Access },
	now: Instant
): Promise<DeskProblem | null> {
	const rights = target.kind === 'direction' ? [access.direct] : [access['assign-within'], access['assign-across']];
	if (rights.every(isNothing)) return 'no-right';
	if (target.kind === 'pool') return null;
	const unit = catalogue.findUnitByCode(target.unit);
	if (unit === undefined || unit.validTo !== null) return 'unknown-unit';
	if (target.kind !== 'official') return null;
	if (!mayMove(access, 'official', target.unit)) return 'unknown-official';
	const today = toIsoDay(dayOf(now));
	const official = await db
		.selectFrom('official')
		.select('name')
		.where('unitCode', '=', target.unit)
		.where('name', '=', target.official)
		.where((eb) => eb.or([eb('activeTo', 'is', null), eb('activeTo', '>=', today)]))
		.executeTakeFirst();
	return official === undefined ? 'unknown-official' : null;
}

/** Four small queries, whatever the number of codes. */
export async function readMoveContext(
	db: Kysely<Tables>,
	target: MoveTarget,
	codes: readonly string[],
	now: Instant
): Promise<MoveContext> {
	const { rows: marks } = await sql<{ code: string; isOffered: boolean }>`
		select dossier_code as code, false as is_offered from do_not_move
		where lifted_at is null and dossier_code = any(${[...codes]}::text[])
		union all
		select dossier_code, true from move_item where result = 'offered' and dossier_code = any(${[...codes]}::text[])`.execute(
		db
	);
	const codesOf = (offered: boolean) =>
		new Set(marks.filter(({ isOffered }) => isOffered === offered).map(({ code }) => code));
	return { target: await readTarget(db, target, now), locked: codesOf(false), offered: codesOf(true) };
}

async function readTarget(db: Kysely<Tables>, target: MoveTarget, now: Instant): Promise<TargetNow> {
	const nobody = { official: null, skills: 'all', isAbsent: false, isAccountClosed: false } as const;
	if (target.kind === 'pool') return { ...nobody, kind: 'pool', unit: null };
	if (target.kind !== 'official') return { ...nobody, kind: target.kind, unit: target.unit };
	const { unit, official } = target;
	const today = toIsoDay(dayOf(now));
	const skill = await db
		.selectFrom('officialSkill')
		.select('procedures')
		.where('unitCode', '=', unit)
		.where('official', '=', official)
		.executeTakeFirst();
	const absence = await db
		.selectFrom('officialAbsence')
		.select('id')
		.where('unitCode', '=', unit)
		.where('official', '=', official)
		.where('cancelledAt', 'is', null)
		.where('fromDay', '<=', today)
		.where('toDay', '>=', today)
		.executeTakeFirst();
	const linked = (await readLinkedAccounts(db, [unit], now)).filter(({ handler }) => handler === official);
	return {
		kind: 'official',
		unit,
		official,
		skills: skill === undefined ? 'all' : new Set(skill.procedures),
		isAbsent: absence !== undefined,
		isAccountClosed: linked.length > 0 && linked.every(({ isDisabled }) => isDisabled)
	};
}

/** Looks at dossiers through the eyes of whoever moves them. */
export function createLook(
	{ target, locked, offered }: MoveContext,
	access: Access,
	catalogue: KnownCatalogue,
	now: Instant
): (dossier: Dossier, version: number) => DossierNow {
	const sees = toPredicate(toScopeCondition(access.view));
	const moments = momentsAt(now, catalogue.calendarFor(null, now));
	return (dossier, version) => ({
		version,
		unit: dossier.resolving,
		handler: dossier.handler,
		procedure: dossier.procedure,
		isClosed: dossier.closedAt !== null,
		isLocked: locked.has(dossier.code),
		isOffered: offered.has(dossier.code),
		isSeen: sees(dossier, moments),
		isTheirs: mayMove(access, target.kind, dossier.resolving)
	});
}
