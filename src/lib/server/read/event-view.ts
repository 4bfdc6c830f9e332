import type { EventView } from '../../contract/dossier-page.ts';
import { inOrder } from '../../domain/dossier/event-order.ts';
import type { Facts } from '../../domain/dossier/event.ts';
import type { Finding } from '../../domain/dossier/finding.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type EventRow, toEvent } from '../db/event-row.ts';

const SHOWN = ['handler', 'step', 'expectedResult'] as const;
type Shown = Pick<Facts, (typeof SHOWN)[number]>;

/** Events in the order of the fold. Feeds repeat what they said before; only what changed is news. */
export function toEventViews(
	rows: readonly (EventRow & { readonly arrivedAt: Instant })[],
	findings: readonly Finding[]
): EventView[] {
	const arrivals = new Map(rows.map(({ key, arrivedAt }) => [key, arrivedAt]));
	const known: Shown = { handler: null, step: null, expectedResult: null };
	return inOrder(rows.map(toEvent)).map(({ key, type, at, facts = {}, returnAt, cause, reason, by }) => {
		const changes: Partial<Shown> = {};
		for (const name of SHOWN) {
			const said = facts[name];
			if (said !== undefined && said !== known[name]) changes[name] = known[name] = said;
		}
		return {
			key,
			type,
			at,
			arrivedAt: arrivals.get(key) ?? at,
			changes,
			returnAt: returnAt ?? null,
			cause: returnAt === undefined ? null : (cause ?? 'receipt'),
			reason: reason ?? null,
			by: by ?? null,
			findings: findings.filter((finding) => finding.key === key).map(({ code }) => code)
		};
	});
}
