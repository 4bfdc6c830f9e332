import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';

/** Whether accounts of the demonstration let anybody in. */
export interface DemoGate {
	/** True while DEMO is on and no dossier comes from a real feed; believed for `BELIEVED_MS`. */
	holds(): Promise<boolean>;
}

const BELIEVED_MS = 3_000;

export function createDemoGate(db: Kysely<Tables>, on: boolean, now: () => Instant): DemoGate {
	let holds = false;
	let until = -Infinity;
	return {
		holds: async () => {
			if (!on) return false;
			if (now() >= until) {
				holds = !(await hasRealDossiers(db));
				until = now() + BELIEVED_MS;
			}
			return holds;
		}
	};
}

async function hasRealDossiers(db: Kysely<Tables>): Promise<boolean> {
	const found = await db
		.selectFrom('feed')
		.select('feed.id')
		.where('simulated', '=', false)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('dossier')
					.select(sql`1`.as('one'))
					.whereRef('dossier.feedId', '=', 'feed.id')
			)
		)
		.limit(1)
		.executeTakeFirst();
	return found !== undefined;
}
