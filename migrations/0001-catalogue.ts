import { type Kysely, sql } from 'kysely';

/** Units, procedures, calendars, officials: what the office is, before any dossier. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
create table calendar (
	id text primary key,
	name text not null
);
comment on table calendar is 'A working-time calendar. Its rules live in versions.';

create table calendar_version (
	calendar_id text not null references calendar,
	version integer not null check (version > 0),
	effective_from timestamptz not null,
	rules jsonb not null,
	note text not null,
	primary key (calendar_id, version),
	unique (calendar_id, effective_from)
);
comment on table calendar_version is
	'Never updated. A dossier accepted at t is clocked with the newest version whose effective_from <= t, so no promise moves when a version is added.';
comment on column calendar_version.rules is
	'CalendarRules: weekly windows in minutes since midnight, days off, worked days, closures per unit, each with source and confidence.';

create table unit (
	code text primary key,
	kind text not null check (kind in ('centre', 'department', 'commune')),
	name text not null,
	name_en text not null,
	short_name text not null,
	one_stop text not null,
	calendar_id text not null references calendar,
	valid_from date not null,
	valid_to date,
	successor text references unit,
	wave smallint,
	go_live_on date,
	lat double precision,
	lon double precision,
	confidence text not null,
	check (valid_to is null or valid_to > valid_from),
	check ((lat is null) = (lon is null)),
	check ((wave is null) = (go_live_on is null)),
	check (successor is null or valid_to is not null)
);
comment on table unit is 'Đơn vị. Abolished units stay, with the end of their validity and their successor.';
comment on column unit.one_stop is 'Code of the one-stop that receives for this unit: itself for a commune or centre, the provincial centre for a department.';
comment on column unit.wave is 'Wave of the boundary-independent rollout. NULL: not part of a wave.';
comment on column unit.go_live_on is 'Day from which the unit receives for others. NULL: not part of a wave.';
comment on column unit.lat is 'Label point, WGS84. NULL: not on the map.';
comment on column unit.confidence is 'How sure the catalogue is of this row, in words: verified, invented placeholder, own knowledge …';

create table procedure (
	code text primary key,
	name text not null,
	name_en text not null,
	field text not null,
	level text not null check (level in ('province', 'commune')),
	competent text references unit,
	online_level text check (online_level in ('full', 'partial')),
	immediate boolean not null,
	supplement_rule text not null check (supplement_rule in ('restart', 'pause')),
	valid_from date not null,
	valid_to date,
	confidence text not null,
	check (valid_to is null or valid_to > valid_from)
);
comment on table procedure is 'Thủ tục hành chính, by national code without the localised suffix.';
comment on column procedure.competent is 'Competent department. NULL: the commune itself, or not known.';
comment on column procedure.immediate is 'Result handed over at once (trả ngay); not part of boundary-independent reception.';
comment on column procedure.supplement_rule is 'After a supplement the limit starts again (restart) or goes on where it stopped (pause).';

create table procedure_limit (
	procedure_code text not null references procedure,
	valid_from date not null,
	valid_to date,
	value integer not null check (value > 0),
	unit text not null check (unit in ('working-day', 'calendar-day', 'hour', 'same-day')),
	source text not null,
	confidence text not null,
	primary key (procedure_code, valid_from),
	check (valid_to is null or valid_to > valid_from)
);
comment on table procedure_limit is 'Time limit of a procedure by day of acceptance. No row for a day: no known limit.';

create table official (
	unit_code text not null references unit,
	name text not null,
	title text,
	active_from date not null,
	active_to date,
	primary key (unit_code, name)
);
comment on table official is 'Cán bộ: whom a feed names as handler in a unit. Feeds carry no number, so unit and name are the key.';
`.execute(db);
}
