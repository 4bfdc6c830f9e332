import type { IncomingMessage } from 'node:http';
import type { Visitor } from '$lib/server/access/visitor.ts';
import type { App as Application } from '$lib/server/app.ts';

declare global {
	namespace App {
		interface Locals {
			/** The running application: database, catalogue, ledger, live board. */
			app: Application;
			/** Whoever sends this request; signed out where nobody asks (probes, feeds). */
			visitor: Visitor;
			/** Number of this request in the log. */
			requestId: string;
			theme: 'auto' | 'light' | 'dark';
		}
		/** As the Node adapter hands it over; development has none. */
		interface Platform {
			req: IncomingMessage;
		}
		interface Error {
			/** Number under which the log has the details. */
			id?: string;
		}
	}
}

export {};
