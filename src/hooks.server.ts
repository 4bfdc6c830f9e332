import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { paraglideMiddleware } from '$lib/paraglide/server.js';
import { giveSession } from '$lib/server/access/hand-on-cookies.ts';
import { SESSION_COOKIE } from '$lib/server/access/library.ts';
import { isFromUs } from '$lib/server/access/same-origin.ts';
import { renewSession } from '$lib/server/access/sessions.ts';
import { signedOut } from '$lib/server/access/visitor.ts';
import { type App, startApp } from '$lib/server/app.ts';
import { readConfig } from '$lib/server/config.ts';
import { slot } from './upgrade.ts';

let app: App;

/** Runs once per process (and again when development reloads the module graph: then the old application ends first). */
export const init: ServerInit = async () => {
	const held = slot();
	await held.stop?.();
	app = await startApp(readConfig(process.env), Date.now);
	held.upgrade = (request, socket, head) => app.live.hub.upgrade(request, socket, head);
	held.drain = () => app.drain();
	held.stop = async () => {
		delete held.stop;
		delete held.drain;
		delete held.upgrade;
		await app.stop();
	};
};

/** Asked every few seconds by machines; a line for each would hide the others. */
const PROBES = new Set(['/healthz', '/readyz', '/metrics']);

/** A line per request: the route's pattern, not the path with its codes; never a query, a body or a header. */
const withLog: Handle = async ({ event, resolve }) => {
	const started = performance.now();
	event.locals.requestId = crypto.randomUUID().slice(0, 8);
	const route = event.route.id;
	const level = route !== null && PROBES.has(route) ? 'debug' : 'info';
	let status = 500;
	try {
		const response = await resolve(event);
		({ status } = response);
		response.headers.set('X-Request-Id', event.locals.requestId);
		return response;
	} finally {
		const ms = Math.round((performance.now() - started) * 10) / 10;
		app.log[level]({ id: event.locals.requestId, method: event.request.method, route, status, ms }, 'request');
	}
};

const withApp: Handle = ({ event, resolve }) => {
	event.locals.app = app;
	const theme = event.cookies.get('theme');
	event.locals.theme = theme === 'light' || theme === 'dark' ? theme : 'auto';
	return resolve(event);
};

const withLanguage: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ request, locale }) => {
		event.request = request;
		return resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', locale).replace('%theme%', event.locals.theme)
		});
	});

/** Asked without a session; nothing there depends on who asks. */
const OPEN = /^\/(?:healthz|readyz|metrics|preferences|p|map|api\/v1\/feeds)(?:\/|$)/;

/** Who it is, once for every page and endpoint; and no change that another site asks for. */
const withVisitor: Handle = async ({ event, resolve }) => {
	const { url, request, locals, cookies } = event;
	const at = url.pathname + url.search;
	locals.visitor = signedOut(at);
	if (!isFromUs(request, url)) return new Response('Cross-site requests change nothing here.\n', { status: 403 });
	if (!OPEN.test(url.pathname)) {
		locals.visitor = await app.visitorOf(request.headers, at);
		const cookie = cookies.get(SESSION_COOKIE);
		if (cookie !== undefined && !locals.visitor.isUnknown) {
			const isRenewed = await renewSession(app.db, locals.visitor, app.now()).catch(() => false);
			if (isRenewed) giveSession(event, cookie);
		}
	}
	return resolve(event);
};

const withHeaders: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	response.headers.set('X-Content-Type-Options', 'nosniff');
	response.headers.set('Referrer-Policy', 'same-origin');
	response.headers.set('X-Frame-Options', 'SAMEORIGIN');
	return response;
};

export const handle = sequence(withLog, withApp, withHeaders, withLanguage, withVisitor);

/** The visitor gets a number, the log gets the error under it. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status < 500) return { message };
	const id = event.locals.requestId;
	app.log.error({ err: error, id, route: event.route.id }, 'request failed');
	return { message, id };
};
