import type { Page } from '@playwright/test';

/** What a page did to its board, as seen from within. Times are of the page's steady clock, in ms. */
export interface Paints {
	/** When the board went over to a newer version or a later time. */
	readonly at: readonly number[];
	/** Moments at which something on it had changed, whatever it was. */
	readonly changes: number;
	/** Moments at which a tile or a row had no number. */
	readonly blanks: readonly string[];
	/** Tasks of more than 50 ms, whoever caused them. */
	readonly longTasksMs: readonly number[];
}

interface Watched {
	paints: { at: number[]; changes: number; blanks: string[]; longTasksMs: number[] };
}

/** Watches the board of an opened page from now on. */
export async function watchPaints(page: Page): Promise<{ read(): Promise<Paints> }> {
	await page.evaluate(() => {
		const paints: Watched['paints'] = { at: [], changes: 0, blanks: [], longTasksMs: [] };
		(window as unknown as Watched).paints = paints;
		const board = document.querySelector('[data-testid="board"]');
		if (board === null) throw new Error('no board');
		const look = (): void => {
			const tiles = [...board.querySelectorAll('.tile .value')];
			const texts = [...tiles, ...board.querySelectorAll('tbody td:not(.series, .bar)')].map((one) => one.textContent);
			if (tiles.length < 6) paints.blanks.push(`${tiles.length} tiles`);
			paints.blanks.push(...texts.filter((text) => text.trim() === '' || text.includes('NaN')));
		};
		new MutationObserver((mutations) => {
			paints.changes++;
			// The caption of a table tells the time of all numbers; it changes with each paint and only then.
			if (mutations.some(({ type }) => type !== 'childList')) paints.at.push(performance.now());
			look();
		}).observe(board, { subtree: true, childList: true, characterData: true, attributes: true });
		new PerformanceObserver((list) => {
			paints.longTasksMs.push(...list.getEntries().map(({ duration }) => Math.round(duration)));
		}).observe({ type: 'longtask' });
	});
	return { read: () => page.evaluate(() => (window as unknown as Watched).paints) };
}
