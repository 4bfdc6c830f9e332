import { type Kysely, type Transaction, sql } from 'kysely';
import type { ApplicantView } from '../../contract/dossier-page.ts';
import { type Scope, toScopeCondition } from '../../domain/access/scope.ts';
import type { Moments } from '../../domain/figure/condition.ts';
import type { Tables } from '../db/tables.ts';
import { toSql } from './condition-sql.ts';
import { readInScope } from './in-scope.ts';

/** Whether a dossier lies in the scope of the right to see its applicant. */
export function mayViewApplicant(db: Kysely<Tables>, scope: Scope, code: string): Promise<boolean> {
	return readInScope(db, scope, (trx) => isInside(trx, scope, code));
}

/**
 * The applicant of a dossier; `none` when the feed has told of nobody. Null: no such dossier in the scope. Whoever calls
 * this writes it into the audit log.
 */
export function findApplicant(db: Kysely<Tables>, scope: Scope, code: string): Promise<ApplicantView | 'none' | null> {
	return readInScope(db, scope, async (trx) => {
		if (!(await isInside(trx, scope, code))) return null;
		const row = await trx
			.selectFrom('applicant')
			.select(['name', 'identityNumber', 'phone', 'email', 'address'])
			.where('dossierCode', '=', code)
			.executeTakeFirst();
		return row ?? 'none';
	});
}

async function isInside(trx: Transaction<Tables>, scope: Scope, code: string): Promise<boolean> {
	if (code.includes('\0')) return false;
	const found = await trx
		.selectFrom('dossier')
		.select(sql`1`.as('one'))
		.where('code', '=', code)
		.where((eb) => toSql(toScopeCondition(scope), NO_MOMENTS, eb))
		.executeTakeFirst();
	return found !== undefined;
}

/** A scope says nothing of time. */
const NO_MOMENTS = {} as Moments;
