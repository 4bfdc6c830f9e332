/**
 * Names as people write them, made comparable: lower case, without accents (Hoà = Hòa, đ = d), letters and digits only,
 * single spaces. Any order of combining marks gives the same text.
 */
export function foldName(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{Mn}/gu, '')
		.toLowerCase()
		.replaceAll('đ', 'd')
		.replaceAll('&', ' va ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** Longest first: what stands before a commune's name when its office or one-stop is meant. */
const OFFICE_OF_A_COMMUNE = /^(?:bo phan (?:tiep nhan va tra ket qua|mot cua)|(?:trung tam|tt) pvhcc|ttpvhcc|ubnd) /;
const KIND_WORD = /^(?:xa|phuong|thi tran|dac khu|so) /;

/**
 * The name of an office without what is left out at will: its province (`… tỉnh Cà Mau`), `UBND` or `Trung tâm Phục vụ
 * hành chính công` before a commune, short forms of xã and phường. `UBND X. Đầm Dơi, tỉnh Cà Mau` → `xa dam doi`.
 */
export function toOfficeName(text: string): string {
	// With its accent, so that communes named Tịnh … keep their name.
	const withoutProvince = text.normalize('NFC').replace(/[\s,–-]+tỉnh(?:\s.*)?$/iu, '');
	const name = foldName(withoutProvince)
		.replaceAll('uy ban nhan dan', 'ubnd')
		.replace('phuc vu hanh chinh cong', 'pvhcc')
		.replace(OFFICE_OF_A_COMMUNE, '');
	return name.replace(/^x /, 'xa ').replace(/^p /, 'phuong ');
}

/** An office name without xã, phường, Sở: how it is named when the kind goes without saying. */
export function toBareName(officeName: string): string {
	return officeName.replace(KIND_WORD, '');
}

/** First letters of an office's name as used for abbreviations: `Sở Nông nghiệp và Môi trường` → `snnmt`. */
export function toInitials(text: string): string {
	return foldName(text)
		.replaceAll('uy ban nhan dan', 'u b n d')
		.split(' ')
		.filter((word) => word !== 'va')
		.map((word) => word.charAt(0))
		.join('');
}
