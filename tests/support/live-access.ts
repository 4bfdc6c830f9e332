import type { Kysely } from 'kysely';
import { createDemoGate } from '../../src/lib/server/access/demo-gate.ts';
import { readSecret } from '../../src/lib/server/access/secret.ts';
import { readAccesses, readAccessVersion, readVisitor } from '../../src/lib/server/access/visitor.ts';
import type { Tables } from '../../src/lib/server/db/tables.ts';
import type { LiveDeps } from '../../src/lib/server/live/start-live.ts';

/** Lets in whom the application would let in, by the office's clock: for `startLiveNode`. */
export async function openLiveAccess(db: Kysely<Tables>, now: () => number): Promise<LiveDeps['access']> {
	const deps = { db, demo: createDemoGate(db, false, now), now, authSecret: await readSecret(db, null) };
	return {
		visitorOf: (headers) => readVisitor(deps, headers),
		readVersion: () => readAccessVersion(db),
		readAccesses: (ids) => readAccesses(deps, ids, now())
	};
}
