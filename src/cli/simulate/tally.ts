import type { Outcome } from '../../lib/contract/outcome.ts';
import { FAULTS, type Fault, type Outgoing } from '../../simulation/faults.ts';
import type { Pushed } from '../feed-client.ts';
import { AnswerTimes } from './answer-times.ts';

type Outcomes = Record<Outcome, number>;
const none = (): Outcomes => ({ accepted: 0, repeated: 0, waiting: 0, rejected: 0 });

/** What was sent and what became of it: numbers only, so that a run of any length takes the same room. */
export class Tally {
	readonly times = new AnswerTimes();
	readonly outcomes = none();
	/** Of records that were not taken: reason → number. */
	readonly reasons = { waiting: new Map<string, number>(), rejected: new Map<string, number>() };
	/** Of records that were sent broken. */
	readonly broken = new Map<Fault, Outcomes>();
	/** Records that were right and were not taken. */
	rightRefused = 0;
	/** Records made, of which some may not have been sent. */
	made = 0;
	answered = 0;
	/** Records whose request was not answered when the run ended. */
	unanswered = 0;
	/** Records not sent because their unit is silent. */
	silenced = 0;
	retries = 0;
	/** Newest version of the ledger that an answer spoke of. */
	version = 0;

	/** `ms`: how long the answer took, tries that failed included. */
	note(batch: readonly Outgoing[], answer: Pushed, ms: number): void {
		this.times.note(ms);
		this.answered += batch.length;
		this.version = Math.max(this.version, answer.version);
		for (const { position, outcome, problem } of answer.records) {
			this.outcomes[outcome]++;
			const fault = batch[position]?.fault ?? null;
			if (fault !== null) this.#noteBroken(fault, outcome);
			if (outcome !== 'waiting' && outcome !== 'rejected') continue;
			if (fault === null) this.rightRefused++;
			const reasons = this.reasons[outcome];
			const reason = problem ?? 'no reason given';
			reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
		}
	}

	#noteBroken(fault: Fault, outcome: Outcome): void {
		let outcomes = this.broken.get(fault);
		if (outcomes === undefined) this.broken.set(fault, (outcomes = none()));
		outcomes[outcome]++;
	}

	/** All faults together. */
	get brokenOutcomes(): Outcomes {
		const sum = none();
		for (const outcomes of FAULTS.map((fault) => this.broken.get(fault) ?? none()))
			for (const name of Object.keys(sum) as Outcome[]) sum[name] += outcomes[name];
		return sum;
	}
}
