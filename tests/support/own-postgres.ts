import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../src/lib/server/db/embedded-postgres.ts';
import { throwawaySettings } from './external-postgres.ts';
import { openTcpLine, type TcpLine } from './tcp-line.ts';

/** A PostgreSQL of its own for a test that stops it. Behind a line, so that it keeps its address over restarts. */
export interface OwnPostgres {
	readonly url: string;
	readonly line: TcpLine;
	/** Orderly, as for an update: connections are ended. */
	stop(): Promise<void>;
	/** As by the kernel when memory runs out: no chance to tidy up. */
	kill9(): void;
	/** After `stop` or `kill9`. */
	start(): Promise<void>;
	/** Ends it for good. */
	remove(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'own-postgres-'));
	// As root the server runs as nobody, who must be able to walk down to its own folder in here.
	chmodSync(dataDir, 0o711);
	const run = () => startEmbeddedPostgres({ dataDir, settings: { ...throwawaySettings, synchronous_commit: 'on' } });
	const portOf = ({ url }: { url: string }) => Number(new URL(url).port);
	let server = await run();
	const line = await openTcpLine(portOf(server));
	const url = new URL(server.url);
	url.port = String(line.port);
	return {
		url: url.href,
		line,
		stop: async () => {
			line.leadTo();
			await server.stop();
		},
		kill9: () => {
			line.leadTo();
			const pidFile = readFileSync(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8');
			process.kill(Number(pidFile.split('\n')[0]), 'SIGKILL');
		},
		start: async () => {
			server = await run();
			line.leadTo(portOf(server));
		},
		remove: async () => {
			await line.close();
			await server.stop();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}
