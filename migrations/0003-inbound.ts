import { type Kysely, sql } from 'kysely';

/** Every record that came in, before and after it was judged. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
create table inbound_batch (
	id bigint generated always as identity primary key,
	feed_id text not null references feed,
	arrived_at timestamptz not null,
	body jsonb,
	judged_at timestamptz,
	check ((body is null) = (judged_at is not null))
);
comment on table inbound_batch is 'One request. Its body is stored before it is judged and emptied in the transaction that stores the outcomes.';
-- Serves start-up: batches that a crash left unjudged.
create index inbound_batch_unjudged on inbound_batch (id) where judged_at is null;

create table inbound_record (
	batch_id bigint not null references inbound_batch,
	position integer not null check (position >= 0),
	feed_id text not null,
	arrived_at timestamptz not null,
	dossier_code text,
	payload jsonb not null,
	outcome text not null check (outcome in ('accepted', 'repeated', 'waiting', 'rejected')),
	problem text,
	field text,
	detail text,
	version bigint,
	replayed_at timestamptz,
	primary key (batch_id, position),
	check ((problem is null) = (outcome in ('accepted', 'repeated')))
);
comment on table inbound_record is 'One record with what became of it. Personal data of applicants are cut out into inbound_personal.';
comment on column inbound_record.feed_id is 'Feed of its request, which refers to feed.';
comment on column inbound_record.outcome is 'waiting: names a unit or procedure the catalogue does not know yet; replayed when it does.';
comment on column inbound_record.problem is 'Code of the reason, from the closed set in the contract. NULL: none.';
comment on column inbound_record.version is 'Version of the ledger that took it. NULL: not taken.';
comment on column inbound_record.replayed_at is 'When it was last judged again. NULL: judged once.';
-- Serves the list of records that did not get in, newest first, and their replay.
create index inbound_record_refused on inbound_record (feed_id, arrived_at desc)
	where outcome in ('waiting', 'rejected');
-- Serves the counts of a feed.
create index inbound_record_by_outcome on inbound_record (feed_id, outcome);

create table inbound_personal (
	batch_id bigint not null,
	position integer not null,
	fields jsonb not null,
	primary key (batch_id, position),
	foreign key (batch_id, position) references inbound_record
);
comment on table inbound_personal is 'Personal fields of records that are not in the ledger yet, kept for their replay; deleted once taken.';
`.execute(db);
}
