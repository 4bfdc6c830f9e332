import { fail, redirect } from '@sveltejs/kit';
import { signOutEverywhere } from '$lib/server/access/accounts.ts';
import { takeSession, handOnCookies } from '$lib/server/access/hand-on-cookies.ts';
import { needAccount } from '$lib/server/access/need.ts';
import { readAccounts } from '$lib/server/access/read-accounts.ts';
import { toOrigin } from '$lib/server/access/request-origin.ts';
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor } from '$lib/server/access/second-factor.ts';
import { endSessions, listSessions } from '$lib/server/access/sessions.ts';
import { toLibraryHeaders } from '$lib/server/access/sign-in.ts';
import { audit } from '$lib/server/audit/write-audit.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { app, visitor }, url }) => {
	const account = needAccount(visitor);
	const [listed] = await readAccounts(app.db, app.now(), account.id);
	const sessions = await listSessions(app.db, account.id, app.now());
	return {
		account: { name: account.name, email: account.email, isDemo: account.isDemo },
		grants: (listed?.grants ?? []).filter(({ state }) => state === 'in-force'),
		hasSecondFactor: listed?.hasSecondFactor ?? false,
		sessions: sessions.map((session) => ({ ...session, isHere: session.id === visitor.sessionId })),
		passwordChanged: url.searchParams.has('changed')
	};
};

async function readForm({ request }: RequestEvent, name: string): Promise<string> {
	const value = (await request.formData()).get(name);
	return typeof value === 'string' ? value : '';
}

const toRequest = (event: RequestEvent) => ({
	account: needAccount(event.locals.visitor),
	headers: toLibraryHeaders(event.request.headers.get('cookie'), toOrigin(event))
});

export const actions: Actions = {
	/** Ends one session of one's own, by its id. */
	end: async (event) => {
		const { app, visitor } = event.locals;
		const { id, name } = needAccount(visitor);
		const ended = await endSessions(app.db, id, { id: await readForm(event, 'session') });
		if (ended > 0)
			await audit(app.db, { at: app.now(), actor: { id, name }, action: 'signed-out', details: { places: ended } });
		return { ended };
	},
	endOthers: async ({ locals: { app, visitor } }) => {
		const { id, name } = needAccount(visitor);
		const ended = await endSessions(app.db, id, { allBut: visitor.sessionId ?? '' });
		await audit(app.db, {
			at: app.now(),
			actor: { id, name },
			action: 'signed-out-everywhere',
			details: { places: ended }
		});
		return { ended };
	},
	endAll: async (event) => {
		const { app, visitor } = event.locals;
		const { id, name } = needAccount(visitor);
		const by = { actor: { id, name }, isDemo: false };
		await signOutEverywhere(app.db, { accountId: id, by, now: app.now() });
		takeSession(event);
		redirect(303, '/sign-in?bye');
	},
	beginFactor: async (event) => {
		const request = toRequest(event);
		const begun = await beginSecondFactor(event.locals.app, request, await readForm(event, 'password'));
		return begun.ok ? { newFactor: begun.value } : fail(400, { problem: begun.problem });
	},
	confirmFactor: async (event) => {
		const request = toRequest(event);
		const code = (await readForm(event, 'code')).replaceAll(' ', '');
		const confirmed = await confirmSecondFactor(event.locals.app, request, code);
		if (!confirmed.ok) return fail(400, { problem: confirmed.problem });
		handOnCookies(event, confirmed.value);
		return { factor: 'added' as const };
	},
	removeFactor: async (event) => {
		const request = toRequest(event);
		const removed = await removeSecondFactor(event.locals.app, request, await readForm(event, 'password'));
		if (!removed.ok) return fail(400, { problem: removed.problem });
		handOnCookies(event, removed.value);
		return { factor: 'removed' as const };
	}
};
