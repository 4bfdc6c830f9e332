import { type Kysely, sql } from 'kysely';

/** The rollout: plans by import, ticks and targets by hand, difficulties with their history; all append-only. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
create table rollout_plan (
	id bigint generated always as identity primary key,
	at timestamptz not null,
	by_name text,
	source text not null
);
comment on table rollout_plan is 'Kế hoạch triển khai, whole, by import. The latest holds; none: the waves of the catalogue.';
comment on column rollout_plan.by_name is 'Who imported it. NULL: the command line.';
comment on column rollout_plan.source is 'Name of the file.';
create trigger rollout_plan_is_append_only before update or delete on rollout_plan
	for each row execute function refuse_change();

create table rollout_plan_unit (
	plan_id bigint not null references rollout_plan,
	unit text not null references unit,
	wave smallint not null check (wave > 0),
	go_live_on date not null,
	primary key (plan_id, unit)
);
comment on table rollout_plan_unit is 'A unit of a plan. Units not named are not part of the rollout.';
comment on column rollout_plan_unit.go_live_on is 'Day from which the unit receives for others: its day 0.';
create trigger rollout_plan_unit_is_append_only before update or delete on rollout_plan_unit
	for each row execute function refuse_change();

create table rollout_tick (
	id bigint generated always as identity primary key,
	unit text not null references unit,
	milestone text not null check (milestone in ('staff-trained', 'counter-equipped', 'public-told')),
	on_day date,
	account_id text not null,
	by_name text not null,
	at timestamptz not null
);
comment on table rollout_tick is 'Milestones no ledger can know, ticked by hand. Of one unit and milestone the latest row holds.';
comment on column rollout_tick.on_day is 'Day on which it was done. NULL: the tick is taken back.';
create trigger rollout_tick_is_append_only before update or delete on rollout_tick
	for each row execute function refuse_change();
-- Serves the page, now and at a past instant.
create index rollout_tick_by_unit on rollout_tick (unit, milestone, id desc);

create table rollout_target (
	id bigint generated always as identity primary key,
	unit text not null references unit,
	figure text not null check (figure in ('cross-received-month', 'procedures-used', 'online-month', 'on-time-month')),
	value double precision check (value > 0),
	started_at double precision,
	due_on date,
	account_id text not null,
	by_name text not null,
	at timestamptz not null,
	check ((value is null) = (due_on is null))
);
comment on table rollout_target is 'What a unit is to reach by a day. Of one unit and figure the latest row holds.';
comment on column rollout_target.value is 'At least this: a count, or a share 0–1. NULL: withdrawn.';
comment on column rollout_target.started_at is 'What the figure was when the target was set. NULL: there was nothing to measure.';
comment on column rollout_target.due_on is 'Last day for reaching it. NULL: withdrawn.';
create trigger rollout_target_is_append_only before update or delete on rollout_target
	for each row execute function refuse_change();
create index rollout_target_by_unit on rollout_target (unit, figure, id desc);

create table difficulty (
	id bigint generated always as identity primary key,
	unit text references unit
);
comment on table difficulty is 'Khó khăn, vướng mắc of the rollout. What is known of it stands in its versions.';
comment on column difficulty.unit is 'Where. NULL: the whole province.';
create trigger difficulty_is_append_only before update or delete on difficulty
	for each row execute function refuse_change();

create table difficulty_version (
	difficulty_id bigint not null references difficulty,
	version integer not null check (version > 0),
	what text not null check (what <> ''),
	since date not null,
	blocks text,
	responsible text not null check (responsible <> ''),
	deadline date not null,
	authority text not null check (authority in ('commune', 'province', 'central')),
	result text not null,
	is_closed boolean not null,
	account_id text not null,
	by_name text not null,
	at timestamptz not null,
	primary key (difficulty_id, version),
	check (not is_closed or result <> '')
);
comment on table difficulty_version is 'A difficulty as it was written down at one time. The highest version holds; the others are its history.';
comment on column difficulty_version.blocks is 'Milestone or figure it holds up, by id. NULL: nothing that is measured.';
comment on column difficulty_version.result is 'What came of it. Empty: nothing yet.';
create trigger difficulty_version_is_append_only before update or delete on difficulty_version
	for each row execute function refuse_change();

-- First and last dossier a unit has received for others: one step into it.
create index dossier_received_for_others on dossier (receiving, accepted_at, code)
	where cross_boundary and accepted_at is not null;
-- First and last dossier a unit has resolved for others.
create index dossier_resolved_for_others on dossier (resolving, closed_at, code)
	where cross_boundary and status in (9, 10) and closed_at is not null;
-- First result of a unit that was handed over elsewhere.
create index dossier_returned_elsewhere on dossier (resolving, returned_at, code)
	where returned_at is not null and "returning" <> resolving;
-- Whether a unit ended anything in a week, and anything late.
create index dossier_ended_by_unit on dossier (resolving, timeliness, closed_at) where timeliness is not null;
-- Whether a unit has received a procedure at all.
create index dossier_received_procedure on dossier (receiving, procedure) where accepted_at is not null;
`.execute(db);
}
