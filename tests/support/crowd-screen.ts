import { LINK_OPTIONS } from '../../src/lib/contract/link-options.ts';
import { FRAMES, type WatchAnswer, type WholeView } from '../../src/lib/contract/live.ts';
import { LINES_MARK, unpackChange } from '../../src/lib/contract/pack-change.ts';
import { openRawSocket, type RawSocket } from './raw-socket.ts';

const PATH = `/socket.io/?EIO=4&transport=websocket&frames=${FRAMES}`;
const ASK_AGAIN_MS = 1_000;
const ANSWER = /^43\d+\[/;

/**
 * A screen that keeps no numbers, only where it stands: it watches the province, follows every message, asks again when
 * it missed one, and comes back when it is cut off, as late and as spread as a real one.
 */
export class CrowdScreen {
	readonly #url: URL;
	readonly #line: { readonly from: string; readonly cookie: string };
	readonly #onChange: () => void;
	#socket: RawSocket | null = null;
	#at: Pick<WholeView, 'seq' | 'version' | 'asOf'> | null = null;
	#history = '';
	#isWatching = false;
	#attempts = 0;
	#timer: NodeJS.Timeout | undefined;
	/** Attempts that led to nothing. */
	failures = 0;
	/** Whole views it was sent. */
	wholeViews = 0;

	constructor(url: string, line: { readonly from: string; readonly cookie: string }, onChange: () => void) {
		this.#url = new URL(url);
		this.#line = line;
		this.#onChange = onChange;
	}

	/** It is connected and stands at a version of the view; null: it does not. */
	get version(): number | null {
		return this.#isWatching ? (this.#at?.version ?? null) : null;
	}

	connect(): void {
		this.#socket = openRawSocket(this.#url, PATH, this.#line, {
			onOpen: () => undefined,
			onText: (text) => this.#hear(text),
			onBytes: (packed) => {
				if (packed[0] !== LINES_MARK) this.#follow(packed);
			},
			onEnd: () => this.#comeBack()
		});
	}

	/** The line breaks; it does not come back until it is told to connect. */
	cut(): void {
		clearTimeout(this.#timer);
		this.#isWatching = false;
		this.#socket?.cut();
		this.#socket = null;
	}

	#comeBack(): void {
		if (this.#socket !== null && !this.#isWatching) this.failures++;
		this.#isWatching = false;
		clearTimeout(this.#timer);
		const { reconnectionDelay, reconnectionDelayMax, randomizationFactor } = LINK_OPTIONS;
		const pause = Math.min(reconnectionDelayMax, reconnectionDelay * 2 ** this.#attempts++);
		const spread = 1 + randomizationFactor * (2 * Math.random() - 1);
		this.#timer = setTimeout(() => this.connect(), pause * spread);
		this.#onChange();
	}

	#ask(): void {
		const since = this.#at === null ? {} : { since: { version: this.#at.version, history: this.#history } };
		this.#isWatching = false;
		this.#socket?.send(`420${JSON.stringify(['view:watch', { view: 'overview', filter: {}, ...since }])}`);
	}

	#hear(text: string): void {
		// Of engine.io: its greeting and its pings; the rest is of Socket.IO.
		if (text.startsWith('0')) this.#socket?.send('40');
		else if (text === '2') this.#socket?.send('3');
		else if (text.startsWith('40')) this.#ask();
		else if (ANSWER.test(text)) this.#answered((JSON.parse(text.slice(text.indexOf('['))) as [WatchAnswer])[0]);
		else if (text.startsWith('42["view:whole"')) this.#take((JSON.parse(text.slice(2)) as [string, WholeView])[1]);
	}

	#answered(answer: WatchAnswer): void {
		if (!answer.ok) {
			this.failures++;
			this.#timer = setTimeout(() => this.#ask(), ASK_AGAIN_MS);
		} else if ('whole' in answer) this.#take(answer.whole);
		else this.#stand(answer.resume);
	}

	#take(whole: WholeView): void {
		this.wholeViews++;
		this.#history = whole.history.id;
		this.#stand(whole);
	}

	#stand({ seq, version, asOf }: Pick<WholeView, 'seq' | 'version' | 'asOf'>): void {
		this.#at = { seq, version, asOf };
		this.#isWatching = true;
		this.#attempts = 0;
		this.#onChange();
	}

	#follow(packed: Uint8Array): void {
		if (this.#at === null || !this.#isWatching) return;
		const change = unpackChange(packed, { ...this.#at, cells: [] });
		if (change === null) this.#ask();
		else this.#stand(change);
	}
}
