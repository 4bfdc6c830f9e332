import { expect as base, type Locator } from '@playwright/test';

/** Playwright's `expect`, and a way to wait for the screen without waiting for the clock. */
export const expect = base.extend({
	/**
	 * The element, or the nearest one around it with a `data-version`, shows the ledger at this version or a later one.
	 */
	async toHaveVersionAtLeast(locator: Locator, version: number, options?: { timeout?: number }) {
		let seen: number | null = null;
		const read = async (): Promise<number> => {
			seen = await locator.evaluateAll((elements) => {
				const text = elements[0]?.closest('[data-version]')?.getAttribute('data-version');
				return text ? Number(text) : null;
			});
			return seen ?? -1;
		};
		let pass = true;
		try {
			await base.poll(read, options).toBeGreaterThanOrEqual(version);
		} catch {
			pass = false;
		}
		const shown = (): string => (seen === null ? 'no version' : `version ${String(seen)}`);
		return {
			name: 'toHaveVersionAtLeast',
			pass,
			expected: version,
			actual: seen,
			message: () => `Expected ${String(locator)} to show version ${String(version)} or later; it shows ${shown()}.`
		};
	}
});
