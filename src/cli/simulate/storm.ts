import { END_REASONS } from '../../lib/contract/live.ts';
import type { StormPlan } from './option-forms.ts';
import { Screen } from './screen.ts';
import type { StormResult } from './storm-report.ts';
import { count, seconds } from './summary.ts';

/** This machine cannot hold so many screens, or the server does not take them. */
export class StormError extends Error {
	override readonly name = 'StormError';
}

/** Screens that connect at the same time while they open. */
const OPENING_AT_ONCE = 100;
/** Failures of this machine, not of the server. */
const OUT_OF_FILES = ['EMFILE', 'ENFILE'];

/** Screens on one server that are opened, cut all at once, and come back by themselves. */
export class Storm {
	readonly #url: string;
	readonly #readerKey: string;
	readonly #plan: StormPlan;
	readonly #screens: Screen[] = [];
	/** Of the phase that is under way: screens that have their numbers, and who waits for the last of them. */
	readonly #there = new Set<Screen>();
	#whenThere = Promise.withResolvers<void>();
	#refused = new Map<string, number>();
	#gapsMs: number[] = [];
	#cutAt: number | null = null;

	constructor(url: string, readerKey: string, plan: StormPlan) {
		this.#url = url;
		this.#readerKey = readerKey;
		this.#plan = plan;
		// It may fail while nobody waits.
		this.#whenThere.promise.catch(() => undefined);
	}

	/** Throws StormError. Null: stopped by `signal`. */
	async raise(signal: AbortSignal, say: (line: string) => void): Promise<StormResult | null> {
		const { screens, patienceMs } = this.#plan;
		const begun = performance.now();
		try {
			while (this.#screens.length < Math.min(screens, OPENING_AT_ONCE)) this.#open();
			const opened = await this.#wait(signal);
			if (opened === 'late') throw new StormError(this.#toWhyNot());
			const openingMs = performance.now() - begun;
			if (opened === 'stopped') return null;
			say(`${count(screens)} screens open after ${seconds(openingMs)}; cutting them`);
			this.#cut();
			if ((await this.#wait(signal)) === 'stopped') return null;
			return { screens, openingMs, gapsMs: this.#gapsMs, refused: this.#refused, patienceMs };
		} finally {
			for (const screen of this.#screens) screen.close();
		}
	}

	#open(): void {
		const screen: Screen = new Screen(this.#url, this.#readerKey, {
			onBack: () => this.#arrived(screen),
			onRefused: (why) => {
				this.#refused.set(why, (this.#refused.get(why) ?? 0) + 1);
				if (END_REASONS.some((reason) => reason === why)) this.#whenThere.reject(new StormError(toNoEntry(why)));
				if (OUT_OF_FILES.includes(why)) this.#whenThere.reject(new StormError(toAdvice(this.#screens.length)));
			}
		});
		this.#screens.push(screen);
	}

	#arrived(screen: Screen): void {
		if (this.#there.has(screen)) return;
		this.#there.add(screen);
		if (this.#cutAt !== null) this.#gapsMs.push(performance.now() - this.#cutAt);
		if (this.#there.size === this.#plan.screens) this.#whenThere.resolve();
		else if (this.#screens.length < this.#plan.screens) this.#open();
	}

	#cut(): void {
		this.#there.clear();
		this.#refused = new Map();
		this.#whenThere = Promise.withResolvers<void>();
		this.#cutAt = performance.now();
		for (const screen of this.#screens) screen.cut();
	}

	/** Until all are there, or the signal, or for as long as they may take. */
	async #wait(signal: AbortSignal): Promise<'there' | 'late' | 'stopped'> {
		const ended = Promise.withResolvers<'late' | 'stopped'>();
		const onAbort = () => ended.resolve('stopped');
		signal.addEventListener('abort', onAbort, { once: true });
		if (signal.aborted) onAbort();
		const timer = setTimeout(() => ended.resolve('late'), this.#plan.patienceMs);
		try {
			return await Promise.race([this.#whenThere.promise.then(() => 'there' as const), ended.promise]);
		} finally {
			clearTimeout(timer);
			signal.removeEventListener('abort', onAbort);
		}
	}

	#toWhyNot(): string {
		const reasons = [...this.#refused].map(([why, number]) => `${why} ${count(number)}`).join(', ');
		return (
			`--storm: only ${count(this.#there.size)} of ${count(this.#plan.screens)} screens could be opened in ` +
			`${seconds(this.#plan.patienceMs)}${reasons === '' ? '' : ` (tries refused: ${reasons})`}. ` +
			`Fewer screens, or more time: --storm N,SECONDS.`
		);
	}
}

function toNoEntry(why: string): string {
	return `--storm: the reader's key lets no screen in (${why}). Make one: npm run admin -- reader-key create EMAIL`;
}

function toAdvice(opened: number): string {
	return (
		`--storm: this machine lets a process have no more files and sockets (at ${count(opened)} screens). ` +
		'Raise the limit in this shell, for example "ulimit -n 65536", and run it again; the server needs as many.'
	);
}
