import type { Scope } from '../../domain/access/scope.ts';
import { toViewKey, type ViewFilter } from '../../domain/board/dimensions.ts';
import type { WholeView } from '../../contract/live.ts';
import { LiveView } from './live-view.ts';
import type { Opener } from './opener.ts';
import type { ProvinceBoard } from './province-board.ts';

export interface Room {
	/** Name of its Socket.IO room. */
	readonly key: string;
	readonly view: LiveView;
}

interface KeptRoom extends Room {
	readonly opener: Opener;
	lastUse: number;
}

/** Views one node keeps at once. Each costs a few kilobytes and a look at every change. */
const MOST_VIEWS = 1_000;
/**
 * Of these, as many may be there because one session, or one account on all its screens, asked for them first: more than
 * anybody looks at, and too few to leave nothing for others. Joining a view that is there costs nothing and is not counted.
 */
const MOST_OF_ONE = { session: 30, account: 250 } as const;
/** A view nobody looks at is kept for so long: a page was rendered from it and its socket is on the way. */
const KEEP_MS = 30_000;
/** Begins the name of every view's room, so that it is told from a connection's other rooms. */
export const VIEW_ROOM = 'view:';

/** All that is kept is in use; or this session or account has its share open. */
export type NoRoom = 'too-many' | 'too-many-own';

/** The views that are looked at, by scope and filter. Opened when first asked for, let go when nobody has looked for a while. */
export class ViewRooms {
	readonly #board: ProvinceBoard;
	readonly #rooms = new Map<string, KeptRoom>();
	readonly #opening = new Map<string, { readonly room: Promise<Room>; readonly opener: Opener }>();
	readonly #renewing = new Set<string>();

	constructor(board: ProvinceBoard) {
		this.#board = board;
	}

	get size(): number {
		return this.#rooms.size;
	}

	advance(): void {
		this.#board.tick();
	}

	/** The room of a filter within a scope. Reads the past of a view that is not open yet; rejects when it cannot be read. */
	async open(filter: ViewFilter, scope: Scope, opener: Opener = null): Promise<Room | NoRoom> {
		const key = VIEW_ROOM + toViewKey(filter, scope);
		const room = this.#rooms.get(key);
		if (room !== undefined) {
			room.lastUse = performance.now();
			return room;
		}
		const opening = this.#opening.get(key);
		if (opening !== undefined) return opening.room;
		if (this.#rooms.size + this.#opening.size >= MOST_VIEWS) return 'too-many';
		if (opener !== null && this.#hasShare(opener)) return 'too-many-own';
		const made = this.#make(key, filter, scope, opener).finally(() => this.#opening.delete(key));
		this.#opening.set(key, { room: made, opener });
		return made;
	}

	/** The view as the board stands, for a page whose reader may not have one more room: nothing of it is kept. */
	async glance(filter: ViewFilter, scope: Scope): Promise<WholeView> {
		const history = await this.#board.readHistory(filter, scope);
		const whole = new LiveView(this.#board, filter, scope, history).whole();
		// A room of this view may have been opened meanwhile; then the board goes on counting for it.
		const key = toViewKey(filter, scope);
		if (!this.#rooms.has(VIEW_ROOM + key) && !this.#opening.has(VIEW_ROOM + key)) this.#board.letGo(key);
		return whole;
	}

	#hasShare({ account, session }: NonNullable<Opener>): boolean {
		const openers = [...this.#rooms.values(), ...this.#opening.values()].map(({ opener }) => opener);
		return (
			openers.filter((one) => one?.session === session).length >= MOST_OF_ONE.session ||
			openers.filter((one) => one?.account === account).length >= MOST_OF_ONE.account
		);
	}

	/** Rooms with viewers. Those without are let go after a while, except the one of the whole province. */
	*inUse(hasViewers: (key: string) => boolean): Generator<Room> {
		const now = performance.now();
		for (const room of this.#rooms.values()) {
			if (hasViewers(room.key)) room.lastUse = now;
			else if (room.key !== VIEW_ROOM && now - room.lastUse > KEEP_MS) {
				this.#rooms.delete(room.key);
				this.#board.letGo(toViewKey(room.view.filter, room.view.scope));
				continue;
			}
			// Also without viewers: a page rendered on the server shows the view at its last message.
			yield room;
		}
	}

	/** Reads a view's past again; its new state, or null when that is being done already or the view is gone. */
	async renew(key: string): Promise<WholeView | null> {
		const room = this.#rooms.get(key);
		if (room === undefined || this.#renewing.has(key)) return null;
		this.#renewing.add(key);
		try {
			const edition = this.#board.edition;
			const { filter, scope } = room.view;
			return room.view.renew(await this.#board.readHistory(filter, scope), edition);
		} catch {
			// The database is away: the follower says so, and the next tick tries again.
			return null;
		} finally {
			this.#renewing.delete(key);
		}
	}

	async #make(key: string, filter: ViewFilter, scope: Scope, opener: Opener): Promise<Room> {
		const history = await this.#board.readHistory(filter, scope);
		const room = { key, view: new LiveView(this.#board, filter, scope, history), opener, lastUse: performance.now() };
		this.#rooms.set(key, room);
		return room;
	}
}
