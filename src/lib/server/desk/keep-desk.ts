import { type Transaction, sql } from 'kysely';
import { type DeskResult, done, refused, type Setting } from '../../contract/desk.ts';
import type { Access } from '../../domain/access/access.ts';
import { toScopeCondition } from '../../domain/access/scope.ts';
import type { AuditDetails } from '../../domain/audit/action.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import { toPredicate } from '../../domain/figure/predicate.ts';
import { dayOf, type Instant, toIsoDay, toIsoInstant } from '../../domain/time/instant.ts';
import { readAccessNow } from '../access/desk-accounts.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';
import type { DeskDeps, Mover } from './deps.ts';
import { holdDossiers } from './desk-events.ts';
import { mayMove } from './may-move.ts';

interface Change<S extends Setting = Setting> {
	readonly trx: Transaction<Tables>;
	readonly deps: DeskDeps;
	readonly setting: S;
	readonly by: Mover;
	readonly access: Access;
	readonly now: Instant;
}

/** What was changed, for the audit log: flat. */
type Changed = DeskResult<{ readonly target: string; readonly details: AuditDetails }>;

/** Changes what the desk of a unit knows: capacity, skills, absences, weights, marks. Audited; told apart by `kind`. */
export async function keepDesk(deps: DeskDeps, by: Mover, setting: Setting): Promise<DeskResult<null>> {
	return deps.db.transaction().execute(async (trx) => {
		const now = deps.now();
		const access = await readAccessNow(trx, by.id, now);
		if ('unit' in setting && !mayMove(access, 'pool', setting.unit)) return refused('no-right');
		const changed = await apply({ trx, deps, setting, by, access, now });
		if (!changed.ok) return changed;
		const { target, details } = changed.value;
		await audit(trx, {
			at: now,
			actor: by,
			action: 'desk-changed',
			target,
			details: { kind: setting.kind, ...details }
		});
		return done(null);
	});
}

function apply(change: Change): Promise<Changed> {
	const { setting } = change;
	switch (setting.kind) {
		case 'capacity':
			return ofOfficial(change, setting, () => setCapacity({ ...change, setting }));
		case 'skills':
			return ofOfficial(change, setting, () => setSkills({ ...change, setting }));
		case 'absence':
			return ofOfficial(change, setting, () => addAbsence({ ...change, setting }));
		case 'absence-cancelled':
			return cancelAbsence({ ...change, setting });
		case 'effort':
			return setEffort({ ...change, setting });
		default:
			return setMark({ ...change, setting });
	}
}

async function ofOfficial(
	{ trx }: Change,
	{ unit, official }: { unit: string; official: string },
	apply: () => Promise<Changed>
): Promise<Changed> {
	return (await isOfficial(trx, unit, official)) ? apply() : refused('unknown-official');
}

async function isOfficial(trx: Transaction<Tables>, unit: string, name: string): Promise<boolean> {
	const query = trx.selectFrom('official').select('name').where('unitCode', '=', unit).where('name', '=', name);
	return (await query.executeTakeFirst()) !== undefined;
}

async function setCapacity(change: Change<Setting & { kind: 'capacity' }>): Promise<Changed> {
	const { trx, setting, by, now } = change;
	const { unit, official, share, pattern } = setting;
	const values = { share, pattern: [...pattern], setBy: by.name, setAt: toIsoInstant(now) };
	await trx
		.insertInto('officialCapacity')
		.values({ unitCode: unit, official, ...values })
		.onConflict((conflict) => conflict.columns(['unitCode', 'official']).doUpdateSet(values))
		.execute();
	return done({ target: official, details: { unit, share, pattern: pattern.join(' ') } });
}

async function setSkills(change: Change<Setting & { kind: 'skills' }>): Promise<Changed> {
	const { trx, deps, setting, by, now } = change;
	const { unit, official, procedures } = setting;
	const catalogue = deps.catalogue();
	if (procedures?.some((code) => catalogue.findProcedure(code)?.code !== code) === true)
		return refused('unknown-procedure');
	if (procedures === null) {
		await trx.deleteFrom('officialSkill').where('unitCode', '=', unit).where('official', '=', official).execute();
	} else {
		const values = { procedures: [...new Set(procedures)].sort(), setBy: by.name, setAt: toIsoInstant(now) };
		await trx
			.insertInto('officialSkill')
			.values({ unitCode: unit, official, ...values })
			.onConflict((conflict) => conflict.columns(['unitCode', 'official']).doUpdateSet(values))
			.execute();
	}
	return done({ target: official, details: { unit, procedures: procedures?.join(' ') ?? null } });
}

async function addAbsence(change: Change<Setting & { kind: 'absence' }>): Promise<Changed> {
	const { trx, setting, by, now } = change;
	const { unit, official, from, to, standIn } = setting;
	if (to < from) return refused('bad-days');
	if (standIn !== null && (standIn === official || !(await isOfficial(trx, unit, standIn))))
		return refused('unknown-official');
	await trx
		.insertInto('officialAbsence')
		.values({
			unitCode: unit,
			official,
			fromDay: from,
			toDay: to,
			standIn,
			setBy: by.name,
			setAt: toIsoInstant(now)
		})
		.execute();
	return done({ target: official, details: { unit, from, to, standIn } });
}

async function cancelAbsence(change: Change<Setting & { kind: 'absence-cancelled' }>): Promise<Changed> {
	const { trx, setting, by, now } = change;
	const row = await trx
		.updateTable('officialAbsence')
		.set({ cancelledBy: by.name, cancelledAt: toIsoInstant(now) })
		.where('id', '=', setting.id)
		.where('unitCode', '=', setting.unit)
		.where('cancelledAt', 'is', null)
		.returning(['official', 'fromDay', 'toDay'])
		.executeTakeFirst();
	if (row === undefined) return refused('unknown-official');
	return done({ target: row.official, details: { unit: setting.unit, from: row.fromDay, to: row.toDay } });
}

async function setEffort(change: Change<Setting & { kind: 'effort' }>): Promise<Changed> {
	const { trx, deps, setting, by, now } = change;
	const { unit, procedure, minutes, reason } = setting;
	if (deps.catalogue().findProcedure(procedure)?.code !== procedure) return refused('unknown-procedure');
	await trx
		.insertInto('procedureEffort')
		.values({
			unitCode: unit,
			procedure,
			fromDay: toIsoDay(dayOf(now)),
			minutes,
			reason,
			setBy: by.name,
			setAt: toIsoInstant(now)
		})
		.execute();
	return done({ target: procedure, details: { unit, minutes, reason } });
}

/** Holds the dossier, so that a move that is under way comes wholly before or wholly after the mark. */
async function setMark(change: Change<Setting & { kind: 'do-not-move' | 'may-move' }>): Promise<Changed> {
	const { trx, deps, setting, by, access, now } = change;
	const { dossier: code } = setting;
	const held = (await holdDossiers(trx, [code])).get(code);
	const moments = momentsAt(now, deps.catalogue().calendarFor(null, now));
	if (held === undefined || !toPredicate(toScopeCondition(access.view))(held.dossier, moments))
		return refused('unknown-dossier');
	if (!mayMove(access, 'pool', held.dossier.resolving)) return refused('no-right');
	if (setting.kind === 'do-not-move') {
		const { reason } = setting;
		const row = await trx
			.insertInto('doNotMove')
			.values({ dossierCode: code, reason, setBy: by.name, setAt: toIsoInstant(now) })
			.onConflict((conflict) => conflict.column('dossierCode').where('liftedAt', 'is', null).doNothing())
			.returning('id')
			.executeTakeFirst();
		return row === undefined ? refused('marked-already') : done({ target: code, details: { reason } });
	}
	await trx
		.updateTable('doNotMove')
		.set({ liftedBy: by.name, liftedAt: toIsoInstant(now) })
		.where('dossierCode', '=', code)
		.where(sql<boolean>`lifted_at is null`)
		.execute();
	return done({ target: code, details: {} });
}
