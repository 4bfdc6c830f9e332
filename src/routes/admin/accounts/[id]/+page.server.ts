import { error, fail } from '@sveltejs/kit';
import type { AccountProblem, AccountResult } from '$lib/contract/account-problem.ts';
import { ROLES } from '$lib/domain/access/role.ts';
import { dayOf, toIsoDay } from '$lib/domain/time/instant.ts';
import { resetPassword, setDisabled, signOutEverywhere } from '$lib/server/access/accounts.ts';
import { toAdministrator } from '$lib/server/access/administrator.ts';
import { readGrant } from '$lib/server/access/grant-form.ts';
import { giveGrant, withdrawGrant } from '$lib/server/access/grants.ts';
import { need, needAccount } from '$lib/server/access/need.ts';
import { readAccounts } from '$lib/server/access/read-accounts.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { app, visitor }, params }) => {
	need(visitor, 'administer');
	const [account] = await readAccounts(app.db, app.now(), params.id);
	if (account === undefined) error(404);
	return {
		account,
		roles: ROLES,
		today: toIsoDay(dayOf(app.now())),
		units: app.units.map(({ code, name, nameEn, kind }) => ({ code, name, nameEn, kind }))
	};
};

/** Who is changed, by whom, when; only for administrators. */
function toChange({ locals: { app, visitor }, params }: RequestEvent) {
	need(visitor, 'administer');
	return { accountId: params.id, by: toAdministrator(needAccount(visitor)), now: app.now() };
}

type Done = 'granted' | 'withdrawn' | 'disabled' | 'enabled' | 'signed-out';

function answer(result: AccountResult<unknown>, done: Done) {
	return result.ok ? { done } : refuse(result.problem);
}
const refuse = (problem: AccountProblem) => fail(400, { problem });

export const actions: Actions = {
	grant: async (event) => {
		const change = toChange(event);
		const form = await event.request.formData();
		const text = (name: string) => {
			const value = form.get(name);
			return typeof value === 'string' ? value : '';
		};
		const texts = { role: text('role'), unit: text('unit'), handler: text('handler') };
		const days = { from: text('from'), to: text('to'), standInFor: text('standInFor') };
		const grant = readGrant({ ...texts, ...days }, dayOf(change.now));
		if (typeof grant === 'string') return refuse(grant);
		return answer(await giveGrant(event.locals.app.db, { ...change, grant }), 'granted');
	},
	withdraw: async (event) => {
		const change = toChange(event);
		const grantId = Number((await event.request.formData()).get('grant') ?? Number.NaN);
		if (!Number.isSafeInteger(grantId)) return refuse('no-such-grant');
		return answer(await withdrawGrant(event.locals.app.db, { ...change, grantId }), 'withdrawn');
	},
	reset: async (event) => {
		const made = await resetPassword(event.locals.app.db, { ...toChange(event), password: null });
		return made.ok ? { password: made.value.password } : refuse(made.problem);
	},
	disable: async (event) => {
		const result = await setDisabled(event.locals.app.db, { ...toChange(event), disabled: true });
		return answer(result, 'disabled');
	},
	enable: async (event) => {
		const result = await setDisabled(event.locals.app.db, { ...toChange(event), disabled: false });
		return answer(result, 'enabled');
	},
	signOut: async (event) => answer(await signOutEverywhere(event.locals.app.db, toChange(event)), 'signed-out')
};
