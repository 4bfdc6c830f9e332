import { test as base, type Page } from '@playwright/test';
import { type RunningApp, startApp } from './app.ts';
import { type As, signInAt } from './sign-in.ts';
import { testServerVariable } from './story-setup.ts';
import { createDatabase, dropDatabase, type TestServer } from './test-server.ts';

interface StoryFixtures {
	/** The built application with an empty database of its own, one per story; `page.goto('/')` goes there. */
	app: RunningApp;
	/** What differs from a plain start: `test.use({ appEnv: { DEMO: 'on' } })`. */
	appEnv: Record<string, string>;
	/** As whom the browser is signed in: `test.use({ as: 'auditor' })`; null is signed out. */
	as: As | readonly As[] | null;
}

export const test = base.extend<StoryFixtures>({
	appEnv: [{}, { option: true }],
	as: ['leader', { option: true }],
	app: async ({ appEnv }, use) => {
		const server = JSON.parse(process.env[testServerVariable] ?? '') as TestServer;
		const databaseUrl = await createDatabase(server);
		const app = await startApp({ databaseUrl }, appEnv);
		await use(app);
		await app.stop();
		await dropDatabase(server, databaseUrl);
	},
	baseURL: async ({ app }, use) => use(app.url),
	/** A reader begins once the page is at work; what happens before is told where a story is about just that. */
	page: async ({ page }, use) => {
		const goto = page.goto.bind(page);
		page.goto = async (address, options) => {
			const response = await goto(address, options);
			const isPage = response?.headers()['content-type']?.startsWith('text/html') ?? false;
			// The framework's client gives up on an address that cannot be decoded (400); the page stands as it came.
			if (isPage && response?.status() !== 400 && options?.waitUntil !== 'commit') await scriptsRun(page);
			return response;
		};
		await use(page);
	},
	/** Cookies of the first context; others of a story sign in with `signInAt`. */
	storageState: async ({ app, as }, use) =>
		use(as === null ? { cookies: [], origins: [] } : await signedInState(app, as))
});

/** Waits until the page listens: the framework adds the place it announces new pages in once it is mounted. */
export async function scriptsRun(page: Page): Promise<void> {
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
}

/** A browser that is signed in, for `browser.newContext({ storageState })`. */
export async function signedInState(app: RunningApp, as: As | readonly As[]) {
	if (!('databaseUrl' in app.storage)) throw new Error('signs in only where the database is known');
	const { cookie } = await signInAt(app.storage.databaseUrl, as);
	const place = { domain: new URL(app.url).hostname, path: '/', expires: -1, httpOnly: true, secure: false };
	return { cookies: [{ ...cookie, ...place, sameSite: 'Lax' as const }], origins: [] };
}

export { expect } from './expect.ts';
