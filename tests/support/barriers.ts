import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const SEVERE = new Set(['serious', 'critical']);

/**
 * What on the page as it stands keeps people out, as lines to read; moderate findings of axe do not count. `rules`: only
 * these of axe, for a second look at a page of which only they can say something else.
 */
export async function findBarriers(page: Page, rules?: readonly string[]): Promise<string[]> {
	const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
	const { violations } = await (rules === undefined ? axe : axe.withRules([...rules])).analyze();
	return violations
		.filter(({ impact }) => SEVERE.has(impact ?? ''))
		.flatMap(({ id, nodes }) =>
			nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any.map(({ message }) => message).join('; ')}`)
		);
}

/** What stands out of the page on the right, so that the whole page moves sideways; the outermost alone. */
export function findOverflow(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		if (scrollWidth <= clientWidth) return [];
		const out = [...document.querySelectorAll('main *')].filter(
			(element) =>
				element.getBoundingClientRect().right > clientWidth + 1 && element.closest('.visually-hidden') === null
		);
		const outermost = out.filter((element) => !out.some((other) => other !== element && other.contains(element)));
		return [`${scrollWidth} px wide`, ...outermost.map((element) => element.outerHTML.slice(0, 160))];
	});
}
