import type { CalendarRules } from '../domain/clock/calendar.ts';
import type { LimitUnit, SupplementRule } from '../domain/clock/limit.ts';

/**
 * Everything a province is before any dossier, as data: units, procedures with dated limits, calendars with versions.
 * Each row says in words how sure it is. Another province is another value of this type. Days are ISO (`2025-08-15`).
 */
export interface Catalogue {
	readonly province: CatalogueProvince;
	readonly calendars: readonly CatalogueCalendar[];
	readonly units: readonly CatalogueUnit[];
	readonly procedures: readonly CatalogueProcedure[];
}

export interface CatalogueProvince {
	/** Administrative code (mã ĐVHC). */
	readonly code: string;
	readonly name: string;
	readonly nameEn: string;
	/** Electronic identifier of QĐ 20/2020, suffix of localised procedure codes. */
	readonly identifier: string;
	/** Box around its land, WGS84 degrees. */
	readonly box: { readonly west: number; readonly south: number; readonly east: number; readonly north: number };
	readonly confidence: string;
}

export interface CatalogueUnit {
	readonly code: string;
	readonly kind: 'centre' | 'department' | 'commune';
	readonly name: string;
	readonly nameEn: string;
	readonly shortName: string;
	/** Code of the one-stop that receives for it. */
	readonly oneStop: string;
	readonly calendarId: string;
	readonly validFrom: string;
	readonly validTo?: string;
	readonly successor?: string;
	/** Wave of the boundary-independent rollout and the day it began; null: not part of one. */
	readonly wave: number | null;
	readonly goLiveOn: string | null;
	readonly point: { readonly lat: number; readonly lon: number } | null;
	/** Codes of the units it shares a border with. */
	readonly neighbours: readonly string[];
	readonly confidence: string;
}

export interface CatalogueProcedure {
	/** National code, without the localised suffix. */
	readonly code: string;
	readonly name: string;
	readonly nameEn: string;
	readonly field: string;
	readonly level: 'province' | 'commune';
	/** Competent department; null: the commune itself, or not known (then `confidence` says so). */
	readonly competent: string | null;
	readonly onlineLevel: 'full' | 'partial' | null;
	readonly immediate: boolean;
	readonly supplementRule: SupplementRule;
	readonly validFrom: string;
	readonly validTo?: string;
	/** Not overlapping. Empty: no limit is published. */
	readonly limits: readonly CatalogueLimit[];
	readonly confidence: string;
}

export interface CatalogueLimit {
	readonly validFrom: string;
	readonly validTo?: string;
	readonly value: number;
	readonly unit: LimitUnit;
	readonly source: string;
	readonly confidence: string;
}

export interface CatalogueCalendar {
	readonly id: string;
	readonly name: string;
	readonly versions: readonly CatalogueCalendarVersion[];
}

/** Never changed once loaded: a correction is a new version. */
export interface CatalogueCalendarVersion {
	readonly version: number;
	/** ISO instant from which acceptances are clocked with it. */
	readonly effectiveFrom: string;
	readonly rules: CalendarRules;
	readonly note: string;
}
