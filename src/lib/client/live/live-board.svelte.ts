import { io } from 'socket.io-client';
import type { Freshness } from '$lib/contract/freshness.ts';
import type { EndReason, WatchProblem, WholeView } from '$lib/contract/live.ts';
import type { ViewFilter } from '$lib/domain/board/dimensions.ts';
import { inbox } from './inbox.svelte.ts';
import type { LiveState, LiveStatus } from './live-status.ts';
import { SteadyDelay } from './steady-delay.ts';
import { LINK_OPTIONS } from '../../contract/link-options.ts';
import { type LinkSocket, ViewLink } from './view-link.ts';

/** At most ten paints a second, however fast the messages come. */
const PAINT_MS = 100;

/**
 * A view kept live on a screen: paints what its link brings, says how it stands. It starts with the view the server
 * rendered, so it is never empty.
 */
export class LiveBoard {
	readonly #filter: ViewFilter;
	/** As it came last; what is shown follows at the next paint. */
	#newest: WholeView;
	#shown = $state.raw<WholeView>() as WholeView;
	#connection = $state.raw<LiveState>('connecting');
	#ended = $state.raw<EndReason>();
	#refused = $state.raw<WatchProblem>();
	#paused = $state.raw<WholeView | null>(null);
	#delayMs = $state.raw<number | null>(null);
	readonly #delay = new SteadyDelay();
	/** When the last message came; shown with the next paint, and when there will be none. */
	#heard = Date.now();
	#heardAt = $state.raw(this.#heard);
	#freshness = $state.raw<Freshness>() as Freshness;
	#paint: ReturnType<typeof setTimeout> | undefined;
	/** Way of the newest record to here, and when it came. */
	#arrival: { delayMs: number; at: number } | null = null;

	readonly view = $derived.by(() => this.#paused ?? this.#shown);
	readonly status: LiveStatus = $derived.by(() => ({
		state: this.#paused === null || this.#connection === 'cut' ? this.#connection : 'paused',
		asOf: this.view.asOf,
		delayMs: this.#delayMs,
		heardAt: this.#heardAt,
		refused: this.#refused,
		ended: this.#ended
	}));

	constructor(first: WholeView, freshness: Freshness, filter: ViewFilter = {}) {
		this.#freshness = freshness;
		this.#newest = first;
		this.#shown = first;
		this.#filter = filter;
	}

	/** What has fallen silent; also while the numbers are held still. */
	get freshness(): Freshness {
		return this.#freshness;
	}

	/** Connects; the returned function lets go. `onScope`: the view is of another scope from here on. */
	connect(onScope: () => void = () => undefined): () => void {
		const socket: LinkSocket = io(LINK_OPTIONS);
		const leave = inbox.join(socket);
		const link = new ViewLink(socket, this.#filter, this.#newest, {
			onView: (view, delayMs) => this.#take(view, delayMs),
			onState: (state) => {
				if (state === this.#connection) return;
				this.#connection = state;
				this.#heardAt = this.#heard;
			},
			onRefused: (problem) => (this.#refused = problem ?? undefined),
			onScope,
			onEnded: (reason) => (this.#ended = reason)
		});
		socket.on('freshness', (freshness) => {
			// What was told last may be older than what the page was rendered with.
			if (freshness.asOf >= this.#freshness.asOf) this.#freshness = freshness;
		});
		// What a hidden tab shows is made right the moment it is looked at.
		const onShow = () => {
			if (isLookedAt()) this.#flush();
		};
		document.addEventListener('visibilitychange', onShow);
		return () => {
			document.removeEventListener('visibilitychange', onShow);
			clearTimeout(this.#paint);
			leave();
			link.close();
		};
	}

	/** Holds the numbers still, or lets them go on. The connection stays, so going on is at once up to date. */
	togglePause(): void {
		this.#paused = this.#paused === null ? this.#shown : null;
	}

	/** States gather for at most one paint; the screen shows the newest. Nobody looks at a hidden tab: it paints nothing. */
	#take(view: WholeView, delayMs: number | null): void {
		this.#newest = view;
		this.#heard = Date.now();
		if (!isLookedAt()) return;
		if (delayMs !== null) this.#arrival = { delayMs, at: performance.now() };
		this.#paint ??= setTimeout(() => this.#flush(), PAINT_MS);
	}

	#flush(): void {
		clearTimeout(this.#paint);
		this.#paint = undefined;
		if (!isLookedAt()) {
			// Hidden between message and paint: the wait until it is looked at is no delay of ours.
			this.#arrival = null;
			return;
		}
		this.#shown = this.#newest;
		this.#heardAt = this.#heard;
		if (this.#arrival === null) return;
		const now = performance.now();
		this.#delayMs = this.#delay.add(this.#arrival.delayMs + now - this.#arrival.at, now);
		this.#arrival = null;
	}
}

function isLookedAt(): boolean {
	return document.visibilityState === 'visible';
}
