import type { InboxNews } from '../../contract/live.ts';

/** Who looks on, and how they are told. */
export interface InboxScreens {
	readonly accounts: Iterable<string>;
	tellInboxes(inboxes: ReadonlyMap<string, InboxNews>): void;
}

/** Between two looks: many moves in one second, or thousands who come back at once, are one question. */
const REST_MS = 250;

/**
 * Tells people on whatever page that their messages changed. Woken by the database, never by a clock: while nothing is sent
 * and nobody comes, it asks nothing. A look that fails is made up for by the next.
 */
export class InboxWatch {
	readonly #screens: InboxScreens;
	readonly #read: (accountIds: readonly string[]) => Promise<Map<string, InboxNews>>;
	/** As told last, by account. */
	readonly #told = new Map<string, string>();
	/** Whom to look up next; null: everybody who looks on. */
	#wanted: Set<string> | null = new Set();
	#timer: NodeJS.Timeout | undefined;
	#reading = false;
	#stopped = false;

	constructor(screens: InboxScreens, read: (accountIds: readonly string[]) => Promise<Map<string, InboxNews>>) {
		this.#screens = screens;
		this.#read = read;
	}

	/** Somebody's messages changed; it is not known whose. */
	wake(): void {
		this.#wanted = null;
		this.#plan(0);
	}

	/** Somebody opened a screen: what came between its rendering and now is told. */
	greet(accountId: string): void {
		this.#told.delete(accountId);
		this.#wanted?.add(accountId);
		this.#plan(REST_MS);
	}

	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
	}

	#plan(afterMs: number): void {
		if (this.#stopped || this.#reading || this.#timer !== undefined) return;
		this.#timer = setTimeout(() => void this.#look(), afterMs);
	}

	/** Whom to read for, each from now on wanted anew. */
	#takeWanted(): string[] {
		const wanted = [...(this.#wanted ?? new Set(this.#screens.accounts))];
		this.#wanted = new Set();
		return wanted;
	}

	async #look(): Promise<void> {
		const asked = this.#takeWanted();
		this.#reading = true;
		const found = asked.length === 0 ? new Map<string, InboxNews>() : await this.#read(asked).catch(() => null);
		this.#reading = false;
		this.#timer = undefined;
		if (this.#stopped || found === null) return;
		const news = new Map([...found].filter(([id, inbox]) => this.#told.get(id) !== toText(inbox)));
		for (const [id, inbox] of news) this.#told.set(id, toText(inbox));
		if (news.size > 0) this.#screens.tellInboxes(news);
		if (this.#wanted === null || this.#wanted.size > 0) this.#plan(REST_MS);
	}
}

function toText({ unread, newest }: InboxNews): string {
	return `${String(unread)} ${String(newest)}`;
}
