import { io } from 'socket.io-client';
import { SvelteSet } from 'svelte/reactivity';
import { inbox } from '$lib/client/live/inbox.svelte.ts';
import { type LinkSocket, ViewLink } from '$lib/client/live/view-link.ts';
import { LINK_OPTIONS } from '$lib/contract/link-options.ts';
import type { ListModel } from '$lib/contract/list-model.ts';
import { DIMENSIONS } from '$lib/domain/board/dimensions.ts';
import { listQuery } from './list-href.ts';

/** Between two looks at the rows, however often the ledger changes. */
const REST_MS = 4_000;

interface Look {
	readonly version: number;
	readonly total: number;
	readonly dossiers: readonly { readonly code: string; readonly version: number }[];
}

/**
 * What has happened to the rows of a page since it was read. The ledger's version comes by the socket; only when it has
 * risen, and somebody is looking, the page's rows are asked for again. Nothing that is shown moves by itself.
 */
export class LiveRows {
	/** Rows shown that have changed since. */
	readonly changed = new SvelteSet<string>();
	/** Dossiers that are not shown and would be, or more than before in the whole list. */
	fresh = $state.raw(0);
	readonly #list: ListModel;
	readonly #query: string;
	#seen: number;
	#wanted: number;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isClosed = false;

	/** `place`: the address of the page that is shown. */
	constructor(list: ListModel, place: { after: string | null; before: string | null }) {
		this.#list = list;
		this.#query = listQuery(list.filter, { sort: list.sort, ...place });
		this.#seen = list.version;
		this.#wanted = list.version;
	}

	/** Connects; the returned function lets go. */
	connect(): () => void {
		const socket: LinkSocket = io(LINK_OPTIONS);
		const leave = inbox.join(socket);
		const { filter } = this.#list;
		const view = Object.fromEntries(
			DIMENSIONS.flatMap((key) => (filter[key] === undefined ? [] : [[key, filter[key]]]))
		);
		const link = new ViewLink(socket, view, null, {
			onView: ({ version }) => this.#hear(version),
			onState: () => undefined
		});
		const onShow = () => this.#plan();
		document.addEventListener('visibilitychange', onShow);
		return () => {
			this.#isClosed = true;
			clearTimeout(this.#timer);
			document.removeEventListener('visibilitychange', onShow);
			leave();
			link.close();
		};
	}

	#hear(version: number): void {
		this.#wanted = Math.max(this.#wanted, version);
		this.#plan();
	}

	#plan(): void {
		if (this.#timer !== undefined || this.#wanted <= this.#seen || document.visibilityState === 'hidden') return;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			void this.#look().then(() => {
				if (!this.#isClosed) this.#plan();
			});
		}, REST_MS);
	}

	/** A look that fails is made up for by the next change. */
	async #look(): Promise<void> {
		this.#seen = this.#wanted;
		const response = await fetch(`/api/v1/dossiers${this.#query}`).catch(() => null);
		if (response?.ok !== true || this.#isClosed) return;
		const look = (await response.json()) as Look;
		const { rows, total } = this.#list;
		let others = 0;
		for (const { code, version } of look.dossiers) {
			const known = rows.find((row) => row.code === code);
			if (known === undefined) others++;
			else if (version > known.version) this.changed.add(code);
		}
		// What has left the list has changed too.
		for (const { code } of look.total < total ? rows : []) {
			if (!look.dossiers.some((one) => one.code === code)) this.changed.add(code);
		}
		this.#seen = Math.max(this.#seen, look.version);
		this.fresh = Math.max(look.total - total, others);
	}
}
