import { type Kysely, sql } from 'kysely';

/** The way back to the system of record: what was decided here, on its way to the feed a dossier came from; and mail. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
create table feed_outlet (
	feed_id text primary key references feed,
	url text,
	secret bytea,
	set_at timestamptz not null,
	check ((url is null) = (secret is null))
);
comment on table feed_outlet is 'How the system behind a feed hears of moves. No row: it is not told.';
comment on column feed_outlet.url is 'Moves are posted there. NULL: the system asks for them.';
comment on column feed_outlet.secret is 'Signs what is posted; encrypted with the secret that signs cookies.';

create table reassignment (
	seq bigint generated always as identity primary key,
	id uuid not null default gen_random_uuid() unique,
	feed_id text not null references feed,
	dossier_code text not null,
	move_id uuid not null references move,
	about text not null check (about in ('move', 'undo')),
	version bigint not null,
	from_unit text,
	from_handler text,
	to_unit text,
	to_handler text,
	by_name text not null,
	reason text not null,
	at timestamptz not null,
	state text not null default 'queued' check (state in ('queued', 'delivered', 'acknowledged', 'refused', 'dead')),
	attempts integer not null default 0,
	first_tried_at timestamptz,
	next_at timestamptz,
	problem text,
	delivered_at timestamptz,
	answered_at timestamptz,
	answer_reason text,
	rolled_back boolean,
	check ((state = 'refused') = (rolled_back is not null))
);
comment on table reassignment is
	'A dossier put into other hands here, as its system of record is told: written with the change, in one transaction.';
comment on column reassignment.seq is 'Given while the head of the ledger is held: its order is the order of commits.';
comment on column reassignment.id is 'The same at every attempt; whoever receives it twice knows it by this.';
comment on column reassignment.version is 'Of the ledger that made the change; as long as the dossier has it, nobody touched it since.';
comment on column reassignment.state is
	'queued: not received yet. delivered: received, not answered. dead: not received within a day; whatever of the dossier comes later waits for it.';
comment on column reassignment.next_at is 'When it is tried next, or, while it is tried, when another node may. NULL: nobody tries, the system asks.';
comment on column reassignment.problem is 'Why the last attempt failed: a code or a status, nothing the other side wrote.';
comment on column reassignment.rolled_back is 'Only of a refused one. False: the dossier had been touched since and stayed.';
-- Serves the worker that posts.
create index reassignment_due on reassignment (next_at) where state = 'queued' and next_at is not null;
-- Serves the order within a dossier, and the dossier page.
create index reassignment_by_dossier on reassignment (dossier_code, seq);
-- Serves the pages a system asks for.
create index reassignment_by_feed on reassignment (feed_id, seq);
-- Serves the desk.
create index reassignment_by_move on reassignment (move_id);
create index reassignment_dead on reassignment (feed_id, seq) where state = 'dead';

alter table message drop constraint message_about_check;
alter table message add constraint message_about_check check (about in ('move', 'undo', 'offer', 'answer', 'refusal'));
alter table message
	add column mail_due_at timestamptz,
	add column mail_attempts integer not null default 0,
	add column mailed_at timestamptz;
comment on column message.mail_due_at is 'When it is mailed, or tried again. NULL: it is not, or it was.';
comment on column message.mailed_at is 'When the mail server took it. NULL: it did not.';
-- Serves the worker that mails.
create index message_mail_due on message (mail_due_at) where mail_due_at is not null;

alter table auth."user" add column locale text check (locale in ('vi', 'en'));
comment on column auth."user".locale is 'Language of their mail: the one last chosen while signed in. NULL: Vietnamese.';
`.execute(db);
}
