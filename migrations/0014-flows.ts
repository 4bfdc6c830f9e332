import { type Kysely, sql } from 'kysely';

/** What the estimate of journeys not made takes for granted: dated, by whom and why, never changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
create table travel_assumption (
	id bigint generated always as identity primary key,
	from_day date not null,
	road_factor double precision not null check (road_factor between 1 and 5),
	speed_kmh double precision not null check (speed_kmh between 1 and 120),
	money_per_km double precision check (money_per_km > 0 and money_per_km <= 1000000),
	centre_lat double precision check (centre_lat between -90 and 90),
	centre_lon double precision check (centre_lon between -180 and 180),
	reason text not null check (reason <> ''),
	set_by text not null,
	set_at timestamptz not null,
	check ((centre_lat is null) = (centre_lon is null))
);
comment on table travel_assumption is
	'Giả định về quãng đường: in force is the one with the newest from_day that has begun, of these the last entered. No row: those of the program.';
comment on column travel_assumption.road_factor is 'Road kilometres for each kilometre along the great circle.';
comment on column travel_assumption.money_per_km is 'Đồng for each road kilometre. NULL: none was entered, so no money is told.';
comment on column travel_assumption.centre_lat is 'Point of the provincial one-stop, WGS84, where the catalogue has none. NULL: not known.';
comment on column travel_assumption.reason is 'On what it rests.';
comment on column travel_assumption.set_by is 'Name of the account at that time.';
create trigger travel_assumption_is_append_only before update or delete on travel_assumption
	for each row execute function refuse_change();
`.execute(db);
}
