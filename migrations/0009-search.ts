import { type Kysely, sql } from 'kysely';

/** Lists in every order and from every place in constant time, and search without accents. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const { rows } = await sql<{ name: string }>`
		select collname as name from pg_catalog.pg_collation where collname = 'vi-x-icu'`.execute(db);
	// A server built without ICU sorts and folds by its own locale.
	const collation = sql.raw(rows.length === 0 ? '"default"' : '"vi-x-icu"');
	await sql`
create function fold_text(text) returns text language sql immutable strict parallel safe as $$
	select btrim(regexp_replace(replace(
		regexp_replace(lower(translate(normalize($1, NFD), 'đĐ', 'dd') collate ${collation}), '[\\u0300-\\u036f]', '', 'g'),
		'&', ' va '), '[^[:alnum:]]+', ' ', 'g'))
$$;
comment on function fold_text is
	'Text made comparable as foldName of the application does: lower case, no accents (đ = d), letters and digits, single spaces.';

alter table dossier add column search text not null
	generated always as (' ' || fold_text(code) || ' | ' || fold_text(coalesce(handler, '')) || ' ') stored;
comment on column dossier.search is
	'Code and handler folded, for search. Each word stands between spaces, so that a short one is looked for at the start of words.';

-- Lists by deadline: page 1 and page 1,000 are one step into it.
create index dossier_by_due on dossier (due_at, code);
-- Lists of one unit by deadline, lists by unit, and what a unit may see.
create index dossier_by_resolving on dossier (resolving, due_at, code);
create index dossier_by_receiving on dossier (receiving, due_at, code);
create index dossier_by_returning on dossier ("returning");
-- Lists of one procedure and of one field, counted from the index alone.
create index dossier_by_procedure on dossier (procedure);
create index dossier_by_field on dossier (field);
-- Lists by handler, in Vietnamese order.
create index dossier_by_handler on dossier (handler collate ${collation}, code);
-- The end of the list by day of acceptance: those not accepted yet, a few.
create index dossier_not_accepted on dossier (code) where accepted_at is null;
`.execute(db);
	await sql`
-- Serves search. Where the extension cannot be had, search reads the column from end to end.
do $$ begin
	create extension if not exists pg_trgm;
	create index dossier_by_search on dossier using gin (search gin_trgm_ops);
exception when others then
	raise notice 'no index for search: %', sqlerrm;
end $$;
`.execute(db);
}
