import { toIsoDay, dayOf } from '$lib/domain/time/instant.ts';
import { need, needAccount } from '$lib/server/access/need.ts';
import { readAuditQuery } from '$lib/server/audit/audit-query.ts';
import { exportAudit } from '$lib/server/audit/export-audit.ts';
import { audit } from '$lib/server/audit/write-audit.ts';
import type { RequestHandler } from './$types';

/** The filtered log as CSV. That it was taken out is in the log as well, and so in the file. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, url }) => {
	need(visitor, 'audit');
	const { id, name } = needAccount(visitor);
	const { filter } = readAuditQuery(url.searchParams);
	const details = {
		what: 'audit-log',
		who: filter.actorId ?? null,
		only: filter.action ?? null,
		from: filter.from === undefined ? null : toIsoDay(filter.from),
		to: filter.to === undefined ? null : toIsoDay(filter.to)
	};
	await audit(app.db, { at: app.now(), actor: { id, name }, action: 'exported', target: 'audit log', details });
	return new Response(exportAudit(app.db, filter), {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="audit-${toIsoDay(dayOf(app.now()))}.csv"`,
			'Cache-Control': 'no-store'
		}
	});
};
