import { type Kysely, sql } from 'kysely';

/** True borders of the units, for the map (without them it shows tiles), and the names that units had before. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
create table boundaries (
	only_one boolean primary key default true check (only_one),
	digest text not null,
	source text not null,
	width double precision not null check (width > 0),
	height double precision not null check (height > 0),
	shapes jsonb not null,
	imported_at timestamptz not null
);
comment on table boundaries is 'Borders of the units as they were imported last, ready to be drawn. No row: the map shows tiles.';
comment on column boundaries.digest is 'Of everything drawn; part of the address under which browsers keep it for good.';
comment on column boundaries.source is 'Whose borders these are, as the map says it.';
comment on column boundaries.width is 'Of the drawing, in its own units.';

create table unit_name (
	unit_code text not null references unit,
	name text not null,
	name_en text not null,
	short_name text not null,
	valid_to date not null,
	primary key (unit_code, name)
);
comment on table unit_name is 'Names a unit had before it was renamed; its code stayed. Feeds go on using them.';
comment on column unit_name.valid_to is 'Day from which the catalogue names it otherwise.';

comment on column boundaries.shapes is 'Per unit of the day of the import: code, label point x and y, and the shape as an SVG path.';
`.execute(db);
}
