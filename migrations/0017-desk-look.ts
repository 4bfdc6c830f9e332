import { type Kysely, sql } from 'kysely';

/** What was given to somebody by a move and of which nothing has been heard since. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
alter table dossier add column unopened_since timestamptz;
comment on column dossier.unopened_since is
	'A move made here gave it to its handler then, and no record since shows work on it. NULL: not so.';

-- A dossier keeps the version of the move for as long as nobody has touched it.
update dossier d set unopened_since = d.last_event_at
from move_item i
where i.dossier_code = d.code and i.version_after = d.version and i.to_handler is not null and i.undone_at is null;

-- Serves the finding and the desk of one unit: few dossiers at any time.
create index dossier_unopened on dossier (resolving, unopened_since) where unopened_since is not null;
`.execute(db);
}
