import type { RequestHandler } from './$types';

/** A process that is this late with its own timers helps nobody; starting it again may. */
const STUCK_MS = 2_000;

/** The process answers and keeps its time; 503: it has been late with everything for seconds. */
export const GET: RequestHandler = ({ locals: { app } }) => {
	const late = Math.round(app.loopLateMs());
	const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
	if (late <= STUCK_MS) return new Response('ok\n', { headers });
	return new Response(`the event loop is ${late} ms late\n`, { status: 503, headers });
};
