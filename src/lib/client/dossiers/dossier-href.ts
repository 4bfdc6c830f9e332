/** The address of one dossier. */
export function dossierHref(code: string): string {
	return `/dossiers/${encodeURIComponent(code)}`;
}
