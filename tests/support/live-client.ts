import { io } from 'socket.io-client';
import { LINK_OPTIONS } from '../../src/lib/contract/link-options.ts';
import { type LinkSocket, type LinkState, ViewLink } from '../../src/lib/client/live/view-link.ts';
import type { EndReason, WholeView } from '../../src/lib/contract/live.ts';
import type { ViewFilter } from '../../src/lib/domain/board/dimensions.ts';

/** A screen without a browser: the same link keeps its view, and it remembers what it was shown. */
export interface LiveClient {
	readonly socket: LinkSocket;
	/** Throws before the first one has come. */
	readonly view: WholeView;
	/** Each state it was told, without repeats. */
	readonly states: readonly LinkState[];
	/** Connections it has had. */
	readonly connections: number;
	/** Why it was shut out for good. Null: it was not. */
	readonly ended: EndReason | null;
	/** Whole views it has got; a connection without one went on from what was there. */
	readonly wholeViews: number;
	/** Whether it was ever shown an older version after a newer one. */
	readonly wentBack: boolean;
	/** Resolves when it is so; rejects, saying `what` it waited for, when that takes too long. */
	until(what: string, check: (client: LiveClient) => boolean, timeoutMs?: number): Promise<void>;
	untilVersion(version: number, timeoutMs?: number): Promise<void>;
	close(): void;
}

interface LiveClientOptions {
	readonly filter?: ViewFilter;
	/** The view that was rendered into its page. */
	readonly first?: WholeView;
	/** Who it is, as `signIn` gives them. Missing: nobody, which only a live node of a test lets in. */
	readonly headers?: Readonly<Record<string, string>>;
}

export function openLiveClient(url: string, { filter = {}, first, headers = {} }: LiveClientOptions = {}): LiveClient {
	const socket: LinkSocket = io(url, { ...LINK_OPTIONS, forceNew: true, extraHeaders: headers });
	let view = first ?? null;
	const states: LinkState[] = [];
	let connections = 0;
	let wholeViews = 0;
	let wentBack = false;
	let ended: EndReason | null = null;
	const waiting = new Set<() => void>();
	const changed = () => {
		for (const check of waiting) check();
	};
	socket.on('connect', () => connections++);
	const link = new ViewLink(socket, filter, view, {
		onView: (next) => {
			if (next.history !== view?.history) wholeViews++;
			if (view !== null && next.version < view.version) wentBack = true;
			view = next;
			changed();
		},
		onState: (state) => {
			if (state !== states.at(-1)) states.push(state);
			changed();
		},
		onEnded: (reason) => {
			ended = reason;
			changed();
		}
	});
	const client: LiveClient = {
		socket,
		states,
		get view() {
			if (view === null) throw new Error('no view has come yet');
			return view;
		},
		get connections() {
			return connections;
		},
		get ended() {
			return ended;
		},
		get wholeViews() {
			return wholeViews;
		},
		get wentBack() {
			return wentBack;
		},
		until: (what, isSo, timeoutMs = 20_000) =>
			new Promise((resolve, reject) => {
				const end = (): void => {
					waiting.delete(check);
					clearTimeout(timer);
				};
				const check = (): void => {
					if ((view === null && ended === null) || !isSo(client)) return;
					end();
					resolve();
				};
				const timer = setTimeout(() => {
					end();
					const at = `version ${String(view?.version)}, ${states.join(' → ')}`;
					reject(new Error(`A screen waited ${timeoutMs / 1000} s for ${what}; it is at ${at}.`));
				}, timeoutMs);
				waiting.add(check);
				check();
			}),
		untilVersion: (version, timeoutMs) =>
			client.until(`version ${version}`, (one) => one.view.version >= version, timeoutMs),
		close: () => link.close()
	};
	return client;
}
