import { io, type Socket } from 'socket.io-client';
import { LINK_OPTIONS } from '../../lib/contract/link-options.ts';
import type { ClientToServer, ServerToClient, WatchAnswer } from '../../lib/contract/live.ts';

const ASK_AGAIN_MS = 1_000;

export interface ScreenListener {
	/** It has its numbers: for the first time, or again. */
	onBack(): void;
	/** A connection or a view was not to be had; it tries again. */
	onRefused(why: string): void;
}

/** A screen without anything to look at: it holds the overview's version and lets the numbers go. */
export class Screen {
	readonly #socket: Socket<ServerToClient, ClientToServer>;
	readonly #listener: ScreenListener;
	#since: { readonly version: number; readonly history: string } | null = null;
	#again: NodeJS.Timeout | undefined;

	constructor(url: string, readerKey: string, listener: ScreenListener) {
		this.#listener = listener;
		this.#socket = io(url, { ...LINK_OPTIONS, forceNew: true, extraHeaders: { authorization: `Bearer ${readerKey}` } });
		this.#socket.on('connect', () => this.#ask());
		this.#socket.on('connect_error', (error) => listener.onRefused(toWhy(error)));
		this.#socket.on('view:whole', (whole) => this.#keep(whole.version, whole.history.id));
	}

	/** Breaks the line, as a network does; it comes back by itself. */
	cut(): void {
		this.#socket.io.engine.close();
	}

	close(): void {
		clearTimeout(this.#again);
		this.#socket.disconnect();
	}

	#ask(): void {
		clearTimeout(this.#again);
		if (!this.#socket.connected) return;
		const since = this.#since === null ? {} : { since: this.#since };
		this.#socket.emit('view:watch', { view: 'overview', filter: {}, ...since }, (answer) => this.#answered(answer));
	}

	#answered(answer: WatchAnswer): void {
		if (!answer.ok) {
			this.#listener.onRefused(answer.problem);
			this.#again = setTimeout(() => this.#ask(), ASK_AGAIN_MS);
			return;
		}
		if ('whole' in answer) this.#keep(answer.whole.version, answer.whole.history.id);
		else this.#keep(answer.resume.version, this.#since?.history ?? '');
		this.#listener.onBack();
	}

	#keep(version: number, history: string): void {
		this.#since = { version, history };
	}
}

/** The code of the system's error where there is one: it is hidden two levels down. */
function toWhy(error: Error): string {
	const { description } = error as Error & { description?: { error?: { code?: unknown; message?: unknown } } };
	const { code, message } = description?.error ?? {};
	return typeof code === 'string' ? code : typeof message === 'string' ? message : error.message;
}
