import type { Socket } from 'socket.io-client';
import {
	type ClientToServer,
	END_REASONS,
	type EndReason,
	type ServerToClient,
	type TickerLine,
	type WatchAnswer,
	type WatchProblem,
	type WholeView
} from '../../contract/live.ts';
import { toPacked } from '../../contract/link-options.ts';
import { unpackChange } from '../../contract/pack-change.ts';
import { unpackLines } from '../../contract/pack-lines.ts';
import type { ViewFilter } from '../../domain/board/dimensions.ts';

export type LinkSocket = Socket<ServerToClient, ClientToServer>;

/** How a link stands: changes arrive; it is connected, but they arrive late; it is not connected. */
export type LinkState = 'live' | 'slow' | 'cut';

/** Who hears of a link. */
export interface LinkListener {
	/** A newer state of the view. `delayMs`: from the writing of its newest record to here; null: it brings none. */
	onView(view: WholeView, delayMs: number | null): void;
	onState(state: LinkState): void;
	/** What may be seen is not what it was; the view of the new scope comes next. */
	onScope?(): void;
	/** The server does not let this screen follow its view, or does again (null). It is asked again by itself. */
	onRefused?(problem: WatchProblem | null): void;
	/** Nothing may be seen any more: it is cut, and does not come back by itself. */
	onEnded?(reason: EndReason): void;
}

/** The server speaks at least every two seconds; silence of this length is more than a slow network. */
const SILENCE_MS = 7_000;
/** Before asking again for a view that was refused or came from a server that lags behind. */
const RETRY_MS = 1_000;
/** A server that stays behind for so long will not catch up: the ledger itself was put back, from a backup perhaps. */
const BEHIND_MS = 30_000;
/** Lines of the ticker kept on a screen. */
const TICKER_LINES = 20;

/**
 * One view followed over one socket: asks for it, applies what comes, notices what is missing and asks again. It goes on
 * from the view it holds, with any server and after a restart. It never goes back to an older version, unless the ledger
 * itself did. What is painted, and when, is not its business.
 */
export class ViewLink {
	readonly #socket: LinkSocket;
	readonly #filter: ViewFilter;
	readonly #listener: LinkListener;
	#view: WholeView | null;
	#silence: ReturnType<typeof setTimeout> | undefined;
	#retry: ReturnType<typeof setTimeout> | undefined;
	/** Half of the last round trip: the way of a message from the server to here. */
	#wayMs = 0;
	/** What comes before the answer to a question belongs to the state before it. */
	#asking = false;
	/** Since when no server has been as far as the view. */
	#behindSince: number | null = null;

	/** `first`: the view the server rendered into the page; null: none. */
	constructor(socket: LinkSocket, filter: ViewFilter, first: WholeView | null, listener: LinkListener) {
		this.#socket = socket;
		this.#filter = filter;
		this.#view = first;
		this.#listener = listener;
		socket.on('connect', () => this.#ask());
		socket.on('disconnect', () => this.#say('cut'));
		socket.on('connect_error', (error) => this.#failed(error));
		socket.on('view:ended', (reason) => this.#end(reason));
		socket.on('scope:changed', () => this.#changeScope());
		socket.on('view:whole', (whole) => this.#take(whole));
		socket.on('view:slow', () => this.#say('slow'));
		socket.on('c', (packed) => this.#follow(toPacked(packed)));
		socket.on('lines', (packed) => this.#tell(unpackLines(packed)));
		socket.on('view:ticker', (lines) => this.#tell(lines));
	}

	/** Lets go of the view; the socket is closed with it. */
	close(): void {
		clearTimeout(this.#silence);
		clearTimeout(this.#retry);
		this.#socket.disconnect();
	}

	#failed(error: Error): void {
		const reason = findEndReason(error);
		if (reason === null) this.#say('cut');
		else this.#end(reason);
	}

	#end(reason: EndReason): void {
		this.#listener.onEnded?.(reason);
		this.#say('cut');
		this.close();
	}

	/** What may still come of the old scope is let be; the server sends a whole view of the new one. */
	#changeScope(): void {
		this.#asking = true;
		this.#listener.onScope?.();
	}

	#ask(): void {
		clearTimeout(this.#retry);
		if (!this.#socket.connected) return;
		this.#asking = true;
		const since = this.#view === null ? {} : { since: { version: this.#view.version, history: this.#view.history.id } };
		const asked = performance.now();
		this.#socket.emit('view:watch', { view: 'overview', filter: { ...this.#filter }, ...since }, (answer) => {
			this.#wayMs = (performance.now() - asked) / 2;
			this.#answered(answer);
		});
	}

	#answered(answer: WatchAnswer): void {
		if (answer.ok) {
			this.#behindSince = null;
			this.#listener.onRefused?.(null);
			if ('whole' in answer) this.#take(answer.whole);
			else if (this.#view !== null) this.#take({ ...answer.resume, history: this.#view.history });
			return;
		}
		const now = performance.now();
		if (answer.problem !== 'behind') this.#behindSince = null;
		else if (now - (this.#behindSince ??= now) > BEHIND_MS) this.#view = null;
		this.#listener.onRefused?.(answer.problem);
		this.#say('slow');
		this.#retry = setTimeout(() => this.#ask(), RETRY_MS);
	}

	#take(whole: WholeView): void {
		this.#asking = false;
		this.#show(whole, null);
	}

	#follow(packed: Uint8Array): void {
		if (this.#asking || this.#view === null) return;
		const change = unpackChange(packed, this.#view);
		if (change === null) {
			this.#ask();
			return;
		}
		const { delayMs, ...now } = change;
		this.#show({ ...this.#view, ...now }, delayMs === null ? null : delayMs + this.#wayMs);
	}

	#tell(lines: readonly TickerLine[]): void {
		if (this.#asking || this.#view === null) return;
		this.#show({ ...this.#view, ticker: [...lines, ...this.#view.ticker].slice(0, TICKER_LINES) }, null);
	}

	#show(view: WholeView, delayMs: number | null): void {
		this.#view = view;
		this.#listener.onView(view, delayMs);
		this.#say('live');
	}

	#say(state: LinkState): void {
		clearTimeout(this.#silence);
		if (state === 'live') this.#silence = setTimeout(() => this.#say('slow'), SILENCE_MS);
		this.#listener.onState(state);
	}
}

/** Why a handshake was refused for good; null: it failed for now. */
export function findEndReason(error: Error): EndReason | null {
	const { data } = error as Error & { readonly data?: { readonly reason?: unknown } };
	return END_REASONS.find((reason) => reason === data?.reason) ?? null;
}
