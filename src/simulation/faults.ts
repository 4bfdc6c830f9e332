import type { EventRecord } from '../lib/contract/record.ts';
import { createRandom, type Random } from './random.ts';
import type { TimedRecord } from './timed-record.ts';
import type { World } from './world.ts';

/** A record as it goes out: as it is, or broken. */
export interface Outgoing {
	readonly record: unknown;
	/** Null: as it should be. */
	readonly fault: Fault | null;
}

/** Fields in the wrong form are allowed in here. */
type Breaking = Partial<Record<keyof EventRecord, unknown>>;
type Break = (record: EventRecord, world: World, random: Random) => Breaking;

/** What goes wrong in real feeds. Each turns a right record into a wrong one. */
const BREAKS = {
	/** A unit from before the merger of communes. */
	'unknown-unit': (record, _, random) => ({
		...record,
		resolving: `9${String(Math.floor(random.between(9000, 9999)))}`
	}),
	/** Withdrawn or mistyped. */
	'unknown-procedure': (record) => ({ ...record, procedure: `9.${(record.procedure ?? '1.000000').slice(2)}` }),
	'missing-time': ({ at: _, ...record }) => record,
	'missing-type': ({ type: _, ...record }) => record,
	/** The code stands under another name: nobody knows which dossier it is. */
	'missing-code': ({ dossier, ...record }) => ({ ...record, soHoSo: dossier }) as Breaking,
	/** 30 February. */
	'wrong-date': (record) => ({ ...record, at: record.at.replace(/-\d{2}-\d{2}T/, '-02-30T') }),
	/** As people write it. */
	'other-date-form': (record) => ({
		...record,
		at: record.at.replace(/^(\d{4})-(\d{2})-(\d{2})T(.{5}).*$/, '$3/$2/$1 $4')
	}),
	'time-in-future': (record) => ({ ...record, at: addYears(record.at, 30) }),
	/** What a system writes when it knows no date. */
	'default-date': (record) => ({ ...record, at: '1900-01-01T00:00:00+07:00' }),
	/** The name of a unit in UTF-8, read and sent on as Latin-1. */
	'wrong-encoding': (record, world, random) => ({ ...record, receiving: misread(world.communes.draw(random).name) }),
	'unknown-type': (record) => ({ ...record, type: 'da-tiep-nhan' }),
	/** Its form is right, so it is taken, and the dossier is marked. */
	'impossible-transition': (record) => ({ ...record, type: record.type === 'returned' ? 'filed' : 'returned' })
} satisfies Record<string, Break>;
export type Fault = keyof typeof BREAKS;
export const FAULTS = Object.keys(BREAKS) as Fault[];

/**
 * The record, broken for a share of all. Which ones and how depends on seed, dossier and key: a record that is sent again
 * is broken again.
 */
export function toOutgoing({ record }: TimedRecord, world: World, share: number): Outgoing {
	if (share === 0) return { record, fault: null };
	const random = createRandom(world.seed, 9, hash(`${record.dossier}/${record.key ?? ''}`));
	if (!random.chance(share)) return { record, fault: null };
	const fault = random.pick(FAULTS);
	return { record: BREAKS[fault](record, world, random), fault };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
	let mixed = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193);
	return mixed >>> 0;
}

function misread(text: string): string {
	return String.fromCharCode(...new TextEncoder().encode(text));
}

function addYears(written: string, years: number): string {
	return `${Number(written.slice(0, 4)) + years}${written.slice(4)}`;
}
