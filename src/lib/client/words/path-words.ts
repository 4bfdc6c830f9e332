import type { Format } from '$lib/client/format.ts';
import { named } from '$lib/client/words/named.ts';
import type { DossierView } from '$lib/contract/dossier-page.ts';
import { m } from '$lib/paraglide/messages.js';

/** A unit on the way of a dossier, and what happened there. */
export interface PathStop {
	readonly role: string;
	/** Null: no record has named it. */
	readonly unit: string | null;
	/** Its code. */
	readonly code: string | null;
	readonly notes: readonly { readonly text: string; readonly tone: 'plain' | 'warn' }[];
	/** `passed`: done there; `here`: it is there now; `ahead`. */
	readonly state: 'passed' | 'here' | 'ahead';
}

/** Nơi tiếp nhận → nơi giải quyết → nơi trả kết quả. */
export function pathStops(dossier: DossierView, format: Format): PathStop[] {
	const { status, filedAt, acceptedAt, closedAt, returnedAt, transfers } = dossier;
	const unit = (thing: DossierView['receiving']) => (thing === null ? null : named(thing, format));
	const plain = (text: string) => ({ text, tone: 'plain' as const });
	const open = transfers.find((transfer) => transfer.acceptedAt === null);
	const isReceived = acceptedAt !== null && open === undefined;
	/** Withdrawn or refused: there is no result to wait for. */
	const isWithout = status === 'withdrawn' || status === 'refused';

	const receiving: PathStop['notes'][number][] = [];
	if (filedAt !== null) receiving.push(plain(m.path_filed({ time: format.dateTime(filedAt) })));
	for (const { sentAt } of transfers)
		if (sentAt !== null) receiving.push(plain(m.path_sent({ time: format.dateTime(sentAt) })));
	if (acceptedAt !== null) receiving.push(plain(m.path_accepted({ time: format.dateTime(acceptedAt) })));
	else if (closedAt === null) receiving.push({ text: m.path_not_accepted(), tone: 'warn' });

	const resolving: PathStop['notes'][number][] = transfers.map((transfer) =>
		transfer.acceptedAt === null
			? { text: m.path_in_transfer(), tone: 'warn' }
			: plain(m.path_taken_over({ time: format.dateTime(transfer.acceptedAt) }))
	);
	// What was never accepted ended where it was filed.
	if (closedAt !== null)
		(acceptedAt === null ? receiving : resolving).push(plain(m.path_closed({ time: format.dateTime(closedAt) })));
	else if (isReceived) resolving.push(plain(m.path_open()));

	const returning =
		returnedAt !== null
			? m.path_returned({ time: format.dateTime(returnedAt) })
			: isWithout
				? m.path_nothing_to_return()
				: m.path_not_returned();
	return [
		{
			role: m.path_receiving(),
			unit: unit(dossier.receiving),
			code: dossier.receiving?.code ?? null,
			notes: receiving,
			state: isReceived || (closedAt !== null && status !== 'refused') ? 'passed' : 'here'
		},
		{
			role: m.path_resolving(),
			unit: unit(dossier.resolving),
			code: dossier.resolving?.code ?? null,
			notes: resolving,
			state: closedAt !== null && !isWithout ? 'passed' : isReceived ? 'here' : 'ahead'
		},
		{
			role: m.path_returning(),
			unit: unit(dossier.returning),
			code: dossier.returning?.code ?? null,
			notes: [plain(returning)],
			state: returnedAt !== null ? 'passed' : closedAt !== null && !isWithout ? 'here' : 'ahead'
		}
	];
}
