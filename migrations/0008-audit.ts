import { type Kysely, sql } from 'kysely';

/** Who did what: entries are added and never changed, and each holds the hash of the one before. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
create table audit_entry (
	seq bigint primary key check (seq > 0),
	at timestamptz not null,
	actor_id text,
	actor text,
	action text not null,
	target text,
	details jsonb not null,
	previous bytea not null,
	hash bytea not null
);
comment on table audit_entry is 'One thing somebody did. Numbers have no gap; a hash covers the entry and the hash before it.';
comment on column audit_entry.actor_id is 'Account that did it, also after the account is gone. NULL: nobody signed in, or the command line.';
comment on column audit_entry.actor is 'Their name at that time. NULL: nobody signed in.';
comment on column audit_entry.target is 'What it was done to: an account''s name, a dossier''s code, a feed. NULL: nothing by itself.';
comment on column audit_entry.details is 'What else matters, by action. Never a password, a token, a key or data of an applicant.';
comment on column audit_entry.previous is 'Hash of the entry before; 32 zero bytes in the first.';
comment on column audit_entry.hash is 'SHA-256 of previous and the canonical JSON of the entry.';
-- Serves the list of one person and of one kind, newest first; the primary key serves the whole list.
create index audit_entry_by_actor on audit_entry (actor_id, seq desc);
create index audit_entry_by_action on audit_entry (action, seq desc);
-- Serves a span of days.
create index audit_entry_by_time on audit_entry (at);

create table audit_head (
	single boolean primary key default true check (single),
	seq bigint not null,
	hash bytea not null
);
comment on table audit_head is 'Number and hash of the newest entry. Locked while one is added: that makes the chain.';
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
	raise exception 'the audit log only grows' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entry_only_grows before update or delete or truncate on audit_entry
	for each statement execute function refuse_audit_change();
create trigger audit_head_stays before insert or delete or truncate on audit_head
	for each statement execute function refuse_audit_change();

create function check_audit_head() returns trigger language plpgsql as $$
begin
	if new.seq <> old.seq + 1 then
		raise exception 'the audit log only grows' using errcode = 'insufficient_privilege';
	end if;
	return new;
end $$;
create trigger audit_head_rises before update on audit_head
	for each row execute function check_audit_head();
`.execute(db);
}
