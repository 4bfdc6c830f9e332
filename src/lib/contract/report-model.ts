import type { WayIn, WayOut } from '../domain/report/part.ts';
import type { Period } from '../domain/report/period.ts';
import type { ReportRows, RowCounts } from '../domain/report/report.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { Named } from './named.ts';

/** `/reports/ii-06a` as its `load` hands it over: numbers and codes; page and XLSX make the words. */
export interface ReportModel {
	readonly version: number;
	readonly period: Period;
	/** Last instant of the period, or the present while it runs. */
	readonly until: Instant;
	readonly isRunning: boolean;
	/** When it was made. */
	readonly madeAt: Instant;
	readonly rows: ReportRows;
	/** The competent unit it is of; null: all that the reader may see. */
	readonly unit: Named | null;
	readonly lines: readonly ReportLine[];
	readonly total: RowCounts;
	/** Still open at the end of the period before. */
	readonly openBefore: number;
	readonly difference: DifferenceModel | null;
}

export interface ReportLine {
	/** Field or unit; null: no record has named it. */
	readonly name: Named | null;
	readonly counts: RowCounts;
}

/** The same report by what was known at an earlier instant; null in the model: the period is still running. */
export type DifferenceModel =
	/** Nothing had come to us then. */
	| { readonly kind: 'unknown'; readonly knownAt: Instant; readonly firstArrival: Instant }
	| {
			readonly kind: 'compared';
			readonly knownAt: Instant;
			/** Lines that differ; a line that is missing on one side counts nothing there. */
			readonly lines: readonly { readonly name: Named | null; readonly then: RowCounts; readonly now: RowCounts }[];
			readonly total: RowCounts;
			/** The first of them; `moved` is how many there are. */
			readonly dossiers: readonly MovedLine[];
			readonly moved: number;
	  };

export interface MovedLine {
	readonly code: string;
	readonly then: PlaceModel | null;
	readonly now: PlaceModel | null;
}

export interface PlaceModel {
	readonly name: Named | null;
	readonly wayIn: WayIn;
	readonly wayOut: WayOut;
}
