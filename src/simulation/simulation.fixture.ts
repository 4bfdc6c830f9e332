import { caMau } from '../lib/catalogue/ca-mau/ca-mau.ts';
import { readDeadline } from '../lib/domain/clock/deadline.ts';
import type { Dossier } from '../lib/domain/dossier/dossier.ts';
import type { DossierEvent } from '../lib/domain/dossier/event.ts';
import { fold } from '../lib/domain/dossier/fold.ts';
import { isCrossBoundary, toDossier } from '../lib/domain/dossier/to-dossier.ts';
import { dayOf, toDay, type Day, type Instant } from '../lib/domain/time/instant.ts';
import { findLimit } from './receipt-date.ts';
import { simulateDay } from './simulate-day.ts';
import type { TimedRecord } from './timed-record.ts';
import { createWorld, type World } from './world.ts';

export type Story = readonly TimedRecord[];

/** A province small enough for tests. */
export function aWorld(options: { seed?: number; scale?: number } = {}): World {
	return createWorld(caMau, { seed: 1, scale: 60, ...options });
}

/** Stories of the dossiers filed from one day to another, both included. */
export function storiesOf(world: World, from: string, to: string): Story[] {
	const stories: Story[] = [];
	for (let day: Day = toDay(from); day <= toDay(to); day++) stories.push(...simulateDay(world, day));
	return stories;
}

export const timeOf = ({ record }: TimedRecord): Instant => Date.parse(record.at);

/** The dossier as the office knows it at `now` from what was sent; null when nothing was. */
export function toDossierAt(world: World, story: Story, now: Instant): Dossier | null {
	const [first] = story;
	const events = story.filter(({ sendAt }) => sendAt <= now).map(toEvent);
	if (first === undefined || events.length === 0) return null;
	const state = fold(first.record.dossier, events);
	const { procedure: code, receiving, resolving } = state.facts;
	const procedure = caMau.procedures.find((known) => known.code === code);
	if (procedure === undefined || resolving === null) return null;
	const limit = findLimit(procedure, dayOf(state.acceptedAt ?? now));
	return toDossier(
		state,
		readDeadline(state, { limit, supplement: procedure.supplementRule }, world.calendar),
		{
			field: procedure.field,
			crossBoundary: isCrossBoundary(receiving, world.units.get(resolving)?.oneStop ?? null)
		},
		[]
	);
}

export function toEvent({ record }: TimedRecord): DossierEvent {
	const { key, type, at, returnAt, cause, procedure, receiving, resolving, returning, channel, handler } = record;
	const facts = { procedure, receiving, resolving, returning, channel, handler };
	return {
		key: key ?? '',
		type,
		at: Date.parse(at),
		facts: Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
		...(returnAt === undefined ? {} : { returnAt: Date.parse(returnAt) }),
		...(cause === undefined ? {} : { cause })
	};
}
