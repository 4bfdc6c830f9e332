import { AUDIT_ACTIONS } from '$lib/domain/audit/action.ts';
import { toIsoDay } from '$lib/domain/time/instant.ts';
import { need } from '$lib/server/access/need.ts';
import { readAuditQuery } from '$lib/server/audit/audit-query.ts';
import { readAudit, readAuditActors } from '$lib/server/audit/read-audit.ts';
import type { PageServerLoad } from './$types';

const PAGE = 100;

export const load: PageServerLoad = async ({ locals: { app, visitor }, url }) => {
	need(visitor, 'audit');
	const { filter, before, dropped } = readAuditQuery(url.searchParams);
	const [page, actors] = await Promise.all([
		readAudit(app.db, filter, { limit: PAGE, ...(before === null ? {} : { before }) }),
		readAuditActors(app.db)
	]);
	const query = new URLSearchParams(url.searchParams);
	query.delete('before');
	return {
		...page,
		actors,
		actions: AUDIT_ACTIONS,
		dropped,
		onFirstPage: before === null,
		/** The filter alone, to be put before `before=`. */
		query: query.toString(),
		filter: {
			who: filter.actorId ?? '',
			action: filter.action ?? '',
			from: filter.from === undefined ? '' : toIsoDay(filter.from),
			to: filter.to === undefined ? '' : toIsoDay(filter.to)
		}
	};
};
