import { readReadiness } from '$lib/server/readiness.ts';
import type { RequestHandler } from './$types';

/** This node may be given visitors; else 503, and a line for each part that says which one is not ready and why. */
export const GET: RequestHandler = async ({ locals: { app } }) => {
	const parts = Object.entries(await readReadiness(app));
	const isReady = parts.every(([, trouble]) => trouble === null);
	const lines = parts.map(([part, trouble]) => `${part}: ${trouble ?? 'ok'}\n`);
	return new Response([isReady ? 'ready\n' : 'not ready\n', ...lines].join(''), {
		status: isReady ? 200 : 503,
		headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
	});
};
