import { toOutgoing } from '../../simulation/faults.ts';
import type { Portal } from '../../simulation/outage.ts';
import { isSilenced } from '../../simulation/silence.ts';
import type { TimedRecord } from '../../simulation/timed-record.ts';
import type { World } from '../../simulation/world.ts';
import type { FeedClient } from '../feed-client.ts';
import type { Lanes } from './lanes.ts';
import type { Tally } from './tally.ts';

export interface WayOutOptions {
	/** Null: nothing is sent. */
	readonly client: FeedClient | null;
	readonly world: World;
	readonly lanes: Lanes;
	readonly tally: Tally;
	readonly batch: number;
	/** Share of the records that go out broken. */
	readonly bad: number;
}

/** Breaks what is to be broken, cuts into requests, sends them side by side and counts what became of them. */
export class WayOut {
	readonly #options: WayOutOptions;

	constructor(options: WayOutOptions) {
		this.#options = options;
	}

	/** Resolves when the last of the requests is on its way: whoever makes records goes no faster than they are taken. */
	async send(records: readonly TimedRecord[]): Promise<void> {
		const { client, world, lanes, tally, batch, bad } = this.#options;
		tally.made += records.length;
		for (let at = 0; at < records.length; at += batch) {
			const outgoing = records.slice(at, at + batch).map((timed) => toOutgoing(timed, world, bad));
			if (client === null) continue;
			await lanes.start(async () => {
				const asked = performance.now();
				tally.unanswered += outgoing.length;
				const answer = await client.push(outgoing.map(({ record }) => record));
				tally.unanswered -= outgoing.length;
				tally.note(outgoing, answer, performance.now() - asked);
			});
		}
	}
}

/** What is left of `records` when silent units send nothing and the portal may be away. */
export function toSent(
	records: readonly TimedRecord[],
	silent: ReadonlySet<string>,
	portal: Portal | null,
	now: number
): { readonly sent: readonly TimedRecord[]; readonly silenced: number } {
	const heard = silent.size === 0 ? records : records.filter(({ origin }) => !isSilenced(origin, silent));
	const sent = portal === null ? heard : portal.pass(heard, now);
	return { sent, silenced: records.length - heard.length };
}
