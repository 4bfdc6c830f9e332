import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { drainApp, routeUpgrades, stopApp } from './upgrade.ts';

/**
 * The production entry: an HTTP server around the built handler, which runs `init()` and so starts the application.
 * It imports no application code: database, board and sockets exist once, inside the built bundle.
 */
const { env } = process;
// Behind a proxy the visitor's protocol is in this header; without one it is what we speak ourselves.
env['PROTOCOL_HEADER'] ??= 'x-forwarded-proto';
// A little above what the feed API takes, so that its own answer, not a broken connection, tells a sender the limit.
env['BODY_SIZE_LIMIT'] ??= '12M';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
const { handler } = (await import(new URL('../build/handler.js', import.meta.url).href)) as { handler: Handler };

/** Requests whose answer is not finished, and who waits for the last of them. */
let running = 0;
let onQuiet: (() => void) | null = null;

const http = createServer((request, response) => {
	running++;
	response.once('close', () => {
		running--;
		if (running === 0) onQuiet?.();
	});
	request.headers['x-forwarded-proto'] ??= 'http';
	handler(request, response, () => {
		response.statusCode = 404;
		response.end();
	});
});
routeUpgrades(http, (socket) => socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'));

/** Connections that may wait to be taken: as many as systems allow, for when all screens come back at once. */
const BACKLOG = 4_096;

/** Resolves with the address once connections are taken; rejects when the port is not to be had. */
export const address = new Promise<string>((resolve, reject) => {
	const host = env['HOST'] ?? '127.0.0.1';
	http.once('error', reject);
	http.listen({ port: Number(env['PORT'] ?? 3000), host, backlog: BACKLOG }, () => {
		const bound = http.address();
		const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
		resolve(`http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`);
	});
});

/** A request that takes longer than this is given up when we are told to stop. */
const PATIENCE_MS = 10_000;

function untilQuiet(): Promise<void> {
	if (running === 0) return Promise.resolve();
	return new Promise((resolve) => {
		onQuiet = resolve;
		setTimeout(resolve, PATIENCE_MS);
	});
}

let isStopping = false;
/** /readyz says no first; then no more connections, the running requests end, and last what they stood on. */
async function stop(code: number): Promise<void> {
	if (isStopping) return;
	isStopping = true;
	await drainApp();
	http.close();
	http.closeIdleConnections();
	await untilQuiet();
	await stopApp();
	process.exit(code);
}
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
// A parent that started us over IPC is gone: nobody is left to stop us.
process.on('disconnect', () => void stop(0));

address.then(
	(url) => process.stdout.write(`listening ${url}\n`),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		void stop(1);
	}
);
