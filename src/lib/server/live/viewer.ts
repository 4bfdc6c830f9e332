import type { Socket } from 'socket.io';
import * as v from 'valibot';
import type { Freshness } from '../../contract/freshness.ts';
import {
	type ClientToServer,
	type EndReason,
	type InboxNews,
	type ServerToClient,
	type WatchAnswer,
	watchRequestSchema
} from '../../contract/live.ts';
import type { Access } from '../../domain/access/access.ts';
import { isNothing, type Scope, toScopeKey } from '../../domain/access/scope.ts';
import type { ViewFilter } from '../../domain/board/dimensions.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Watched } from './access-watch.ts';
import type { Admitted } from './admit.ts';
import type { Opener } from './opener.ts';
import { type NoRoom, type Room, VIEW_ROOM } from './view-rooms.ts';

/** What a viewer needs of the hub. */
export interface ViewerHub {
	open(filter: ViewFilter, scope: Scope, opener: Opener): Promise<Room | NoRoom>;
	/** Brings everybody in a room up to the board. */
	tell(room: Room): void;
	/** What is known to be silent in a scope; null: nothing yet. */
	freshnessIn(scope: Scope): Freshness | null;
	/** All screens stand still, because the ledger cannot be followed. */
	isStanding(): boolean;
}

export type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, { admitted: Admitted }>;

/** Before a view that could not be opened is tried again. */
const AGAIN_MS = 1_000;

/** One connection: what it may see, and the view it watches. It is in the room of one view and in that of its scope. */
export class Viewer implements Watched {
	readonly sessionId: string;
	readonly accountId: string;
	readonly until: Instant | null;
	readonly #socket: LiveSocket;
	readonly #hub: ViewerHub;
	readonly #opener: Opener;
	#scope: Scope;
	/** Of the view that was asked for last and given. */
	#filter: ViewFilter | null = null;
	/** One at a time: the view asked for last is the one that is watched, however long each takes to open. */
	#turn = Promise.resolve();

	constructor(socket: LiveSocket, { sessionId, accountId, until, scope }: Admitted, hub: ViewerHub) {
		this.sessionId = sessionId;
		this.#opener = { account: accountId, session: sessionId };
		this.accountId = accountId;
		this.until = until;
		this.#socket = socket;
		this.#hub = hub;
		this.#scope = scope;
		this.#enterScope();
		socket.on('view:watch', (request, answer) => {
			if (typeof answer === 'function') this.#turn = this.#turn.then(() => this.#answer(request, answer));
		});
	}

	get scope(): Scope {
		return this.#scope;
	}

	tellInbox(news: InboxNews): void {
		this.#socket.emit('inbox', news);
	}

	onAccess(access: Access | null): void {
		if (access === null) this.#end('signed-out');
		else if (isNothing(access.view)) this.#end('forbidden');
		else if (toScopeKey(access.view) !== toScopeKey(this.#scope)) this.#move(access.view);
	}

	#end(reason: EndReason): void {
		this.#leaveRooms();
		this.#socket.emit('view:ended', reason);
		this.#socket.disconnect(true);
	}

	/** Out of the old rooms at once; into the new view as soon as it is open. */
	#move(scope: Scope): void {
		this.#scope = scope;
		this.#leaveRooms();
		this.#socket.emit('scope:changed');
		this.#enterScope();
		this.#turn = this.#turn.then(() => this.#showAgain());
	}

	#enterScope(): void {
		void this.#socket.join(toScopeRoom(this.#scope));
		const freshness = this.#hub.freshnessIn(this.#scope);
		if (freshness !== null) this.#socket.emit('freshness', freshness);
	}

	#leaveRooms(): void {
		for (const name of this.#socket.rooms) if (name !== this.#socket.id) void this.#socket.leave(name);
	}

	async #answer(request: unknown, answer: (a: WatchAnswer) => void): Promise<void> {
		if (!this.#socket.connected) return;
		answer(await this.#watch(request));
		if (this.#hub.isStanding()) this.#socket.emit('view:slow');
	}

	async #watch(request: unknown): Promise<WatchAnswer> {
		const parsed = v.safeParse(watchRequestSchema, request);
		if (!parsed.success) return { ok: false, problem: 'bad-request' };
		const { filter, since } = parsed.output;
		const room = await this.#open(filter);
		if (room === null) return { ok: false, problem: 'not-ready' };
		if (room === 'too-many') return { ok: false, problem: 'too-many-views' };
		if (room === 'too-many-own') return { ok: false, problem: 'too-many-own-views' };
		this.#leaveView();
		// Nothing may be awaited from here on: who joins must start from where the room stands. That is a tick old at most;
		// to tell everybody for each who joins would be a flood when many do.
		if (since !== undefined && room.view.isBehind(since)) {
			this.#hub.tell(room);
			if (room.view.isBehind(since)) return { ok: false, problem: 'behind' };
		}
		this.#enterView(room, filter);
		const resume = since === undefined ? null : room.view.resume(since);
		return resume === null ? { ok: true, whole: room.view.whole() } : { ok: true, resume };
	}

	/** After a move: the view that was watched, in the new scope. Tries until it can be opened. */
	async #showAgain(): Promise<void> {
		while (this.#filter !== null && this.#socket.connected && !this.#isInView()) {
			const room = await this.#open(this.#filter);
			if (room !== null && typeof room !== 'string') {
				this.#enterView(room, this.#filter);
				this.#socket.emit('view:whole', room.view.whole());
				return;
			}
			this.#socket.emit('view:slow');
			await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
		}
	}

	/** The room of a filter in the scope that holds when it is open. Null: it cannot be read, or nobody waits for it. */
	async #open(filter: ViewFilter): Promise<Room | NoRoom | null> {
		for (;;) {
			const scope = this.#scope;
			const room = await this.#hub.open(filter, scope, this.#opener).catch(() => null);
			if (!this.#socket.connected) return null;
			if (scope === this.#scope) return room;
		}
	}

	#isInView(): boolean {
		return [...this.#socket.rooms].some((name) => name.startsWith(VIEW_ROOM));
	}

	#leaveView(): void {
		for (const name of this.#socket.rooms) if (name.startsWith(VIEW_ROOM)) void this.#socket.leave(name);
	}

	#enterView(room: Room, filter: ViewFilter): void {
		this.#filter = filter;
		void this.#socket.join(room.key);
	}
}

/** Name of the room of everybody with this scope. */
export function toScopeRoom(scope: Scope): string {
	return `scope:${toScopeKey(scope)}`;
}
