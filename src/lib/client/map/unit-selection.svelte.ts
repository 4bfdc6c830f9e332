/** The one unit that is looked at, shared by a map and its ranking: pointing at it here marks it there. */
export class UnitSelection {
	code = $state<string | null>(null);

	/** For the rows and tiles: `{...selection.on(code)}`. */
	on(code: string) {
		const take = () => {
			this.code = code;
		};
		const drop = () => {
			if (this.code === code) this.code = null;
		};
		return { onpointerenter: take, onpointerleave: drop, onfocusin: take, onfocusout: drop };
	}
}
