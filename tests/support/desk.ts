import type { Kysely } from 'kysely';
import type { MoveAnswer, MoveRequest } from '../../src/lib/contract/desk.ts';
import { DAY_MS, HOUR_MS, toDay, toIsoInstant } from '../../src/lib/domain/time/instant.ts';
import { commitMove } from '../../src/lib/server/desk/commit-move.ts';
import type { DeskDeps, Mover } from '../../src/lib/server/desk/deps.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';
import type { Office } from './office.ts';
import { type As, signIn } from './sign-in.ts';

export interface Seen {
	readonly code: string;
	readonly version: number;
}

/** An office with people and dossiers to be moved between them. `unit`: where dossiers are unless said otherwise. */
export function aDesk(db: Kysely<Tables>, office: Office, unit: string) {
	const deps: DeskDeps = { db, catalogue: () => office.catalogue, now: () => office.now };
	let made = 0;
	let keys = 0;

	async function person(as: As): Promise<Mover> {
		const grant = typeof as === 'string' ? { role: as } : as;
		const { accountId: id } = await signIn(db, { from: toDay('2026-01-01'), ...grant });
		const { name } = await db.selectFrom('auth.user').select('name').where('id', '=', id).executeTakeFirstOrThrow();
		return { id, name };
	}

	/** Dossiers in somebody's hand, two hours old, as they are now. */
	async function dossiers(
		count: number,
		handler: string | null,
		some: { receiving?: string; resolving?: string; procedure?: string; inDays?: number } = {}
	): Promise<Seen[]> {
		const codes = Array.from({ length: count }, () => `H12-${String(++made).padStart(6, '0')}`);
		const resolving = some.resolving ?? unit;
		await office.push(
			codes.map((dossier) => ({
				dossier,
				type: 'accepted' as const,
				at: toIsoInstant(office.now - 2 * HOUR_MS),
				procedure: some.procedure ?? '1.004873',
				receiving: some.receiving ?? resolving,
				resolving,
				returnAt: toIsoInstant(office.now + (some.inDays ?? 5) * DAY_MS),
				...(handler === null ? {} : { handler })
			}))
		);
		return seen(codes);
	}

	async function seen(codes: readonly string[]): Promise<Seen[]> {
		const rows = await db.selectFrom('dossier').select(['code', 'version']).where('code', 'in', codes).execute();
		return codes.map((code) => ({ code, version: rows.find((row) => row.code === code)?.version ?? 0 }));
	}

	async function handOf(code: string): Promise<readonly [string | null, string | null] | undefined> {
		const rows = await db.selectFrom('dossier').select(['resolving', 'handler']).where('code', '=', code).execute();
		return rows.map(({ resolving, handler }) => [resolving, handler] as const)[0];
	}

	async function move(by: Mover, target: MoveRequest['target'], items: readonly Seen[]): Promise<MoveAnswer> {
		const answer = await commitMove(deps, by, {
			key: `desk-key-${String(++keys)}`,
			target,
			selection: { items: [...items] },
			reason: { code: 'overload', text: '' }
		});
		if (!answer.ok) throw new Error(answer.problem);
		return answer.value;
	}

	return { deps, person, dossiers, seen, handOf, move };
}
