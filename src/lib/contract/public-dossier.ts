import type { Channel, EventType, PromiseCause } from '../domain/dossier/event.ts';
import type { StatusName } from '../domain/dossier/status.ts';
import type { Timeliness } from '../domain/dossier/dossier.ts';
import type { TermCause } from '../domain/clock/deadline.ts';
import type { Standing } from './list-model.ts';

/** A dossier as programs read it. Instants are ISO 8601 in UTC; codes are those of the catalogue. No personal data. */
export interface PublicDossier {
	readonly code: string;
	/** Version of the ledger that changed it last. */
	readonly version: number;
	readonly procedure: string | null;
	readonly field: string | null;
	readonly channel: Channel | null;
	readonly receiving: string | null;
	readonly resolving: string | null;
	readonly returning: string | null;
	readonly crossBoundary: boolean;
	readonly handler: string | null;
	readonly status: StatusName;
	readonly filedAt: string | null;
	readonly acceptedAt: string | null;
	readonly closedAt: string | null;
	readonly returnedAt: string | null;
	/** Null: none, or the clock stands still. */
	readonly dueAt: string | null;
	readonly firstDueAt: string | null;
	readonly timeliness: Timeliness | null;
}

/** What the page of one dossier says beyond its row. */
export interface PublicDossierDetails {
	readonly step: string | null;
	readonly expectedResult: string | null;
	readonly standing: Standing;
	readonly terms: readonly { readonly since: string; readonly dueAt: string; readonly cause: TermCause }[];
	readonly findings: readonly string[];
	readonly events: readonly {
		readonly key: string;
		readonly type: EventType;
		readonly at: string;
		readonly arrivedAt: string;
		readonly returnAt: string | null;
		readonly cause: PromiseCause | null;
		readonly reason: string | null;
	}[];
}
