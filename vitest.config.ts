import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		allowOnly: process.env.VITEST_ALLOW_ONLY !== 'no',
		maxWorkers: 2,
		projects: [
			{
				plugins: [sveltekit()],
				test: { name: 'unit', include: ['src/**/*.test.ts'] }
			},
			{
				// Routes are called as functions here.
				resolve: { alias: { $lib: new URL('./src/lib', import.meta.url).pathname } },
				test: {
					name: 'integration',
					include: ['tests/integration/**/*.test.ts'],
					globalSetup: ['tests/support/global-setup.ts'],
					testTimeout: 30_000,
					hookTimeout: 60_000
				}
			},
			{
				// On the built application: real processes that are killed.
				test: {
					name: 'faults',
					include: ['tests/faults/**/*.test.ts'],
					globalSetup: ['tests/support/global-setup.ts'],
					// Each loads the machine by itself.
					fileParallelism: false,
					testTimeout: 120_000,
					hookTimeout: 120_000
				}
			}
		]
	}
});
