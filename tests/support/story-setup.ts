import { startTestServer } from './test-server.ts';

/** Name of the variable through which the stories, in processes of their own, learn of the database server. */
export const testServerVariable = 'STORY_TEST_SERVER';

/** Starts the database server of a run of stories once. */
export default async function setup(): Promise<() => Promise<void>> {
	const { server, stop } = await startTestServer();
	process.env[testServerVariable] = JSON.stringify(server);
	return stop;
}
