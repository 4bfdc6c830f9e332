import type { Page } from '@playwright/test';
import { createFeed, type RunningApp } from './app.ts';
import { letArriveEarlier } from './earlier-arrival.ts';
import { expect } from './expect.ts';
import { anAccepted, pushRecords } from './records.ts';

const DAY = 86_400_000;
const daysAgo = (count: number) => new Date(Date.now() - count * DAY).toISOString();
const isoDay = (count: number) => new Date(Date.now() + 7 * 3_600_000 - count * DAY).toISOString().slice(0, 10);
/** Communes of both waves, one starting after the other. */
const COMMUNES = ['32152', '32185', '32071', '32002', '31825', '31834', '31840', '31843', '31849', '31858', '31864'];

/**
 * Three weeks in which ever more communes receive ever more, and most of it is resolved, frozen by the page's reader and
 * held against ten days ago. Answers the id.
 */
export async function freezeWeeks(app: RunningApp, page: Page): Promise<string> {
	const key = await createFeed(app, 'test');
	const records = COMMUNES.flatMap((receiving, n) =>
		Array.from({ length: 12 + 2 * n }, (_, k) => {
			const dossier = `${receiving}-${String(k)}`;
			const at = daysAgo(20 - n - (k % Math.max(1, 20 - n)));
			const channel = k % 3 === 0 ? ('online' as const) : ('counter' as const);
			const accepted = anAccepted(dossier, { receiving, resolving: k % 2 === 0 ? '31825' : receiving, channel, at });
			const resolved = { dossier, type: 'resolved' as const, at: new Date(Date.parse(at) + DAY / 3).toISOString() };
			return k % 4 === 0 ? [accepted] : [accepted, resolved];
		})
	).flat();
	await pushRecords(app.url, 'test', key, records);
	await letArriveEarlier(app);
	await page.goto('/press');
	await page.getByLabel('Từ ngày').fill(isoDay(21));
	await page.getByLabel('So với cuối ngày').fill(isoDay(10));
	await page.getByRole('button', { name: 'Chốt số liệu' }).click();
	await expect(page).toHaveURL(/\/press\/CM-\d{6}-\d{4}-[0-9A-F]{4}/);
	return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}
