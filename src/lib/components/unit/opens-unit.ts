import { page } from '$app/state';
import type { ShellModel } from '$lib/client/shell-model.ts';

/** Whether the reader may open the page of a unit: a link that answers 404 is not shown. Asked while rendering. */
export function opensUnit(code: string): boolean {
	const { visitor } = (page.data as { readonly shell?: ShellModel }).shell ?? {};
	if (visitor == null) return false;
	return visitor.opens === 'province' || visitor.opens.includes(code);
}
