import { type Kysely, sql } from 'kysely';

/** Frozen figures for the press: their content never changes, what was done with them is added as rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
create table press_freeze (
	id text primary key check (id ~ '^[A-Z]{2,4}-[0-9]{6}-[0-9]{4}-[0-9A-F]{4}$'),
	at timestamptz not null,
	content text not null,
	hash bytea not null check (hash = sha256(convert_to(content, 'UTF8'))),
	checks jsonb not null,
	frozen_by text not null,
	frozen_by_name text not null,
	frozen_at timestamptz not null check (frozen_at >= at),
	replaces text references press_freeze,
	replace_reason text,
	check ((replaces is null) = (replace_reason is null))
);
comment on table press_freeze is 'Figures frozen at a minute (chốt số liệu). Never changed; what was done with them is in press_freeze_step.';
comment on column press_freeze.id is 'Province, day and minute of the office, four digits of the hash; stands on paper and slides.';
comment on column press_freeze.at is 'Minute for which every number holds.';
comment on column press_freeze.content is 'Canonical JSON of what may be told: ids, codes and names of the catalogue, days, numbers. Nothing of a person or dossier.';
comment on column press_freeze.hash is 'SHA-256 of content in UTF-8.';
comment on column press_freeze.checks is 'What the signer has to look at, as computed when it was frozen; for the office only.';
comment on column press_freeze.frozen_by is 'Account that froze it, also after the account is gone.';
comment on column press_freeze.replaces is 'Freeze that this one corrects once it is published. NULL: none.';
comment on column press_freeze.replace_reason is 'Why, from the list in the program.';
-- Serves the list, newest first, and what replaces one.
create index freeze_by_time on press_freeze (frozen_at desc);
create index freeze_by_replaced on press_freeze (replaces) where replaces is not null;

create table press_freeze_step (
	freeze_id text not null references press_freeze,
	kind text not null check (kind in ('sign', 'publish', 'correct', 'withdraw')),
	seq integer not null check (seq > 0),
	by_id text not null,
	by_name text not null,
	at timestamptz not null,
	checks text[],
	public_from timestamptz,
	reason text,
	replaced_by text references press_freeze,
	primary key (freeze_id, seq),
	unique (freeze_id, kind),
	check ((kind = 'sign') = (checks is not null)),
	check ((kind = 'publish') = (public_from is not null)),
	check ((kind in ('correct', 'withdraw')) = (reason is not null)),
	check ((kind = 'correct') = (replaced_by is not null)),
	check (public_from >= at)
);
comment on table press_freeze_step is 'What was done with a freeze: signed, published, corrected, withdrawn. Only added.';
comment on column press_freeze_step.seq is 'Order of the steps of one freeze, from 1.';
comment on column press_freeze_step.by_id is 'Account that did it, also after the account is gone.';
comment on column press_freeze_step.checks is 'Points the signer ticked. NULL: not a signature.';
comment on column press_freeze_step.public_from is 'Minute from which everybody may see it (embargo). NULL: not a publication.';
comment on column press_freeze_step.reason is 'Why it was corrected or withdrawn, from the list in the program, since it stands on the public page.';

create trigger freeze_is_frozen before update or delete on press_freeze for each row execute function refuse_change();
create trigger freeze_stays before truncate on press_freeze for each statement execute function refuse_change();
create trigger freeze_step_is_append_only before update or delete on press_freeze_step
	for each row execute function refuse_change();
create trigger freeze_step_stays before truncate on press_freeze_step for each statement execute function refuse_change();

-- The rules that must hold whatever program writes: a second person signs, nothing is public unsigned, nothing follows a
-- withdrawal.
create function check_freeze_step() returns trigger language plpgsql as $$
declare
	maker text;
	last text;
	steps integer;
begin
	select frozen_by into maker from press_freeze where id = new.freeze_id for update;
	select count(*) into steps from press_freeze_step where freeze_id = new.freeze_id;
	select kind into last from press_freeze_step where freeze_id = new.freeze_id order by seq desc limit 1;
	if new.seq <> steps + 1
		or (new.kind = 'sign' and (last is not null or new.by_id = maker))
		or (new.kind = 'publish' and last is distinct from 'sign')
		or (new.kind = 'correct' and last is distinct from 'publish')
		or (new.kind = 'withdraw' and last is not distinct from 'withdraw')
	then
		raise exception 'freeze % cannot take the step %', new.freeze_id, new.kind using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger freeze_step_in_order before insert on press_freeze_step for each row execute function check_freeze_step();
`.execute(db);
}
