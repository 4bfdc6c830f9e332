import { type Kysely, sql } from 'kysely';

/** Who may come in and what they may do. The tables of the sign-in library stand apart in the schema `auth`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
create schema auth;
comment on schema auth is 'Tables of the sign-in library (better-auth 1.7), and what stops guessing. Nothing outside src/lib/server/access reads them.';

create table auth.secret (
	single boolean primary key default true check (single),
	value text not null
);
comment on table auth.secret is 'Signs cookies and encrypts second factors when AUTH_SECRET is not set; one for all nodes, made at random here.';
insert into auth.secret (value) values (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

create table auth."user" (
	id text primary key,
	name text not null check (name <> ''),
	email text not null unique check (email = lower(email)),
	email_verified boolean not null default true,
	image text,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	two_factor_enabled boolean not null default false,
	is_demo boolean not null default false,
	must_change_password boolean not null default false,
	disabled_at timestamptz
);
comment on table auth."user" is 'An account: one person. Made by an administrator only; nobody registers.';
comment on column auth."user".is_demo is 'Made for the demonstration: lets in only while everything in the ledger is simulated.';
comment on column auth."user".must_change_password is 'The password was given by an administrator: nothing else is open until it is changed.';
comment on column auth."user".disabled_at is 'Since when it lets nobody in. NULL: in use.';

create table auth.session (
	id text primary key,
	expires_at timestamptz not null,
	token text not null unique,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	ip_address text,
	user_agent text,
	user_id text not null references auth."user" on delete cascade
);
comment on table auth.session is 'One browser that is signed in. Deleted: signed out.';
-- Serves the list of one person's sessions and signing out everywhere.
create index session_by_user on auth.session (user_id);

create table auth.account (
	id text primary key,
	account_id text not null,
	provider_id text not null,
	user_id text not null references auth."user" on delete cascade,
	access_token text,
	refresh_token text,
	id_token text,
	access_token_expires_at timestamptz,
	refresh_token_expires_at timestamptz,
	scope text,
	password text,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	unique (provider_id, account_id)
);
comment on table auth.account is 'One way for a user to prove who they are: a password (provider_id credential) or the single sign-on of the province.';
comment on column auth.account.password is 'scrypt hash by the library. NULL: not this way.';
-- Serves finding the ways of one user.
create index account_by_user on auth.account (user_id);

create table auth.verification (
	id text primary key,
	identifier text not null,
	value text not null,
	expires_at timestamptz not null,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
comment on table auth.verification is 'Short-lived steps of the library: a second factor that is awaited, a single sign-on under way.';
-- Serves finding the step a cookie names.
create index verification_by_identifier on auth.verification (identifier);

create table auth.two_factor (
	id text primary key,
	secret text not null,
	backup_codes text not null,
	user_id text not null references auth."user" on delete cascade,
	verified boolean default true,
	failed_verification_count integer default 0,
	locked_until timestamptz
);
comment on table auth.two_factor is 'Second factor of a user, encrypted. verified: a first code has shown that the device has it.';
-- Serves the check at sign-in.
create index two_factor_by_user on auth.two_factor (user_id);

create table auth.brake (
	key bytea primary key,
	tries integer not null,
	last_at timestamptz not null,
	blocked_until timestamptz not null
);
comment on table auth.brake is 'Sign-ins that failed lately, so that all nodes together slow down guessing.';
comment on column auth.brake.key is 'SHA-256 of the e-mail or the address that was tried; who that is does not stand here, nor whether there is such an account.';
-- Serves throwing away what is forgotten.
create index brake_by_last on auth.brake (last_at);

create table account_grant (
	id bigint generated always as identity primary key,
	account_id text not null references auth."user" on delete cascade,
	role text not null check (role in
		('leader', 'department-head', 'commune-head', 'official', 'presenter', 'auditor', 'administrator', 'wall')),
	unit text references unit,
	handler text,
	from_day date not null,
	to_day date check (to_day >= from_day),
	stand_in_for text,
	given_by text,
	given_at timestamptz not null default now(),
	withdrawn_at timestamptz,
	check (role <> 'official' or (unit is not null and handler is not null)),
	check (role not in ('department-head', 'commune-head') or unit is not null)
);
comment on table account_grant is 'A role of an account, for the province, a unit or one official of it, from a day to a day. Several hold together.';
comment on column account_grant.unit is 'NULL: the whole province.';
comment on column account_grant.handler is 'Name of the official as feeds write it; only of the role official.';
comment on column account_grant.to_day is 'Last day. NULL: until withdrawn.';
comment on column account_grant.stand_in_for is 'Name of the person whose stand-in holds it. NULL: held in one''s own right.';
comment on column account_grant.given_by is 'Name of the administrator who gave it. NULL: by command line.';
-- Serves every request: the roles of whoever sends it.
create index account_grant_by_account on account_grant (account_id) where withdrawn_at is null;

create table reader_key (
	id bigint generated always as identity primary key,
	account_id text not null references auth."user" on delete cascade,
	hash bytea not null unique,
	label text not null,
	created_at timestamptz not null default now(),
	revoked_at timestamptz
);
comment on table reader_key is 'Bearer key with which a program reads as an account does. The key itself is known to its owner only.';
comment on column reader_key.hash is 'SHA-256 of the key; keys are random, so no salt is needed.';
-- Serves the list of an account's keys.
create index reader_key_by_account on reader_key (account_id);

create table access_head (
	single boolean primary key default true check (single),
	version bigint not null
);
comment on table access_head is 'Rises whenever somebody may see less or more: nodes then look again at who is connected. NOTIFY access says so at once.';
insert into access_head (version) values (1);

create function bump_access() returns trigger language plpgsql as $$
declare now_at bigint;
begin
	update access_head set version = version + 1 returning version into now_at;
	perform pg_notify('access', now_at::text);
	return null;
end $$;
comment on function bump_access() is 'In the transaction of the change itself, so that nobody reads a new head and old rights.';

create trigger account_grant_bumps after insert or update or delete on account_grant
	for each statement execute function bump_access();
create trigger reader_key_bumps after insert or update or delete on reader_key
	for each statement execute function bump_access();
create trigger user_bumps after update of disabled_at, must_change_password, is_demo on auth."user"
	for each statement execute function bump_access();
create trigger session_bumps after delete on auth.session
	for each statement execute function bump_access();
`.execute(db);
}
