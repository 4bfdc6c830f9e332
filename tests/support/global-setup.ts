import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './test-server.ts';

declare module 'vitest' {
	interface ProvidedContext {
		testServer: TestServer;
	}
}

/** Starts the database server of a run of integration tests once, and tells its files where it is. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const { server, stop } = await startTestServer();
	project.provide('testServer', server);
	return stop;
}
