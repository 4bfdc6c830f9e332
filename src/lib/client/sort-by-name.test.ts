import { expect, test } from 'vitest';
import { sortByName } from './sort-by-name.ts';

test('units stand in Vietnamese order and their kind does not count', () => {
	const names = ['Xã Đất Mũi', 'Phường An Xuyên', 'Xã Đầm Dơi', 'X. Cái Nước', 'Xã Đá Bạc', 'P. Bạc Liêu', 'Xã U Minh'];
	expect(sortByName(names, (name) => name)).toEqual([
		'Phường An Xuyên',
		'P. Bạc Liêu',
		'X. Cái Nước',
		'Xã Đá Bạc',
		'Xã Đầm Dơi',
		'Xã Đất Mũi',
		'Xã U Minh'
	]);
});

test('a name typed with combining marks stands where the composed one stands', () => {
	const decomposed = 'Đầm Dơi'.normalize('NFD');
	expect(sortByName(['Đất Mũi', decomposed], (name) => name)[0]).toBe(decomposed);
});

test('sorting leaves the given list as it was', () => {
	const names = ['B', 'A'];
	sortByName(names, (name) => name);
	expect(names).toEqual(['B', 'A']);
});
