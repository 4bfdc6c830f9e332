import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as Engine } from 'engine.io';
import { Server } from 'socket.io';
import type { Freshness } from '../../contract/freshness.ts';
import {
	type ClientToServer,
	FRAMES,
	type InboxNews,
	type ServerToClient,
	type WholeView
} from '../../contract/live.ts';
import { packLines } from '../../contract/pack-lines.ts';
import { type Scope, toScopeKey } from '../../domain/access/scope.ts';
import type { ViewFilter } from '../../domain/board/dimensions.ts';
import type { AccessWatch } from './access-watch.ts';
import type { Admit, Admitted } from './admit.ts';
import { type Line, type Listener, type Message, tellLines } from './tell-room.ts';
import { nextTickMs } from './tick.ts';
import type { LiveMeter } from './live-meter.ts';
import type { Opener } from './opener.ts';
import type { Room, ViewRooms } from './view-rooms.ts';
import { type LiveSocket, toScopeRoom, Viewer } from './viewer.ts';

/** A connection, one level below Socket.IO; its packets are text, nearly all ASCII. */
interface CountedLine {
	on(event: 'packetCreate', listener: (packet: { readonly data?: unknown }) => void): void;
}

/** What the hub needs of whoever follows the ledger. */
export interface Following {
	/** The board cannot follow the ledger; then time stands still on the screens, and they say so. */
	readonly isInTrouble: () => boolean;
	/** Brings the board up to the ledger where there is news; null: there is none. Never rejects. */
	readonly catchUp: () => Promise<void> | null;
}

/** Who may look on, and whether they still may. */
export interface Guard {
	readonly admit: Admit;
	readonly watch: AccessWatch;
	/** What of it somebody may know who sees so much. */
	readonly freshnessIn: (freshness: Freshness, scope: Scope) => Freshness;
	/** Told of each who was let in. */
	readonly onArrival?: (accountId: string) => void;
}

/** A message is due at least this often, so that a screen knows it is not cut off. */
const HEARTBEAT_MS = 2_000;
const TICKER_MS = 1_000;
/** Time passes and screens hear of it also while the database takes its time. */
const CATCH_UP_MS = 100;
/** Connections taken in before other work gets its turn: some ten milliseconds of it. */
const ARRIVALS_PER_TURN = 20;
/** Whoever was not let in and does not go is shown out. */
const SHOW_OUT_MS = 10_000;

/**
 * Tells screens what changed: one room per view, one computation and one encoding for all its viewers. A screen that is
 * slow loses messages, not order: it sees the gap in the numbering and asks again. Under load the ticks get longer; what
 * happened in between travels together.
 */
export class Hub {
	readonly #rooms: ViewRooms;
	readonly #following: Following;
	readonly #guard: Guard;
	readonly #meter: LiveMeter | undefined;
	readonly #engine: Engine;
	readonly #io: Server<ClientToServer, ServerToClient, Record<string, never>, { admitted: Admitted }>;
	readonly #viewers = new Set<Viewer>();
	readonly #arriving: (() => void)[] = [];
	#timer: NodeJS.Timeout;
	#lastHeartbeat = 0;
	#lastTicker = 0;
	#saidSlow = false;
	#stopped = false;
	#freshness: Freshness | null = null;
	/** By scope, as far as somebody has asked. */
	readonly #freshnessOf = new Map<string, Freshness>();
	/** What was written to screens so far; a slow one's lost messages are not in it. */
	readonly sent = { messages: 0, bytes: 0 };

	constructor(rooms: ViewRooms, following: Following, guard: Guard, meter?: LiveMeter) {
		this.#rooms = rooms;
		this.#following = following;
		this.#guard = guard;
		this.#meter = meter;
		this.#engine = new Engine({
			transports: ['websocket'],
			// Frames are small and encoded once for all; deflate would be paid per viewer.
			perMessageDeflate: false,
			maxHttpBufferSize: 10_000,
			allowRequest: (request, answer) => {
				answer(null, isSameOrigin(request));
			}
		});
		this.#engine.on('connection', (line: CountedLine) => line.on('packetCreate', ({ data }) => this.#count(data)));
		this.#io = new Server({ serveClient: false, connectTimeout: SHOW_OUT_MS });
		this.#io.bind(this.#engine);
		this.#io.use((socket, next) => void this.#admit(socket, next));
		this.#io.on('connection', (socket) => this.#welcome(socket));
		this.#timer = setTimeout(() => void this.#tick(), 0);
	}

	get viewers(): number {
		return this.#io.engine.clientsCount;
	}

	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		// It may break while it waits; taking it in then finds it closed.
		socket.on('error', () => socket.destroy());
		this.#arriving.push(() => this.#engine.handleUpgrade(request, socket, head));
		if (this.#arriving.length === 1) setImmediate(() => this.#letIn());
	}

	/** However many come at once, what else there is to do gets its turn in between. */
	#letIn(): void {
		for (const open of this.#arriving.splice(0, ARRIVALS_PER_TURN)) open();
		if (this.#arriving.length > 0) setImmediate(() => this.#letIn());
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		clearTimeout(this.#timer);
		// Only the lines are closed: a client that is told to go does not come back.
		await this.#io.close();
	}

	/**
	 * The view as the board stands now, for a page rendered on the server: also for a reader who may have no more rooms,
	 * whose screen is told so when it wants to follow. Rejects when it cannot be read.
	 */
	async whole(filter: ViewFilter, scope: Scope, opener: Opener): Promise<WholeView> {
		const room = await this.#rooms.open(filter, scope, opener);
		if (typeof room === 'string') return this.#rooms.glance(filter, scope);
		this.#send(room, false);
		return room.view.whole();
	}

	/** Tells every screen what it may know of it, and from now on each that connects. */
	tellFreshness(freshness: Freshness): void {
		this.#freshness = freshness;
		this.#freshnessOf.clear();
		for (const { scope } of this.#viewers) {
			if (this.#freshnessOf.has(toScopeKey(scope))) continue;
			const known = this.#freshnessIn(scope);
			if (known !== null) this.#io.to(toScopeRoom(scope)).emit('freshness', known);
		}
	}

	/** Accounts that look on; each once. */
	get accounts(): Set<string> {
		return new Set([...this.#viewers].map(({ accountId }) => accountId));
	}

	/** Tells every screen of these accounts how their messages stand. */
	tellInboxes(inboxes: ReadonlyMap<string, InboxNews>): void {
		for (const viewer of this.#viewers) {
			const news = inboxes.get(viewer.accountId);
			if (news !== undefined) viewer.tellInbox(news);
		}
	}

	#freshnessIn(scope: Scope): Freshness | null {
		if (this.#freshness === null) return null;
		const key = toScopeKey(scope);
		let known = this.#freshnessOf.get(key);
		if (known === undefined) {
			known = this.#guard.freshnessIn(this.#freshness, scope);
			this.#freshnessOf.set(key, known);
		}
		return known;
	}

	async #admit(socket: LiveSocket, next: (refusal?: Error) => void): Promise<void> {
		const admitted = await this.#guard.admit(socket.request.headers);
		if (typeof admitted === 'object') {
			socket.data.admitted = admitted;
			next();
		} else if (admitted === 'unknown') {
			// Without a word: a client that is refused stays away, one whose line breaks comes back.
			socket.conn.close();
		} else next(Object.assign(new Error(admitted), { data: { reason: admitted } }));
	}

	#welcome(socket: LiveSocket): void {
		const viewer = new Viewer(socket, socket.data.admitted, {
			open: (filter, scope, opener) => this.#rooms.open(filter, scope, opener),
			tell: (room) => this.#send(room, false),
			freshnessIn: (scope) => this.#freshnessIn(scope),
			isStanding: () => this.#saidSlow
		});
		this.#viewers.add(viewer);
		this.#guard.watch.add(viewer);
		this.#guard.onArrival?.(viewer.accountId);
		socket.once('disconnect', () => {
			this.#viewers.delete(viewer);
			this.#guard.watch.remove(viewer);
		});
	}

	/** Brings a room up to the board. */
	#send({ key, view }: Room, mustSpeak: boolean): void {
		const bytes = view.next(mustSpeak);
		if (bytes === null) return;
		this.#write(key, { bytes, packet: () => `2["c","${Buffer.from(bytes).toString('base64')}"]` });
	}

	#write(key: string, message: Message): void {
		const written = tellLines(this.#listenersIn(key), message);
		this.sent.messages += written.messages;
		this.sent.bytes += written.bytes;
	}

	/** News of the ledger are read once a tick, however many there are: just before they are told. */
	async #tick(): Promise<void> {
		const began = performance.now();
		const reading = this.#following.catchUp();
		if (reading !== null) await atMost(CATCH_UP_MS, reading);
		if (this.#stopped) return;
		const started = performance.now();
		const usedBefore = process.cpuUsage();
		if (this.#following.isInTrouble()) this.#standStill();
		else this.#advance(started);
		const ended = performance.now();
		this.#meter?.ticked(ended - started);
		// Processor time, not the clock's: what others do with the machine must not make the screens older.
		const { user, system } = process.cpuUsage(usedBefore);
		this.#timer = setTimeout(() => void this.#tick(), nextTickMs((user + system) / 1000, ended - began));
	}

	*#listenersIn(key: string): Generator<Listener> {
		const { sockets, adapter } = this.#io.sockets;
		for (const id of adapter.rooms.get(key) ?? []) {
			const socket = sockets.get(id);
			yield { line: socket?.conn as Line | undefined, takesFrames: socket?.handshake.query['frames'] === FRAMES };
		}
	}

	/** All screens stand at the last state that was read, and know that it is old. */
	#standStill(): void {
		if (this.#saidSlow) return;
		this.#saidSlow = true;
		for (const room of this.#roomsInUse()) this.#send(room, false);
		this.#io.emit('view:slow');
	}

	#advance(started: number): void {
		this.#saidSlow = false;
		this.#rooms.advance();
		const mustSpeak = started - this.#lastHeartbeat >= HEARTBEAT_MS;
		if (mustSpeak) this.#lastHeartbeat = started;
		const tellsNews = started - this.#lastTicker >= TICKER_MS;
		if (tellsNews) this.#lastTicker = started;
		for (const room of this.#roomsInUse()) {
			const { key, view } = room;
			this.#send(room, mustSpeak);
			const lines = tellsNews ? view.nextLines() : [];
			if (lines.length > 0)
				this.#write(key, { bytes: packLines(lines), packet: () => `2["view:ticker",${JSON.stringify(lines)}]` });
			if (view.isOutdated) void this.#renew(key);
		}
	}

	#roomsInUse(): Iterable<Room> {
		return this.#rooms.inUse((name) => this.#io.sockets.adapter.rooms.has(name));
	}

	#count(data: unknown): void {
		this.sent.messages++;
		if (typeof data === 'string') this.sent.bytes += data.length;
	}

	async #renew(key: string): Promise<void> {
		const whole = await this.#rooms.renew(key);
		if (whole !== null) this.#io.to(key).emit('view:whole', whole);
	}
}

function atMost(ms: number, work: Promise<void>): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		void work.then(() => {
			clearTimeout(timer);
			resolve();
		});
	});
}

/** A WebSocket handshake is not under CORS: another site's page must not read with the visitor's cookie. */
function isSameOrigin(request: IncomingMessage): boolean {
	const { origin, host } = request.headers;
	return origin === undefined || URL.parse(origin)?.host === host;
}
