import type { Catalogue } from '../catalogue.ts';
import { calendar } from './calendar.ts';
import { communes } from './communes.ts';
import { provincialUnits } from './departments.ts';
import { procedures } from './procedures.ts';

/** Cà Mau after the merger of 1 July 2025 (Nghị quyết 202/2025/QH15). */
export const caMau: Catalogue = {
	province: {
		code: '96',
		name: 'Tỉnh Cà Mau',
		nameEn: 'Ca Mau Province',
		identifier: 'H12',
		box: { west: 104.52, south: 8.41, east: 105.87, north: 9.64 },
		confidence: 'verified: code, name; identifier: likely, to be checked'
	},
	calendars: [calendar],
	units: [...provincialUnits, ...communes],
	procedures
};
