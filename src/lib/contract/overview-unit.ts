/** A unit as pages show it; sent once with a page, since units change by law, not by the minute. */
export interface OverviewUnit {
	readonly code: string;
	readonly kind: 'centre' | 'department' | 'commune';
	/** Full name: `Xã Đầm Dơi`. */
	readonly name: string;
	readonly nameEn: string;
	readonly shortName: string;
}
