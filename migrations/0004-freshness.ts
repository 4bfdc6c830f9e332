import { type Kysely, sql } from 'kysely';

/** What is expected of a feed, and when it last sent something. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
alter table feed add column silent_after_minutes integer default 120 check (silent_after_minutes > 0);
comment on column feed.silent_after_minutes is
	'Working minutes without a record after which the feed is said to be silent. NULL: nothing is expected of it (imports, retired feeds).';

create table feed_sign (
	feed_id text primary key references feed,
	last_record_at timestamptz not null
);
comment on table feed_sign is
	'When a feed last sent a record, accepted or not, to within a few seconds. No row: never. Kept apart from feed, whose row every request refers to.';
insert into feed_sign (feed_id, last_record_at)
	select feed_id, max(arrived_at) from inbound_batch group by feed_id;
`.execute(db);
}
