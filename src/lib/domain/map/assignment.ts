/**
 * Gives each row a column of its own so that the sum of the costs is the least there is (Hungarian method, O(rows² · columns)).
 * `costs[row][column]`; there are at least as many columns as rows. Returns the column of each row.
 */
export function assign(costs: readonly (readonly number[])[]): number[] {
	const rows = costs.length;
	const columns = costs[0]?.length ?? 0;
	if (columns < rows) throw new RangeError('fewer columns than rows');
	// Counted from 1, 0 is "none": as the method is usually written down.
	const rowPrice = new Float64Array(rows + 1);
	const columnPrice = new Float64Array(columns + 1);
	const rowOf = new Int32Array(columns + 1);
	for (let row = 1; row <= rows; row += 1) {
		const before = new Int32Array(columns + 1);
		const least = new Float64Array(columns + 1).fill(Infinity);
		const used = new Uint8Array(columns + 1);
		rowOf[0] = row;
		let column = 0;
		do {
			used[column] = 1;
			const at = rowOf[column] ?? 0;
			let step = Infinity;
			let next = 0;
			for (let other = 1; other <= columns; other += 1) {
				if (used[other]) continue;
				const rest = (costs[at - 1]?.[other - 1] ?? Infinity) - (rowPrice[at] ?? 0) - (columnPrice[other] ?? 0);
				if (rest < (least[other] ?? 0)) {
					least[other] = rest;
					before[other] = column;
				}
				if ((least[other] ?? 0) < step) {
					step = least[other] ?? 0;
					next = other;
				}
			}
			for (let other = 0; other <= columns; other += 1) {
				if (used[other]) {
					const held = rowOf[other] ?? 0;
					rowPrice[held] = (rowPrice[held] ?? 0) + step;
					columnPrice[other] = (columnPrice[other] ?? 0) - step;
				} else least[other] = (least[other] ?? 0) - step;
			}
			column = next;
		} while (rowOf[column] !== 0);
		while (column !== 0) {
			const previous = before[column] ?? 0;
			rowOf[column] = rowOf[previous] ?? 0;
			column = previous;
		}
	}
	const columnOf = new Array<number>(rows).fill(-1);
	for (let column = 1; column <= columns; column += 1) {
		const row = rowOf[column] ?? 0;
		if (row > 0) columnOf[row - 1] = column - 1;
	}
	return columnOf;
}
