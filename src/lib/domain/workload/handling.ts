import type { Calendar } from '../clock/calendar.ts';
import type { DossierState, Handover, Pause } from '../dossier/fold.ts';
import type { Instant } from '../time/instant.ts';

/** A stretch during which a dossier could be worked on by one official: in hand, clock not standing still. */
interface Stretch {
	readonly from: Instant;
	readonly to: Instant;
}

/** One dossier in the hand of one official, from taking it to giving it up or closing it. */
export interface Handling {
	readonly code: string;
	readonly procedure: string | null;
	readonly handler: string;
	readonly stretches: readonly Stretch[];
	/** End of the last stretch. */
	readonly endedAt: Instant;
	/** It ended because the dossier was closed, so it tells how long the work takes; otherwise it was passed on. */
	readonly closed: boolean;
}

/** What handlings are read from: a part of the state, so that thousands of dossiers need not be read whole. */
export type HandledState = Pick<DossierState, 'code' | 'handovers' | 'pauses' | 'closedAt'> & {
	readonly facts: Pick<DossierState['facts'], 'procedure'>;
};

/** The hand-overs of one dossier that are over by `now`, or still lasting and cut off there. Pauses are left out. */
export function toHandlings(state: HandledState, now: Instant): Handling[] {
	return state.handovers.flatMap((handover) => {
		const end = endOf(handover, state.closedAt, now);
		const stretches = withoutPauses(handover.from, end, state.pauses);
		if (stretches.length === 0) return [];
		return {
			code: state.code,
			procedure: state.facts.procedure,
			handler: handover.handler,
			stretches,
			endedAt: end,
			closed: state.closedAt === end
		};
	});
}

/** Working minutes of a handling and the part of its handler's time that went into it. */
export interface Measured {
	readonly handling: Handling;
	/** Working minutes in hand, as a clock on the desk would show them. */
	readonly elapsed: number;
	/** The handler's time divided evenly among all he had in hand at each moment. Never more than `elapsed`. */
	readonly effort: number;
}

/**
 * Measures all handlings of one official. An official with forty dossiers in hand does not work forty times as much: each
 * working minute is split evenly among the dossiers in hand in it, so the efforts of all add up to his busy minutes. What
 * was really done in a minute is not in the ledger; over many cases the median is fair to procedures that wait alike.
 */
export function measure(handlings: readonly Handling[], calendar: Calendar): Measured[] {
	const moments = [...new Set(handlings.flatMap(({ stretches }) => stretches.flatMap(({ from, to }) => [from, to])))];
	moments.sort((a, b) => a - b);
	const place = new Map(moments.map((at, index) => [at, index]));
	const change = new Int32Array(moments.length + 1);
	for (const { stretches } of handlings)
		for (const { from, to } of stretches) {
			change[place.get(from)!]!++;
			change[place.get(to)!]!--;
		}
	// Minutes one dossier in hand from the beginning would have got until each moment: differences give any stretch.
	const got = new Float64Array(moments.length);
	const worked = new Float64Array(moments.length);
	for (let i = 1, inHand = change[0]!; i < moments.length; inHand += change[i]!, i++) {
		const minutes = calendar.workingMinutesBetween(moments[i - 1]!, moments[i]!);
		worked[i] = worked[i - 1]! + minutes;
		got[i] = got[i - 1]! + (inHand > 0 ? minutes / inHand : 0);
	}
	const over = (line: Float64Array, { stretches }: Handling) =>
		stretches.reduce((sum, { from, to }) => sum + line[place.get(to)!]! - line[place.get(from)!]!, 0);
	return handlings.map((handling) => ({ handling, elapsed: over(worked, handling), effort: over(got, handling) }));
}

function endOf({ to }: Handover, closedAt: Instant | null, now: Instant): Instant {
	return Math.min(to ?? Infinity, closedAt ?? Infinity, now);
}

function withoutPauses(from: Instant, to: Instant, pauses: readonly Pause[]): Stretch[] {
	const stretches: Stretch[] = [];
	let at = from;
	for (const pause of pauses.toSorted((a, b) => a.from - b.from)) {
		if (pause.from > at) stretches.push({ from: at, to: Math.min(pause.from, to) });
		at = Math.max(at, pause.to ?? Infinity);
		if (at >= to) break;
	}
	if (at < to) stretches.push({ from: at, to });
	return stretches.filter((stretch) => stretch.from < stretch.to);
}
