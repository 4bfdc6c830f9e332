import { error } from '@sveltejs/kit';
import { need } from '$lib/server/access/need.ts';
import { readDifficulties } from '$lib/server/rollout/difficulties.ts';
import { hasUnit, readRollout, shareRollout } from '$lib/server/rollout/read-rollout.ts';
import type { PageServerLoad } from './$types';

/** The paper of one unit's meeting. Without `unit`: the only unit of the reader, or the choice among them. */
export const load: PageServerLoad = async ({ locals: { app, visitor }, url }) => {
	const scope = need(visitor, 'view');
	const asked = url.searchParams.get('unit');
	if (asked !== null && !hasUnit(scope, asked)) error(404);
	const only = scope !== 'province' && scope.units.length === 1 ? scope.units[0] : undefined;
	const unit = asked ?? only;
	if (unit === undefined) return { choice: (await shareRollout(app, scope)).units, agenda: null };
	const at = app.now();
	const [rollout, difficulties] = await Promise.all([
		readRollout(app, { units: [unit], hands: [] }),
		readDifficulties(app.db, scope, { catalogue: app.catalogue(), at, unit })
	]);
	const row = rollout.units[0];
	if (row === undefined && asked !== null) error(404);
	if (row === undefined) return { choice: [], agenda: null };
	const open = difficulties.filter(({ isClosed }) => !isClosed);
	return { choice: [], agenda: { row, rollout, difficulties: open } };
};
