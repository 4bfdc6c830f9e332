import { afterAll } from 'vitest';
import { createDemoGate } from '../../src/lib/server/access/demo-gate.ts';
import { createLibrary } from '../../src/lib/server/access/library.ts';
import { readSecret } from '../../src/lib/server/access/secret.ts';
import type { SignInDeps } from '../../src/lib/server/access/sign-in.ts';
import type { OidcConfig } from '../../src/lib/server/config.ts';
import type { FreshDatabase } from './database.ts';

/** What signing in needs, over a database of a test; `set` moves its clock. */
export interface AccessOffice extends SignInDeps {
	set(now: number): void;
}

interface Options {
	readonly now?: number;
	readonly demo?: boolean;
	readonly oidc?: OidcConfig;
	readonly origin?: string;
}

export async function openAccess(
	{ db, url }: FreshDatabase,
	{ now = Date.now(), demo = false, oidc, origin }: Options = {}
): Promise<AccessOffice> {
	let at = now;
	const clock = () => at;
	const authSecret = await readSecret(db, null);
	const library = createLibrary({
		url,
		secretInForce: authSecret,
		secret: null,
		origin: origin ?? null,
		oidc: oidc ?? null,
		log: { error: () => undefined }
	});
	afterAll(() => library.close());
	return {
		db,
		library,
		authSecret,
		now: clock,
		demo: createDemoGate(db, demo, clock),
		set: (next) => (at = next)
	};
}
