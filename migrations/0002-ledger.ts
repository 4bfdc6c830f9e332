import { type Kysely, sql } from 'kysely';

/** Feeds, the append-only ledger, the folded dossiers and the way changes are followed. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
create table feed (
	id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
	name text not null,
	simulated boolean not null default false,
	default_unit text references unit,
	created_at timestamptz not null default now()
);
comment on table feed is 'Nguồn dữ liệu: a system that pushes records.';
comment on column feed.simulated is 'Its dossiers are made up; every page says so while there are any.';
comment on column feed.default_unit is 'Receiving unit when a record names none. NULL: the one-stop of the competent unit.';

create table feed_key (
	id bigint generated always as identity primary key,
	feed_id text not null references feed,
	hash bytea not null unique,
	label text not null,
	created_at timestamptz not null default now(),
	revoked_at timestamptz
);
comment on column feed_key.hash is 'SHA-256 of the key. Keys are 32 random bytes, so no salt or slow hash is needed.';

create table ledger_head (
	single boolean primary key default true check (single),
	version bigint not null
);
insert into ledger_head (version) values (0);
comment on table ledger_head is
	'One row. Locked by the statement that writes, so the order of versions is the order of commits.';

create table dossier (
	code text primary key,
	version bigint not null,
	feed_id text not null references feed,
	procedure text references procedure,
	field text,
	channel text check (channel in ('counter', 'online', 'post')),
	applicant_kind text check (applicant_kind in ('citizen', 'enterprise', 'state-body', 'organisation')),
	receiving text references unit,
	resolving text references unit,
	"returning" text references unit,
	cross_boundary boolean not null,
	handler text,
	status smallint not null check (status between 1 and 10),
	filed_at timestamptz,
	accepted_at timestamptz,
	closed_at timestamptz,
	returned_at timestamptz,
	due_at timestamptz,
	first_due_at timestamptz,
	timeliness text check (timeliness in ('early', 'on-time', 'late')),
	first_event_at timestamptz not null,
	last_event_at timestamptz not null,
	findings text[] not null,
	state jsonb not null,
	check (timeliness is null or closed_at is not null),
	check (first_event_at <= last_event_at)
) with (fillfactor = 80);
comment on table dossier is 'Hồ sơ: the fold of its events, rewritten whole with each change. Never written by hand.';
comment on column dossier.version is 'Version of the ledger that last changed it.';
comment on column dossier.receiving is 'Nơi tiếp nhận. NULL: no record has named it yet.';
comment on column dossier.resolving is 'Nơi giải quyết, owns deadline and delay. NULL: no record has named it yet.';
comment on column dossier."returning" is 'Nơi trả kết quả. NULL: not stated.';
comment on column dossier.accepted_at is 'Start of everything counted. NULL: not received, in no official count.';
comment on column dossier.closed_at is 'End of processing, withdrawal or refusal. NULL: open. Not the hand-over of the result.';
comment on column dossier.due_at is 'Present promise. NULL: no limit, or the clock stands still.';
comment on column dossier.first_due_at is 'First promise, never overwritten. NULL: none was given and none could be computed.';
comment on column dossier.timeliness is 'Of a closed dossier, by date. NULL: open, or refused at reception.';
comment on column dossier.state is 'DossierState: promises, pauses, hand-overs, findings and the place of the last event.';

-- Serves the board's first read and every list of open dossiers, by deadline.
create index dossier_open_by_due on dossier (due_at, code) where accepted_at is not null and closed_at is null;
-- Serve intake of a day or month, and the counts of days past.
create index dossier_by_accepted on dossier (accepted_at) where accepted_at is not null;
create index dossier_by_closed on dossier (closed_at) where closed_at is not null;
-- Serve figures as of a past instant: only dossiers that changed after it are folded again.
create index dossier_by_last_event on dossier (last_event_at);
-- Serves the list of findings.
create index dossier_with_findings on dossier (accepted_at) where findings <> '{}';

create table applicant (
	dossier_code text primary key references dossier,
	name text,
	identity_number text,
	phone text,
	email text,
	address text,
	recorded_at timestamptz not null default now()
);
comment on table applicant is 'Personal data of the applicant, here and nowhere else. Read only by the dossier page.';

create table event (
	dossier_code text not null,
	key text not null,
	type text not null,
	at timestamptz not null,
	arrived_at timestamptz not null,
	feed_id text not null,
	version bigint not null,
	body jsonb not null,
	primary key (dossier_code, key)
);
comment on table event is 'Append-only. What happened to a dossier (at) and when we heard of it (arrived_at).';
comment on column event.feed_id is 'Feed of the request it came in, which refers to feed: checking it again here costs a tenth of an ingest.';
comment on column event.key is 'The feed''s own key, or one made from the content where it has none; a second arrival is a repeat.';
comment on column event.body is 'DossierEvent without key, type and at. No personal data of applicants.';

create function refuse_change() returns trigger language plpgsql as $$
begin
	raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger event_is_append_only before update or delete on event
	for each row execute function refuse_change();

create table ledger_change (
	version bigint not null,
	dossier_code text not null,
	type text not null,
	at timestamptz not null,
	before jsonb,
	after jsonb not null,
	written_at timestamptz not null default clock_timestamp(),
	primary key (version, dossier_code)
);
comment on table ledger_change is
	'What one version did to one dossier, as the figures see it. Followers read it in order; old rows may go.';
comment on column ledger_change.written_at is 'When it was written, moments before its commit: the start of the way to the screens.';
comment on column ledger_change.before is 'Dossier before the change. NULL: it is new.';
`.execute(db);
}
