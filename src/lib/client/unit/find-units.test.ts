import { describe, expect, it } from 'vitest';
import { caMau } from '../../catalogue/ca-mau/ca-mau.ts';
import { findUnits } from './find-units.ts';

const found = (typed: string) => findUnits(caMau.units, typed, 3).map(({ name }) => name);

describe('finding a unit by what is typed', () => {
	it.each([
		['dam doi', 'Xã Đầm Dơi'],
		['ĐẦM DƠI', 'Xã Đầm Dơi'],
		['x. dam doi', 'Xã Đầm Dơi'],
		['dam', 'Xã Đầm Dơi'],
		['UBND xã Đầm Dơi, tỉnh Cà Mau', 'Xã Đầm Dơi'],
		['32152', 'Xã Đầm Dơi'],
		['bac lieu', 'Phường Bạc Liêu'],
		['xay dung', 'Sở Xây dựng'],
		['snnmt', 'Sở Nông nghiệp và Môi trường'],
		['health', 'Sở Y tế'],
		['tax', 'Thuế tỉnh Cà Mau'],
		['dat dai', 'Văn phòng Đăng ký đất đai']
	])('%s means %s', (typed, name) => {
		expect(found(typed)[0]).toBe(name);
	});

	it('says nothing to nothing, and to what is no unit', () => {
		expect(found('')).toEqual([]);
		expect(found('  ')).toEqual([]);
		expect(found('atlantis')).toEqual([]);
		expect(found('<script>')).toEqual([]);
	});

	it('puts names that begin so before those that contain it, and no more than asked', () => {
		const names = findUnits(caMau.units, 'tan', 60).map(({ name }) => name);
		expect(names.indexOf('Xã Tân Tiến')).toBeLessThan(names.indexOf('Xã Phú Tân'));
		expect(found('tan')).toHaveLength(3);
	});
});
