import { type Kysely, sql } from 'kysely';

/** The desk: what officials can carry, moves of dossiers with everything needed to take them back, offers and messages. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
create table official_capacity (
	unit_code text not null,
	official text not null,
	share double precision not null check (share between 0 and 1),
	pattern double precision[] not null check (
		array_length(pattern, 1) = 7 and 0 <= all (pattern) and 1 >= all (pattern)),
	set_by text not null,
	set_at timestamptz not null,
	primary key (unit_code, official),
	foreign key (unit_code, official) references official
);
comment on table official_capacity is 'How much of full time an official works. No row: full time, every office hour.';
comment on column official_capacity.share is 'Part of full time, 0 to 1.';
comment on column official_capacity.pattern is 'Part of each weekday''s office hours, Monday first; multiplies with share.';
comment on column official_capacity.set_by is 'Name of whoever set it.';

create table official_skill (
	unit_code text not null,
	official text not null,
	procedures text[] not null,
	set_by text not null,
	set_at timestamptz not null,
	primary key (unit_code, official),
	foreign key (unit_code, official) references official
);
comment on table official_skill is 'Procedures an official may handle, by code. No row: all of them.';

create table official_absence (
	id bigint generated always as identity primary key,
	unit_code text not null,
	official text not null,
	from_day date not null,
	to_day date not null check (to_day >= from_day),
	stand_in text,
	set_by text not null,
	set_at timestamptz not null,
	cancelled_by text,
	cancelled_at timestamptz,
	foreign key (unit_code, official) references official,
	foreign key (unit_code, stand_in) references official,
	check (stand_in <> official),
	check ((cancelled_by is null) = (cancelled_at is null))
);
comment on table official_absence is 'Vắng mặt: whole days, both ends absent.';
comment on column official_absence.stand_in is 'Official of the same unit whose list shows the work meanwhile. NULL: nobody.';
comment on column official_absence.cancelled_at is 'NULL: in force.';
-- Serves the desk of one unit and the check of a move.
create index official_absence_by_unit on official_absence (unit_code, official, to_day) where cancelled_at is null;

create table procedure_effort (
	id bigint generated always as identity primary key,
	unit_code text not null references unit,
	procedure text not null references procedure,
	from_day date not null,
	minutes double precision check (minutes > 0),
	reason text not null check (reason <> ''),
	set_by text not null,
	set_at timestamptz not null
);
comment on table procedure_effort is
	'What a head says a dossier of a procedure costs in their unit. Append-only: the history is the table; of one day the latest row holds.';
comment on column procedure_effort.minutes is 'Working minutes of one dossier. NULL: from this day on the measured median again.';
comment on column procedure_effort.from_day is 'First day in force.';
create trigger procedure_effort_is_append_only before update or delete on procedure_effort
	for each row execute function refuse_change();
-- Serves the desk of one unit.
create index procedure_effort_by_unit on procedure_effort (unit_code, from_day, id);

create table do_not_move (
	id bigint generated always as identity primary key,
	dossier_code text not null references dossier,
	reason text not null check (reason <> ''),
	set_by text not null,
	set_at timestamptz not null,
	lifted_by text,
	lifted_at timestamptz,
	check ((lifted_by is null) = (lifted_at is null))
);
comment on table do_not_move is 'Dossiers that stay in the hand they are in: no move takes them, no proposal names them.';
comment on column do_not_move.lifted_at is 'NULL: in force.';
create unique index do_not_move_in_force on do_not_move (dossier_code) where lifted_at is null;

create table move (
	id uuid primary key default gen_random_uuid(),
	account_id text not null,
	key text not null,
	fingerprint text not null,
	by_name text not null,
	at timestamptz not null,
	kind text not null check (kind in ('official', 'pool', 'unit-offer', 'direction')),
	to_unit text references unit,
	to_official text,
	reason_code text not null,
	reason_text text not null,
	undo_until timestamptz not null,
	unique (account_id, key),
	foreign key (to_unit, to_official) references official,
	check ((kind = 'official') = (to_official is not null)),
	check ((kind = 'pool') = (to_unit is null))
);
comment on table move is 'One decision to move dossiers, of one or of thousands. What became of each dossier is in move_item.';
comment on column move.account_id is 'Account that asked for it, also after the account is gone.';
comment on column move.key is 'Idempotency key of the request: sent again, it is answered with the first answer.';
comment on column move.fingerprint is 'Of the request, so that a key used for another one is noticed.';
comment on column move.to_unit is 'Unit of the official, or the unit it is offered or directed to. NULL: to the pool of the unit each is in.';
comment on column move.reason_code is 'From the short list in the contract.';
comment on column move.reason_text is 'Free text beside it. Empty: the list said enough.';
comment on column move.undo_until is 'Until then it can be taken back.';
-- Serves the list of recent moves.
create index move_by_time on move (at desc);

create table move_item (
	move_id uuid not null references move,
	position integer not null check (position >= 0),
	dossier_code text not null,
	version_seen bigint not null,
	from_unit text,
	from_handler text,
	to_unit text,
	to_handler text,
	version_before bigint,
	version_after bigint,
	result text,
	undone_at timestamptz,
	undone_by text,
	undone_version bigint,
	primary key (move_id, position),
	unique (move_id, dossier_code),
	check ((version_after is null) = (result is distinct from 'moved')),
	check ((undone_at is null) = (undone_version is null))
);
comment on table move_item is 'One dossier of a move, moved or not, with where it was. A code may be one that does not exist.';
comment on column move_item.version_seen is 'Version of the dossier that whoever moved it had seen.';
comment on column move_item.from_handler is 'NULL: it was in the pool, or it was not touched.';
comment on column move_item.to_handler is 'NULL: to the pool, or it was not touched.';
comment on column move_item.version_before is 'Version of the dossier before. NULL: it was not looked at.';
comment on column move_item.version_after is 'Version of the ledger that moved it; as long as the dossier has it, nobody has touched it since.';
comment on column move_item.result is 'Code from the contract. NULL: not reached, because the program ended; the same request goes on there.';
comment on column move_item.undone_version is 'Version of the ledger that took it back. NULL: it was not.';
-- Serves working through a move.
create index move_item_not_reached on move_item (move_id, position) where result is null;
-- Serves the check that a dossier is offered once, and answering an offer.
create index move_item_offered on move_item (dossier_code) where result = 'offered';
-- Serves the moves of one dossier.
create index move_item_by_dossier on move_item (dossier_code);

create table offer (
	move_id uuid primary key references move,
	to_unit text not null references unit,
	state text not null check (state in ('offered', 'accepted', 'declined', 'withdrawn')),
	reason text,
	answered_by text,
	answered_at timestamptz,
	check ((state = 'offered') = (answered_at is null)),
	check (state <> 'declined' or reason <> '')
);
comment on table offer is 'Dossiers offered to another unit, by the move that offers them. The clock runs on, and runs for whoever has them.';
comment on column offer.reason is 'Why it was declined or withdrawn. NULL: not said.';
-- Serves the offers a unit has to answer.
create index offer_open on offer (to_unit) where state = 'offered';

create table message (
	id bigint generated always as identity primary key,
	account_id text not null references auth."user" on delete cascade,
	move_id uuid not null references move,
	about text not null check (about in ('move', 'undo', 'offer', 'answer')),
	at timestamptz not null,
	got integer not null,
	gave integer not null,
	read_at timestamptz,
	unique (account_id, move_id, about)
);
comment on table message is 'What a person is told within the application: once per move, however many dossiers.';
comment on column message.got is 'Dossiers that came to them, or that they may take.';
comment on column message.gave is 'Dossiers that left them.';
comment on column message.read_at is 'NULL: not read.';
-- Serves the list of one person, newest first, and the number of unread ones.
create index message_by_account on message (account_id, id desc);
create index message_unread on message (account_id) where read_at is null;

-- What is decided here enters the ledger under this name. It is no feed that could be watched or given a key.
alter table feed add constraint feed_is_not_the_desk check (id <> 'desk');
comment on column event.feed_id is 'Feed of the request it came in, which refers to feed; desk: decided here, by a move.';
`.execute(db);
}
