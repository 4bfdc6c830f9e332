import type { ExportRow, ListRow, Standing } from '../../contract/list-model.ts';
import type { Calendar } from '../../domain/clock/calendar.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { STATUS_NAMES } from '../../domain/dossier/status.ts';
import type { Moments } from '../../domain/figure/condition.ts';
import type { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import type { ListedDossier } from './list-paging.ts';
import { namedProcedure, namedUnit } from '../catalogue/named.ts';

/** A dossier as a row of the list: names instead of codes, and how it stands at `moments.now`. */
export function toListRow(
	dossier: ListedDossier,
	moments: Moments,
	calendar: Calendar,
	catalogue: KnownCatalogue
): ListRow {
	return {
		code: dossier.code,
		version: dossier.version,
		procedure: namedProcedure(catalogue, dossier.procedure),
		field: dossier.field,
		receiving: namedUnit(catalogue, dossier.receiving),
		resolving: namedUnit(catalogue, dossier.resolving),
		handler: dossier.handler,
		status: STATUS_NAMES[dossier.status],
		crossBoundary: dossier.crossBoundary,
		acceptedAt: dossier.acceptedAt,
		dueAt: dossier.dueAt,
		standing: toStanding(dossier, moments, calendar),
		...(dossier.hasLeft ? { hasLeft: true } : {})
	};
}

/** A dossier as a row of an export. */
export function toExportRow(
	dossier: ListedDossier,
	moments: Moments,
	calendar: Calendar,
	catalogue: KnownCatalogue
): ExportRow {
	const { channel, filedAt, firstDueAt, closedAt, returnedAt } = dossier;
	return {
		...toListRow(dossier, moments, calendar, catalogue),
		channel,
		returning: namedUnit(catalogue, dossier.returning),
		filedAt,
		firstDueAt,
		closedAt,
		returnedAt
	};
}

/** How a dossier stands against its promise at `moments.now`, in working time of `calendar`. */
export function toStanding(
	{ acceptedAt, closedAt, timeliness, dueAt, status }: Dossier,
	moments: Moments,
	calendar: Calendar
): Standing {
	if (acceptedAt === null) return { kind: 'not-accepted' };
	if (closedAt !== null) return { kind: timeliness ?? 'on-time' };
	if (dueAt === null) return { kind: status === 5 || status === 6 || status === 8 ? 'paused' : 'open-ended' };
	const minutes = calendar.workingMinutesBetween(moments.now, dueAt);
	if (dueAt < moments.now) return { kind: 'overdue', minutes: -minutes };
	return { kind: dueAt < moments.soon ? 'soon' : 'running', minutes };
}
