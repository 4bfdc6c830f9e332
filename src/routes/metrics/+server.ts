import { error } from '@sveltejs/kit';
import { mayReadMetrics } from '$lib/server/metrics-access.ts';
import { scrape } from '$lib/server/scrape.ts';
import type { RequestHandler } from './$types';

/** What this node measures, for Prometheus. For others than this machine and who knows the token there is no such page. */
export const GET: RequestHandler = async ({ locals: { app }, request, platform, getClientAddress }) => {
	// The connection, not what a header says of it; development has no platform.
	const peer = platform === undefined ? getClientAddress() : platform.req.socket.remoteAddress;
	if (!mayReadMetrics(request.headers, peer, app.config.metricsToken)) error(404);
	return new Response(await scrape(app), {
		headers: { 'Content-Type': app.metrics.registry.contentType, 'Cache-Control': 'no-store' }
	});
};
