import { type Kysely, sql } from 'kysely';

/** What findings and the view of a past instant need of a dossier, and whether its row was worked out by today's rules. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
alter table dossier
	add column transferring_since timestamptz,
	add column apologised_at timestamptz,
	add column first_arrived_at timestamptz not null default now(),
	add column last_arrived_at timestamptz not null default now(),
	add column end_arrived_at timestamptz;
comment on column dossier.transferring_since is 'Sent to the competent unit and not taken over yet. NULL: not on the way.';
comment on column dossier.apologised_at is 'First letter of apology. NULL: none was told of.';
comment on column dossier.first_arrived_at is 'When its first event came to us.';
comment on column dossier.last_arrived_at is 'When its last event came to us: since then its row has not changed.';
comment on column dossier.end_arrived_at is 'When the end of its processing came to us. NULL: open.';

update dossier d set first_arrived_at = e.first_at, last_arrived_at = e.last_at
from (
	select dossier_code, min(arrived_at) as first_at, max(arrived_at) as last_at from event group by 1
) e where e.dossier_code = d.code;
update dossier d set end_arrived_at = e.end_at
from (
	select e.dossier_code, min(e.arrived_at) as end_at from event e join dossier d on d.code = e.dossier_code
	where e.at = d.closed_at and e.type in ('refused', 'withdrawn', 'resolved', 'returned') group by 1
) e where e.dossier_code = d.code;

-- Serves the view of a past instant: only dossiers of which something came after it are folded again.
create index dossier_by_last_arrival on dossier (last_arrived_at);
-- Serves the list of dossiers on the way between two units.
create index dossier_in_transfer on dossier (transferring_since) where transferring_since is not null;

create table unit_end_day (
	unit text not null,
	day date not null,
	ended integer not null,
	primary key (day, unit)
);
comment on table unit_end_day is
	'How many dossiers a unit has resolved by day of the office. Kept by a trigger on dossier, in the same transaction: to count a quarter anew takes a second at a million dossiers.';
insert into unit_end_day (unit, day, ended)
select resolving, (closed_at at time zone 'Asia/Ho_Chi_Minh')::date, count(*) from dossier
where status in (9, 10) and closed_at is not null and resolving is not null group by 1, 2;

create function count_ends() returns trigger language plpgsql as $$
begin
	-- Whatever was resolved before and after says the same of most rows: they cancel out.
	if tg_op = 'INSERT' then
		insert into unit_end_day as known (unit, day, ended)
		select resolving, (closed_at at time zone 'Asia/Ho_Chi_Minh')::date, count(*) from added
		where status in (9, 10) and closed_at is not null and resolving is not null group by 1, 2 order by 1, 2
		on conflict (day, unit) do update set ended = known.ended + excluded.ended;
	else
		insert into unit_end_day as known (unit, day, ended)
		select resolving, (closed_at at time zone 'Asia/Ho_Chi_Minh')::date, sum(n) from (
			select resolving, closed_at, status, 1 as n from added
			union all select resolving, closed_at, status, -1 from removed
		) as changed
		where status in (9, 10) and closed_at is not null and resolving is not null
		group by 1, 2 having sum(n) <> 0 order by 1, 2
		on conflict (day, unit) do update set ended = known.ended + excluded.ended;
	end if;
	return null;
end $$;
-- Two, because a trigger that sees its rows together is of one event.
create trigger dossier_counts_ends after insert on dossier
	referencing new table as added for each statement execute function count_ends();
create trigger dossier_counts_ends_anew after update on dossier
	referencing old table as removed new table as added for each statement execute function count_ends();

-- A burst is that of the whole unit, whoever looks: so it is counted outside of the wall around dossiers, which leaves
-- out what the reader may not see. It tells numbers of units by day, and the queries tell nobody even these.
create function ends_by_day(first date, last date) returns table (unit text, day date, ended integer)
language sql stable security definer rows 5000 set search_path from current as $$
	select unit, day, ended from unit_end_day where day between first and last and ended > 0
$$;
comment on function ends_by_day is 'What unit_end_day says of the days from first to last, for readers of any scope.';

alter table ledger_head add column derived_by integer not null default 0;
comment on column ledger_head.derived_by is
	'Revision of the rules by which the rows of dossier were worked out from their events. Behind the program''s: they are worked out anew at start.';
update ledger_head set derived_by = 1 where not exists (select from dossier);
`.execute(db);
}
