import type { Freshness } from '../../contract/freshness.ts';
import type { WholeView } from '../../contract/live.ts';
import type { UnitRhythm } from '../../contract/unit-model.ts';
import type { Scope } from '../../domain/access/scope.ts';
import type { ViewFilter } from '../../domain/board/dimensions.ts';
import { INBOX_CHANNEL, readInboxes } from '../desk/messages.ts';
import type { Log } from '../log.ts';
import { type AccessSource, AccessWatch } from './access-watch.ts';
import { type AskVisitor, createAdmit } from './admit.ts';
import { Follower } from './follower.ts';
import { freshnessIn } from './freshness-in.ts';
import { type FreshnessDeps, FreshnessWatch } from './freshness-watch.ts';
import { Hub } from './hub.ts';
import { InboxWatch } from './inbox-watch.ts';
import type { LiveMeter } from './live-meter.ts';
import { ProvinceBoard, type ProvinceBoardDeps } from './province-board.ts';
import type { Opener } from './opener.ts';
import { ViewRooms } from './view-rooms.ts';

export interface Live {
	readonly board: ProvinceBoard;
	readonly hub: Hub;
	readonly rooms: ViewRooms;
	/** Following the ledger fails at present. */
	readonly isInTrouble: () => boolean;
	/** What has fallen silent in a scope, as of a few seconds ago. */
	readonly freshness: (scope: Scope) => Freshness;
	/** What is usual for a unit. */
	readonly rhythmOf: (unit: string) => UnitRhythm;
	/** A view for a page rendered now: it shows every record that was answered before. Rejects when it cannot be read. */
	view(filter: ViewFilter, scope: Scope, opener: Opener): Promise<WholeView>;
	stop(): Promise<void>;
}

export interface LiveDeps extends Omit<ProvinceBoardDeps, 'onChange'> {
	/** Working time of a unit with its closures. Missing: all have the province's. */
	readonly calendarOf?: FreshnessDeps['calendarOf'];
	/** Who opens a connection, and whether they may still look on. */
	readonly access: AccessSource & { readonly visitorOf: AskVisitor };
	readonly url: string;
	readonly log: Log;
	readonly meter?: LiveMeter;
	/** The ledger can be followed again after it could not. */
	readonly onRecovery?: () => void;
}

/** Builds the board, follows the ledger, opens the hub. */
export async function startLive(deps: LiveDeps): Promise<Live> {
	const { access, calendar, layout, meter } = deps;
	const board = await ProvinceBoard.open({
		...deps,
		onChange: (change) => {
			meter?.applied(change.writtenAt);
			watch.note(change);
		}
	});
	let hasNews = false;
	let inboxes: InboxWatch | undefined;
	const follower = new Follower({
		url: deps.url,
		step: () => {
			hasNews = false;
			return board.follow();
		},
		onNews: () => (hasNews = true),
		hears: { [INBOX_CHANNEL]: () => inboxes?.wake() },
		onTrouble: (error) => {
			if (error !== null) {
				deps.log.error({ err: error }, 'cannot follow the ledger');
				return;
			}
			deps.log.info('following the ledger again');
			deps.onRecovery?.();
		}
	});
	const watch = new FreshnessWatch({
		calendarOf: (_, at) => calendar(at),
		...deps,
		units: layout.units,
		isInTrouble: () => follower.isInTrouble
	});
	await follower.start();
	const rooms = new ViewRooms(board);
	const province = await rooms.open({}, 'province');
	if (typeof province === 'string') throw new Error('no view may be opened');
	const accessWatch = new AccessWatch(access, deps.now);
	const hub = new Hub(
		rooms,
		{ isInTrouble: () => follower.isInTrouble, catchUp: () => (hasNews ? follower.wake() : null) },
		{
			admit: createAdmit((headers) => access.visitorOf(headers)),
			watch: accessWatch,
			freshnessIn: (freshness, scope) => freshnessIn(freshness, scope, layout.units),
			onArrival: (accountId) => inboxes?.greet(accountId)
		},
		meter
	);
	const inbox = (inboxes = new InboxWatch(hub, (accountIds) => readInboxes(deps.db, accountIds)));
	void watch.start((freshness) => hub.tellFreshness(freshness));
	return {
		board,
		hub,
		rooms,
		isInTrouble: () => follower.isInTrouble,
		freshness: (scope) => freshnessIn(watch.current, scope, layout.units),
		rhythmOf: (unit) => watch.rhythmOf(unit),
		view: async (filter, scope, opener) => {
			await follower.wake();
			return hub.whole(filter, scope, opener);
		},
		stop: async () => {
			watch.stop();
			inbox.stop();
			accessWatch.stop();
			await hub.stop();
			await follower.stop();
		}
	};
}
