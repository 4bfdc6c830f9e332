import { io } from 'socket.io-client';
import type { InboxNews } from '$lib/contract/live.ts';
import { LINK_OPTIONS } from '$lib/contract/link-options.ts';
import type { LinkSocket } from './view-link.ts';

/** A page opens its own connection soon after it is shown; only where none does, one is opened for the bell. */
const OWN_AFTER_MS = 400;

/**
 * How many messages the reader has not read, as it changes, on whatever page. It listens on the connection of the page; a page
 * without one gets one for this alone. Nothing is ever asked for in between.
 */
class Inbox {
	#news = $state.raw<InboxNews>({ unread: 0, newest: 0 });
	readonly #listeners = new Set<() => void>();
	/** Connections of pages that bring the news. */
	#joined = 0;
	#own: LinkSocket | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isOpen = false;

	get unread(): number {
		return this.#news.unread;
	}

	/** As the server rendered it. */
	start(unread: number): void {
		this.#news = { ...this.#news, unread };
	}

	/** Listens from now on, on this page and the next; the returned function lets go. */
	open(): () => void {
		this.#isOpen = true;
		this.#settle();
		return () => {
			this.#isOpen = false;
			this.#settle();
		};
	}

	/** A page's connection brings the news too. */
	join(socket: LinkSocket): () => void {
		this.#joined++;
		socket.on('inbox', (news) => this.#take(news));
		this.#settle();
		return () => {
			this.#joined--;
			this.#settle();
		};
	}

	/** Called whenever a message comes or is read elsewhere. */
	listen(heard: () => void): () => void {
		this.#listeners.add(heard);
		return () => this.#listeners.delete(heard);
	}

	#take(news: InboxNews): void {
		const isNew = news.newest !== this.#news.newest || news.unread !== this.#news.unread;
		this.#news = news;
		if (isNew) for (const heard of this.#listeners) heard();
	}

	#settle(): void {
		clearTimeout(this.#timer);
		if (!this.#isOpen || this.#joined > 0) {
			this.#own?.disconnect();
			this.#own = null;
			return;
		}
		this.#timer = setTimeout(() => {
			if (this.#own !== null || this.#joined > 0) return;
			const socket: LinkSocket = io({ ...LINK_OPTIONS, forceNew: true });
			socket.on('inbox', (news) => this.#take(news));
			// Whoever may see nothing, or is signed out, is not let in: that does not change by trying.
			socket.on('connect_error', () => undefined);
			socket.on('view:ended', () => socket.disconnect());
			this.#own = socket;
		}, OWN_AFTER_MS);
	}
}

export const inbox = new Inbox();
