import { redirect } from '@sveltejs/kit';
import { takeSession } from '$lib/server/access/hand-on-cookies.ts';
import { endSessions } from '$lib/server/access/sessions.ts';
import { audit } from '$lib/server/audit/write-audit.ts';
import type { RequestHandler } from './$types';

/** Ends the session of this browser; harmless when there is none. */
export const POST: RequestHandler = async (event) => {
	const { app, visitor } = event.locals;
	const { account, sessionId } = visitor;
	if (account !== null && sessionId !== null) {
		await endSessions(app.db, account.id, { id: sessionId });
		await audit(app.db, { at: app.now(), actor: { id: account.id, name: account.name }, action: 'signed-out' });
	}
	takeSession(event);
	redirect(303, '/sign-in?bye');
};
