import type { Migration } from 'kysely/migration';
import * as catalogue from './0001-catalogue.ts';
import * as ledger from './0002-ledger.ts';
import * as inbound from './0003-inbound.ts';
import * as freshness from './0004-freshness.ts';
import * as intake from './0005-intake.ts';
import * as accounts from './0006-accounts.ts';
import * as scopeWall from './0007-scope-wall.ts';
import * as audit from './0008-audit.ts';
import * as search from './0009-search.ts';
import * as findings from './0010-findings.ts';
import * as desk from './0011-desk.ts';
import * as press from './0012-press.ts';
import * as rollout from './0013-rollout.ts';
import * as flows from './0014-flows.ts';
import * as boundaries from './0015-boundaries.ts';
import * as outbox from './0016-outbox.ts';
import * as deskLook from './0017-desk-look.ts';
import * as outboxQueues from './0020-outbox-queues.ts';

/** All migrations in order. Frozen once landed; a new one is added at the end. */
export const migrations: Record<string, Migration> = {
	'0001-catalogue': catalogue,
	'0002-ledger': ledger,
	'0003-inbound': inbound,
	'0004-freshness': freshness,
	'0005-intake': intake,
	'0006-accounts': accounts,
	'0007-scope-wall': scopeWall,
	'0008-audit': audit,
	'0009-search': search,
	'0010-findings': findings,
	'0011-desk': desk,
	'0012-press': press,
	'0013-rollout': rollout,
	'0014-flows': flows,
	'0015-boundaries': boundaries,
	'0016-outbox': outbox,
	'0017-desk-look': deskLook,
	'0020-outbox-queues': outboxQueues
};
