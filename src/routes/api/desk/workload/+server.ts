import { error, json } from '@sveltejs/kit';
import { needUnit } from '$lib/server/access/unit-in-scope.ts';
import { readWorkload } from '$lib/server/desk/read-workload.ts';
import type { RequestHandler } from './$types';

/** `GET ?unit=31825` → who carries what there. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, url }) => {
	const unit = url.searchParams.get('unit') ?? '';
	needUnit(visitor, unit);
	const workload = await readWorkload(app, visitor.access, unit);
	return workload === null ? error(404) : json(workload);
};
