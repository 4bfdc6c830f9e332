/** Columns of `dossier` that make a `Dossier`, in its field names: whatever reads dossiers for figures selects these. */
export const DOSSIER_COLUMNS = [
	'code',
	'procedure',
	'field',
	'channel',
	'receiving',
	'resolving',
	'returning',
	'handler',
	'status',
	'crossBoundary',
	'filedAt',
	'acceptedAt',
	'closedAt',
	'returnedAt',
	'dueAt',
	'firstDueAt',
	'timeliness',
	'transferringSince',
	'apologisedAt',
	'unopenedSince',
	'findings'
] as const;
