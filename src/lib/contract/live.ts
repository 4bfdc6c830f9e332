import * as v from 'valibot';
import type { Instant } from '../domain/time/instant.ts';
import type { Side } from '../domain/board/layout.ts';
import { CHANNELS, type EventType } from '../domain/dossier/event.ts';
import type { Freshness } from './freshness.ts';

/**
 * What crosses the socket. Declared once, used by both ends.
 *
 * A view is a fixed row of numbers (cells) whose places are given by `OverviewLayout`; a change says by how much which
 * cells differ. The messages of a connection are numbered: a screen that misses one (it was slow) asks again. A screen
 * watches one view at a time; of the view's dossiers it gets those in the scope of whoever is signed in.
 */
export interface TickerLine {
	readonly at: Instant;
	readonly type: EventType | 'overdue';
	readonly dossier: string;
	readonly receiving: string | null;
	readonly resolving: string | null;
}

/** What is known of the days before today. Changes at midnight, or when the past was corrected: sent with whole views only. */
export interface History {
	/** Named after what it says: the same past has the same name on every server and after a restart. */
	readonly id: string;
	/** Office days (ISO) of the series, oldest first, today excluded. */
	readonly days: readonly string[];
	/** Figure id → one number per day, at the end of that day. Shares are 0–1; null: nothing to divide by. */
	readonly figures: Readonly<Record<string, readonly (number | null)[]>>;
	/** Per side: unit code → dossiers received per day. A unit that received none is missing. */
	readonly received: Readonly<Record<Side, Readonly<Record<string, readonly number[]>>>>;
	/** Usual intake per slot of the day on this weekday: mean of the last four. */
	readonly usualIntake: readonly number[];
	/** Intake per slot on the same weekday of last week. */
	readonly lastWeekIntake: readonly number[];
}

export interface WholeView {
	/** Number of the last message this view includes. Meaningful on this connection only. */
	readonly seq: number;
	/** Version of the ledger the cells are true for. */
	readonly version: number;
	/** Instant for which the cells are true. */
	readonly asOf: Instant;
	readonly cells: readonly number[];
	readonly history: History;
	readonly ticker: readonly TickerLine[];
}

/**
 * What a screen needs that holds the same past already: a tenth of a whole view. All cells, not the differences to what it
 * holds: another server told it of other moments between two changes, so nobody but the screen knows these differences.
 */
export type Resumption = Omit<WholeView, 'history'>;

/** What one message of a view says beside the cells. */
export interface ViewChange {
	/** One more than the message before. */
	readonly seq: number;
	readonly version: number;
	readonly asOf: Instant;
	/** From the writing of its newest record to the sending of this message; null: no record, only time has passed. */
	readonly delayMs: number | null;
}

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

/** What a client may ask to watch: the overview, for all dossiers or for those of a filter. */
export const watchRequestSchema = v.strictObject({
	view: v.literal('overview'),
	filter: v.strictObject({
		receiving: v.optional(text),
		resolving: v.optional(text),
		procedure: v.optional(text),
		field: v.optional(text),
		channel: v.optional(v.picklist(CHANNELS))
	}),
	/** The state the screen holds, if it wants to go on from there. */
	since: v.optional(v.strictObject({ version: v.number(), history: text }))
});
export type WatchRequest = v.InferOutput<typeof watchRequestSchema>;

/**
 * Why a subscription was refused: nonsense; too many views open on this server; too many of them opened by this session or
 * account; the ledger cannot be read now; this server
 * has not read as far as the screen has.
 */
export type WatchProblem = 'bad-request' | 'too-many-views' | 'too-many-own-views' | 'not-ready' | 'behind';

export type WatchAnswer =
	| { readonly ok: true; readonly whole: WholeView }
	| { readonly ok: true; readonly resume: Resumption }
	| { readonly ok: false; readonly problem: WatchProblem };

/**
 * Why somebody may not look, or no more: nobody is signed in (the session has ended), or they may see nothing. A handshake is
 * refused with one of them as `data.reason` of Socket.IO's `connect_error`; an open connection is told `view:ended`. Either
 * way, to try again by itself is no use.
 */
export const END_REASONS = ['signed-out', 'forbidden'] as const;
export type EndReason = (typeof END_REASONS)[number];

/** How somebody's messages stand. `newest` rises with each that comes; 0: there is none. */
export interface InboxNews {
	readonly unread: number;
	readonly newest: number;
}

export interface ServerToClient {
	/**
	 * A message packed by `packChange`. The name is short because this is the message sent by the thousand: as bytes to
	 * screens that take frames (see `FRAMES`), in base64 to others.
	 */
	c: (packed: Uint8Array | string) => void;
	/** Lines of the ticker packed by `packLines`, to screens that take frames. */
	lines: (packed: Uint8Array) => void;
	'view:whole': (view: WholeView) => void;
	/** This server cannot follow the ledger: what was told stays as of its time until the next message. */
	'view:slow': () => void;
	/** New lines, newest first, at most once a second; to screens that do not take frames. */
	'view:ticker': (lines: readonly TickerLine[]) => void;
	/** What this screen may see is not what it was: it is in no view any more, and a whole one of the new scope follows. */
	'scope:changed': () => void;
	/** The last message: this screen may see nothing any more, and the connection is closed. */
	'view:ended': (reason: EndReason) => void;
	/** What has fallen silent in the scope, whatever the view; on connecting, when it changes, and at most once a minute. */
	freshness: (freshness: Freshness) => void;
	/** To the account the connection is of, whatever the view: when its messages changed, here or on another screen. */
	inbox: (news: InboxNews) => void;
}
export interface ClientToServer {
	'view:watch': (request: unknown, answer: (a: WatchAnswer) => void) => void;
}

/**
 * How a screen says in its handshake (`?frames=…`) that it takes changes as bare binary messages, two bytes around each
 * instead of twenty-two. Another number whenever their form changes: who asks for another one gets base64 events.
 */
export const FRAMES = '1';
