import { error, json } from '@sveltejs/kit';
import { ALL_FIGURE_IDS, type AnyFigureId } from '$lib/domain/figure/figure.ts';
import { readFilter } from '$lib/domain/figure/filter.ts';
import { toIsoInstant } from '$lib/domain/time/instant.ts';
import { need } from '$lib/server/access/need.ts';
import { toAsOf } from '$lib/server/past/past.ts';
import { readPastOf } from '$lib/server/past/read-past-of.ts';
import { answerFigures } from '$lib/server/read/answer-figures.ts';
import { valueOf } from '$lib/server/read/read-figures.ts';
import type { RequestHandler } from './$types';

/**
 * `GET /api/v1/figures?resolving=31825&at=2026-11-20T10:00:00Z` → every figure, findings too, at one version; `at` is a
 * past instant. `figure`, any number of times, chooses which; they come in the order of their declaration.
 */
export const GET: RequestHandler = async ({ locals: { app, visitor }, url }) => {
	const scope = need(visitor, 'view');
	const { filter, dropped } = readFilter(url.searchParams);
	const ids = readIds(url.searchParams.getAll('figure').filter((id) => id !== ''));
	if (ids === null || dropped.length > 0) error(400, `no such value: ${ids === null ? 'figure' : dropped.join(', ')}`);
	const past = await readPastOf(app, url.searchParams);
	const at = past?.at ?? app.now();
	const { version, figures } = await answerFigures(app.db, ids, {
		scope,
		catalogue: app.catalogue(),
		filter: { ...filter, figure: undefined },
		at,
		asOf: past === null ? null : toAsOf(past)
	});
	return json({
		version,
		asOf: toIsoInstant(at),
		figures: ids.map((id) => ({ id, value: valueOf(figures[id]), ...figures[id] }))
	});
};

/** Those asked for; all without any. Null: one is none. */
function readIds(asked: readonly string[]): readonly AnyFigureId[] | null {
	if (asked.length === 0) return ALL_FIGURE_IDS;
	const ids = ALL_FIGURE_IDS.filter((id) => asked.includes(id));
	return ids.length === new Set(asked).size ? ids : null;
}
