import type { History, Resumption, TickerLine, ViewChange, WatchRequest, WholeView } from '../../contract/live.ts';
import { packChange } from '../../contract/pack-change.ts';
import { type Scope, toScopeCondition } from '../../domain/access/scope.ts';
import type { ViewFilter } from '../../domain/board/dimensions.ts';
import { toPredicate } from '../../domain/figure/predicate.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Happening } from './happening.ts';
import type { ProvinceBoard } from './province-board.ts';

const TICKER_LINES = 20;
/** Of a flood, of which nobody could read all lines before the next ones come, a few are enough to see it flow. */
const FLOOD_LINES = 3;

/** What the screens of this view were told last. */
interface Told {
	readonly version: number;
	readonly asOf: Instant;
	readonly cells: Int32Array;
}

/**
 * One view as its screens see it: all of them stand at the last message. It makes the messages; who gets them is the
 * hub's business.
 */
export class LiveView {
	readonly filter: ViewFilter;
	readonly scope: Scope;
	readonly #board: ProvinceBoard;
	readonly #matches: (happening: Happening) => boolean;
	#history: History;
	#seq = 0;
	#told: Told;
	#edition: number;
	#tickerUpTo: Happening | undefined;

	/** `history` must have been read for this filter and scope. */
	constructor(board: ProvinceBoard, filter: ViewFilter, scope: Scope, history: History) {
		this.#board = board;
		this.filter = filter;
		this.scope = scope;
		this.#history = history;
		const isInScope = toPredicate(toScopeCondition(scope));
		this.#matches = ({ dossier }) =>
			isInScope(dossier, board.moments) &&
			Object.entries(filter).every(([key, value]) => value === undefined || dossier[key as keyof ViewFilter] === value);
		this.#told = this.#now();
		this.#edition = board.edition;
		this.#tickerUpTo = board.happenings[0];
	}

	/** Whether the past it shows is no longer that of the board: then `renew` is due. */
	get isOutdated(): boolean {
		return this.#edition !== this.#board.edition;
	}

	/** Takes on a past that was read anew; its screens need a whole view. */
	renew(history: History, edition: number): WholeView {
		this.#history = history;
		this.#edition = edition;
		this.#told = this.#now();
		this.#seq++;
		return this.whole();
	}

	/** The next message, packed; null when nothing differs and `mustSpeak` does not ask for a sign of life. */
	next(mustSpeak: boolean): Uint8Array | null {
		const told = this.#told;
		const board = this.#board;
		const { cells } = board.view(this.filter, this.scope);
		const isSame = board.version === told.version && cells.every((value, cell) => value === told.cells[cell]);
		if (isSame && !mustSpeak) return null;
		const change: ViewChange = {
			seq: ++this.#seq,
			version: board.version,
			asOf: board.asOf,
			delayMs:
				board.version === told.version || board.writtenAt === null ? null : Math.max(0, board.asOf - board.writtenAt)
		};
		this.#told = this.#now();
		return packChange(change, this.#told.cells, told);
	}

	/** Lines since the last call, newest first. */
	nextLines(): TickerLine[] {
		const { happenings } = this.#board;
		const known = this.#tickerUpTo === undefined ? -1 : happenings.indexOf(this.#tickerUpTo);
		const news = known === -1 ? happenings : happenings.slice(0, known);
		this.#tickerUpTo = happenings[0];
		const lines = this.#lines(news);
		return lines.length < TICKER_LINES ? lines : lines.slice(0, FLOOD_LINES);
	}

	/** The view at the last message. */
	whole(): WholeView {
		return { ...this.#withoutPast(), history: this.#history };
	}

	/** The view at the last message for a screen that holds an older state; null when it shows another past. */
	resume(since: NonNullable<WatchRequest['since']>): Resumption | null {
		return since.history === this.#history.id ? this.#withoutPast() : null;
	}

	/** Whether the screen was told of changes that this view does not include yet. */
	isBehind(since: NonNullable<WatchRequest['since']>): boolean {
		return this.#told.version < since.version;
	}

	#now(): Told {
		const { version, asOf } = this.#board;
		return { version, asOf, cells: this.#board.view(this.filter, this.scope).cells.slice() };
	}

	#withoutPast(): Resumption {
		const { version, asOf, cells } = this.#told;
		return { seq: this.#seq, version, asOf, cells: Array.from(cells), ticker: this.#lines(this.#board.happenings) };
	}

	#lines(happenings: readonly Happening[]): TickerLine[] {
		return happenings
			.filter(this.#matches)
			.slice(0, TICKER_LINES)
			.map(({ at, type, dossier }) => ({
				at,
				type,
				dossier: dossier.code,
				receiving: dossier.receiving,
				resolving: dossier.resolving
			}));
	}
}
