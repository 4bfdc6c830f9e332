import { expect, test } from 'vitest';
import { foldName, toBareName, toInitials, toOfficeName } from './fold-name.ts';

test.each([
	['Hoà Bình', 'hoa binh'],
	['Hòa Bình', 'hoa binh'],
	['Hòa Bình'.normalize('NFD'), 'hoa binh'],
	['ĐẦM  DƠI', 'dam doi'],
	['Sở NN&MT', 'so nn va mt'],
	['Sở Văn hóa, Thể thao và Du lịch', 'so van hoa the thao va du lich'],
	['  ', '']
])('%s folds to "%s"', (written, folded) => {
	expect(foldName(written)).toBe(folded);
});

test.each([
	['Xã Đầm Dơi', 'xa dam doi'],
	['UBND xã Đầm Dơi', 'xa dam doi'],
	['Ủy ban nhân dân xã Đầm Dơi, tỉnh Cà Mau', 'xa dam doi'],
	['Uỷ ban nhân dân xã Đầm Dơi', 'xa dam doi'],
	['UBND Đầm Dơi', 'dam doi'],
	['X. Đầm Dơi', 'xa dam doi'],
	['P. Tân Thành', 'phuong tan thanh'],
	['Trung tâm Phục vụ hành chính công phường Tân Thành', 'phuong tan thanh'],
	['Bộ phận Một cửa xã U Minh', 'xa u minh'],
	['Xã Tịnh Biên', 'xa tinh bien'],
	['Sở Xây dựng tỉnh Cà Mau', 'so xay dung'],
	['Công an tỉnh', 'cong an'],
	['Văn phòng Ủy ban nhân dân tỉnh', 'van phong ubnd'],
	['Trung tâm Phục vụ hành chính công tỉnh Cà Mau', 'trung tam pvhcc']
])('the office %s is known as "%s"', (written, name) => {
	expect(toOfficeName(written)).toBe(name);
});

test('the kind of an office may go without saying', () => {
	expect(toBareName('xa dam doi')).toBe('dam doi');
	expect(toBareName('so noi vu')).toBe('noi vu');
	expect(toBareName('xa xa phien')).toBe('xa phien');
});

test('initials leave out và', () => {
	expect(toInitials('Sở Nông nghiệp và Môi trường')).toBe('snnmt');
	expect(toInitials('Văn phòng Ủy ban nhân dân')).toBe('vpubnd');
	expect(toInitials('Sở Giáo dục và Đào tạo')).toBe('sgddt');
});
