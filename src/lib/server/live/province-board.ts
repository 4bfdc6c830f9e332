import type { Kysely } from 'kysely';
import type { History } from '../../contract/live.ts';
import type { Scope } from '../../domain/access/scope.ts';
import type { Board, BoardView } from '../../domain/board/board.ts';
import type { ViewFilter } from '../../domain/board/dimensions.ts';
import type { OverviewLayout } from '../../domain/board/layout.ts';
import type { Calendar } from '../../domain/clock/calendar.ts';
import type { Moments } from '../../domain/figure/condition.ts';
import { momentsAt } from '../../domain/figure/moments.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Tables } from '../db/tables.ts';
import { readInScope } from '../read/in-scope.ts';
import { type Change, readChanges } from './changes.ts';
import type { Happening } from './happening.ts';
import { readBoard } from './read-board.ts';
import { readHappenings } from './read-happenings.ts';
import { readHistory } from './read-history.ts';

/** Least time between two editions made by a corrected past. */
const PAST_REST_MS = 15_000;
/** What just happened is kept for the tickers of all views; a narrow one finds its last lines among so many. */
const HAPPENINGS = 400;

export interface ProvinceBoardDeps {
	readonly db: Kysely<Tables>;
	readonly layout: OverviewLayout;
	/** The province's working time, without closures of single units. */
	readonly calendar: (at: Instant) => Calendar;
	readonly now: () => Instant;
	/** Told of every change that enters the board, but not of those in the first read of a day. */
	readonly onChange?: (change: Change) => void;
}

/**
 * The counts of the province, kept true: built from one read, advanced by the ledger's changes and by the clock.
 * It says what is; who is told, and when, is the hub's business.
 */
export class ProvinceBoard {
	readonly #deps: ProvinceBoardDeps;
	#board: Board;
	#happenings: readonly Happening[];
	#edition = 0;
	#writtenAt: Instant | null = null;
	#pastChanged = false;
	#pastRestsUntil = 0;

	private constructor(deps: ProvinceBoardDeps, read: FirstRead) {
		this.#deps = deps;
		this.#board = read.board;
		this.#happenings = read.happenings;
	}

	static async open(deps: ProvinceBoardDeps): Promise<ProvinceBoard> {
		return new ProvinceBoard(deps, await readAll(deps));
	}

	/** Rises when the days before today are others than before: midnight has passed, or the past was corrected. */
	get edition(): number {
		return this.#edition;
	}

	get version(): number {
		return this.#board.version;
	}

	/** When the newest change it includes was written; null: none since it was opened. */
	get writtenAt(): Instant | null {
		return this.#writtenAt;
	}

	get asOf(): Instant {
		return this.#board.moments.now;
	}

	get moments(): Moments {
		return this.#board.moments;
	}

	get openDossiers(): number {
		return this.#board.openDossiers;
	}

	/** What just happened, newest first. */
	get happenings(): readonly Happening[] {
		return this.#happenings;
	}

	view(filter: ViewFilter, scope: Scope): BoardView {
		return this.#board.view(filter, scope);
	}

	/** Hands the board to whoever counts over it once; it must not be kept. */
	tally<T>(count: (board: Board) => T): T {
		return count(this.#board);
	}

	/** Stops counting for a view that nobody looks at. */
	letGo(key: string): void {
		this.#board.letGo(key);
	}

	/** The days before today, for one view. The only thing about it that is asked of the database. */
	readHistory(filter: ViewFilter, scope: Scope): Promise<History> {
		const now = this.#deps.now();
		return readInScope(this.#deps.db, scope, (trx) =>
			readHistory(trx, now, this.#deps.calendar(now), { filter, scope })
		);
	}

	/** One step along the ledger. Answers whether there may be more. */
	async follow(): Promise<boolean> {
		if (this.#board.isOtherDay(this.#momentsNow())) {
			const read = await readAll(this.#deps);
			this.#board = read.board;
			this.#happenings = read.happenings;
			this.#edition++;
			return true;
		}
		const changes = await readChanges(this.#deps.db, this.version);
		for (const change of changes) {
			this.#board.apply(change);
			this.#writtenAt = change.writtenAt;
			this.#deps.onChange?.(change);
			if (this.#touchesPast(change)) this.#pastChanged = true;
		}
		this.#tell(changes.map(({ at, type, after }) => ({ at, type, dossier: after })).sort((a, b) => b.at - a.at));
		this.#editPast();
		return changes.isFull;
	}

	/** Lets time pass within the day. A new day waits for the next `follow`, which builds the board anew. */
	tick(): void {
		const moments = this.#momentsNow();
		if (this.#board.isOtherDay(moments)) return;
		const overdue = this.#board.advance(moments);
		this.#tell(overdue.map((dossier) => ({ at: dossier.dueAt ?? 0, type: 'overdue' as const, dossier })).reverse());
	}

	#momentsNow() {
		const now = this.#deps.now();
		return momentsAt(now, this.#deps.calendar(now));
	}

	#editPast(): void {
		const at = performance.now();
		if (!this.#pastChanged || at < this.#pastRestsUntil) return;
		this.#pastChanged = false;
		this.#pastRestsUntil = at + PAST_REST_MS;
		this.#edition++;
	}

	#touchesPast({ before, after }: Change): boolean {
		const today = this.#board.moments['day-start'];
		const isPast = (at: Instant | null) => at !== null && at < today;
		return (
			(isPast(after.acceptedAt) && before?.acceptedAt !== after.acceptedAt) ||
			(isPast(after.closedAt) && before?.closedAt !== after.closedAt)
		);
	}

	#tell(happenings: readonly Happening[]): void {
		if (happenings.length > 0) this.#happenings = [...happenings, ...this.#happenings].slice(0, HAPPENINGS);
	}
}

interface FirstRead {
	readonly board: Board;
	readonly happenings: readonly Happening[];
}

function readAll({ db, layout, calendar, now }: ProvinceBoardDeps): Promise<FirstRead> {
	return readInScope(db, 'province', async (trx) => {
		const at = now();
		return {
			board: await readBoard(trx, layout, momentsAt(at, calendar(at))),
			happenings: await readHappenings(trx, HAPPENINGS)
		};
	});
}
