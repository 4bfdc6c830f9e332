/** The address a form of sliders asks for: what is empty is left out. */
export function whatIfAddress(form: HTMLFormElement): string {
	const query = new URLSearchParams();
	for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value !== '') query.set(name, value);
	return `/workload/forecast?${query.toString()}`;
}
