import type { Dossier } from '../dossier/dossier.ts';

/** An open dossier received long ago at a ward for itself; say only what matters. */
export function aDossier(some: Partial<Dossier> = {}): Dossier {
	return {
		code: 'D1',
		procedure: '1.004873',
		field: 'Hộ tịch',
		channel: 'online',
		receiving: '31825',
		resolving: '31825',
		returning: '31825',
		handler: null,
		status: 4,
		crossBoundary: false,
		filedAt: null,
		acceptedAt: Date.parse('2026-01-05T08:00:00+07:00'),
		closedAt: null,
		returnedAt: null,
		dueAt: null,
		firstDueAt: null,
		timeliness: null,
		transferringSince: null,
		apologisedAt: null,
		unopenedSince: null,
		findings: [],
		...some
	};
}
