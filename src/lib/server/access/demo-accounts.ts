import type { Kysely } from 'kysely';
import type { Named } from '../../contract/named.ts';
import type { Role } from '../../domain/access/role.ts';
import { dayOf, type Instant, toIsoDay } from '../../domain/time/instant.ts';
import { audit } from '../audit/write-audit.ts';
import type { Tables } from '../db/tables.ts';
import { readHandlers } from './handlers.ts';
import { openSession, type Origin } from './sessions.ts';
import { toSessionCookie } from './session-cookie.ts';
import type { AccessDeps } from './visitor.ts';

/** The people of the demonstration: one per role, in the order of the cards. */
export const DEMO_ROLES = [
	'leader',
	'department-head',
	'commune-head',
	'official',
	'presenter',
	'auditor',
	'administrator'
] as const satisfies readonly Role[];
export type DemoRole = (typeof DEMO_ROLES)[number];

export interface DemoPerson {
	readonly role: DemoRole;
	readonly name: string;
	/** Null: the whole province. */
	readonly unit: Named | null;
	readonly handler: string | null;
}

/** Clearly nobody: surnames say what they are. */
const NAMES: Readonly<Record<DemoRole, string>> = {
	leader: 'Lãnh đạo tỉnh (mô phỏng)',
	'department-head': 'Giám đốc sở (mô phỏng)',
	'commune-head': 'Chủ tịch xã (mô phỏng)',
	official: 'Cán bộ (mô phỏng)',
	presenter: 'Người trình bày (mô phỏng)',
	auditor: 'Kiểm toán (mô phỏng)',
	administrator: 'Quản trị (mô phỏng)'
};

const toEmail = (role: DemoRole) => `${role}@demo.invalid`;

/**
 * Makes the people of the demonstration, once, without passwords: only the cards of the sign-in page let them in. Heads
 * get the unit of their kind with the most open dossiers, the official the busiest hands in that commune; units chosen
 * before there were dossiers are chosen again.
 */
export async function openDemoAccounts(db: Kysely<Tables>, now: Instant): Promise<void> {
	for (const role of DEMO_ROLES) {
		await db
			.insertInto('auth.user')
			.values({ id: `demo-${role}`, name: NAMES[role], email: toEmail(role), isDemo: true })
			.onConflict((conflict) => conflict.column('email').doNothing())
			.execute();
		const given = await db
			.selectFrom('accountGrant')
			.select('id')
			.where('accountId', '=', `demo-${role}`)
			.where('withdrawnAt', 'is', null)
			.executeTakeFirst();
		if (given !== undefined) continue;
		const place = await choosePlace(db, role);
		if (place === null) continue;
		await db
			.insertInto('accountGrant')
			.values({
				accountId: `demo-${role}`,
				role,
				...place,
				fromDay: toIsoDay(dayOf(now)),
				toDay: null,
				standInFor: null,
				givenBy: 'Bản trình diễn'
			})
			.execute();
	}
}

type Place = { unit: string | null; handler: string | null };

/** Null: there is nothing to choose from yet. */
async function choosePlace(db: Kysely<Tables>, role: DemoRole): Promise<Place | null> {
	if (role !== 'department-head' && role !== 'commune-head' && role !== 'official')
		return { unit: null, handler: null };
	const kind = role === 'department-head' ? 'department' : 'commune';
	const unit = await findBusiest(db, kind);
	if (unit === null) return null;
	if (role !== 'official') return { unit, handler: null };
	const [busiest] = await readHandlers(db, unit);
	return busiest === undefined ? null : { unit, handler: busiest.handler };
}

/** The unit of a kind with the most open dossiers to resolve. */
async function findBusiest(db: Kysely<Tables>, kind: 'department' | 'commune'): Promise<string | null> {
	const row = await db
		.selectFrom('dossier')
		.innerJoin('unit', 'unit.code', 'dossier.resolving')
		.select((eb) => ['unit.code', eb.fn.countAll<number>().as('open')])
		.where('unit.kind', '=', kind)
		.where('acceptedAt', 'is not', null)
		.where('closedAt', 'is', null)
		.groupBy('unit.code')
		.orderBy('open', 'desc')
		.orderBy('unit.code')
		.limit(1)
		.executeTakeFirst();
	return row?.code ?? null;
}

/** Who can be entered now; empty when the demonstration is off, or as soon as a real dossier has come in. */
export async function listDemoPeople({ db, demo, now }: AccessDeps): Promise<DemoPerson[]> {
	if (!(await demo.holds())) return [];
	await openDemoAccounts(db, now());
	const rows = await db
		.selectFrom('accountGrant')
		.innerJoin('auth.user', 'auth.user.id', 'accountGrant.accountId')
		.leftJoin('unit', 'unit.code', 'accountGrant.unit')
		.select(['auth.user.id', 'auth.user.name', 'accountGrant.unit', 'handler', 'unit.name as unitName', 'unit.nameEn'])
		.where('auth.user.isDemo', '=', true)
		.where('disabledAt', 'is', null)
		.where('withdrawnAt', 'is', null)
		.orderBy('accountGrant.id')
		.execute();
	return DEMO_ROLES.flatMap((role) => {
		const row = rows.find(({ id }) => id === `demo-${role}`);
		if (row === undefined) return [];
		const { name, unit, unitName, nameEn, handler } = row;
		return [
			{
				role,
				name,
				handler,
				unit: unit === null ? null : { code: unit, name: unitName ?? unit, nameEn: nameEn ?? unit }
			}
		];
	});
}

/** Enters as one of them. Answers the value of the session's cookie; null: not offered (any more). */
export async function enterDemo(deps: AccessDeps, role: string, origin: Origin): Promise<string | null> {
	const { db, now } = deps;
	const person = (await listDemoPeople(deps)).find((one) => one.role === role);
	if (person === undefined) return null;
	const id = `demo-${person.role}`;
	const token = await openSession(db, id, { ...origin, now: now() });
	await audit(db, { at: now(), actor: { id, name: person.name }, action: 'signed-in', details: { way: 'demo' } });
	return toSessionCookie(token, deps.authSecret);
}
