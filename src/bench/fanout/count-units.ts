/** What the two baselines count: received today, backlog and overdue of every unit, as it receives and as it resolves. */
export const COUNT_UNITS = `
	select role || unit as unit, count(*) filter (where accepted_at >= $1) as received,
		count(*) filter (where closed_at is null) as backlog,
		count(*) filter (where closed_at is null and due_at < now()) as overdue
	from (select accepted_at, closed_at, due_at, receiving, resolving from dossier
		where accepted_at is not null and closed_at is null
		union all select accepted_at, closed_at, due_at, receiving, resolving from dossier
		where accepted_at >= $1 and closed_at is not null) d
	cross join lateral (values ('a', receiving), ('b', resolving)) u (role, unit)
	group by 1`;

/** Midnight of today at the office. */
export function dayStart(): Date {
	const day = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
	return new Date(`${day}T00:00:00+07:00`);
}
