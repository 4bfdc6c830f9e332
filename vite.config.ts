import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { routeUpgrades, stopApp } from './src/upgrade.ts';

/** Routes upgrades of the development server to the application, and starts it with the server, not with the first visitor. */
function liveSockets(): Plugin {
	return {
		name: 'thong-suot:live-sockets',
		configureServer({ httpServer }) {
			if (httpServer === null) return;
			routeUpgrades(httpServer);
			httpServer.once('listening', () => {
				const address = httpServer.address();
				if (typeof address !== 'object' || address === null) return;
				// SvelteKit runs init() at the first request; what a failing one answers shows in the terminal and the browser.
				void fetch(
					`http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}/readyz`
				)
					.then((response) => response.body?.cancel())
					.catch(() => undefined);
			});
			httpServer.once('close', () => void stopApp());
		}
	};
}

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['cookie', 'baseLocale'],
			cookieName: 'locale',
			isServer: 'import.meta.env.SSR'
		}),
		liveSockets(),
		sveltekit()
	]
});
