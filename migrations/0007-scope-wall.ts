import { type Kysely, sql } from 'kysely';

/**
 * The second wall around dossiers. Reads for somebody who may not see the whole province say `set local role
 * thong_suot_scoped` and give their scope as settings of the transaction; then the database itself leaves out every other
 * row, whatever the query says. The owner of the tables, who writes the ledger, is not held by it. Where this login may
 * not make or assume roles (managed servers), the conditions in the queries stand alone; the start log says so. It
 * stands as soon as somebody who may has said:
 * `create role thong_suot_scoped nologin; grant thong_suot_scoped to <this login>;
 * grant select on ledger_head, dossier, event, applicant to thong_suot_scoped;`
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
-- A role belongs to the whole server: another database may have made it, even in this moment.
do $$ begin
	create role thong_suot_scoped nologin;
exception when duplicate_object or unique_violation or insufficient_privilege then null;
end $$;

do $$ begin
	grant thong_suot_scoped to current_user;
exception when undefined_object or insufficient_privilege or unique_violation then null;
end $$;

do $$ begin
	execute format('grant usage on schema %I to thong_suot_scoped', current_schema);
	grant select on ledger_head, dossier, event, applicant to thong_suot_scoped;
exception when undefined_object then null;
end $$;

alter table dossier enable row level security;
alter table event enable row level security;
alter table applicant enable row level security;

-- For whoever is not the owner; without settings nothing is seen. Sub-selects, so that each setting is read once a query
-- and the comparisons can use the indices.
create policy dossier_in_scope on dossier for select using (
	receiving = any (array(select jsonb_array_elements_text(nullif(current_setting('thong_suot.units', true), '')::jsonb)))
	or resolving = any (array(select jsonb_array_elements_text(nullif(current_setting('thong_suot.units', true), '')::jsonb)))
	or "returning" = any (array(select jsonb_array_elements_text(nullif(current_setting('thong_suot.units', true), '')::jsonb)))
	or (
		resolving = any (array(
			select hand->>0 from jsonb_array_elements(nullif(current_setting('thong_suot.hands', true), '')::jsonb) as h (hand)))
		and jsonb_build_array(resolving, handler)::text = any (array(
			select hand::text from jsonb_array_elements(nullif(current_setting('thong_suot.hands', true), '')::jsonb) as h (hand)))
	)
);
-- Their dossier is looked up under the policy above.
create policy event_in_scope on event for select
	using (exists (select from dossier where dossier.code = event.dossier_code));
create policy applicant_in_scope on applicant for select
	using (exists (select from dossier where dossier.code = applicant.dossier_code));
`.execute(db);
}
