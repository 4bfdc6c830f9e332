import { foldName } from '../text/fold-name.ts';

/** Shortest and longest password, in characters. */
export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

export const PASSWORD_PROBLEMS = ['too-short', 'too-long', 'too-plain', 'like-you'] as const;
export type PasswordProblem = (typeof PASSWORD_PROBLEMS)[number];

/** What people choose first when twelve characters are asked for, folded; and what stands on the keyboard in a row. */
const COMMON = [
	'password',
	'matkhau',
	'qwertyuiop',
	'asdfghjkl',
	'zxcvbnm',
	'abcdefghijklmnopqrstuvwxyz',
	'administrator',
	'thongsuot',
	'camau',
	'vietnam',
	'iloveyou',
	'welcome',
	'letmein',
	'01234567890123456789',
	'98765432109876543210',
	'1q2w3e4r5t6y7u8i9o0p',
	'1qaz2wsx3edc4rfv'
];

/**
 * Why a password is not good enough for somebody; null: it is. Length carries it; no rule asks for signs and capitals,
 * which people answer with `Matkhau123!`. What is left when common words and rows are taken out must still be six
 * different enough characters.
 */
export function findPasswordProblem(
	password: string,
	owner: { readonly name: string; readonly email: string }
): PasswordProblem | null {
	const length = Array.from(password).length;
	if (length < PASSWORD_LENGTH.least) return 'too-short';
	if (length > PASSWORD_LENGTH.most) return 'too-long';
	const folded = fold(password);
	const [local = ''] = owner.email.split('@');
	const own = [fold(local), fold(owner.name)].filter((part) => part.length >= 4);
	if (own.some((part) => folded.includes(part) && folded.length - part.length < 6)) return 'like-you';
	const left = withoutCommon(folded);
	return left.length < 6 || new Set(left).size < 4 ? 'too-plain' : null;
}

function fold(text: string): string {
	return foldName(text).replaceAll(' ', '');
}

/** Every stretch of at least four characters that is part of a common one is taken out. */
function withoutCommon(text: string): string {
	let left = '';
	for (let at = 0; at < text.length;) {
		let taken = 0;
		for (let length = text.length - at; length >= 4 && taken === 0; length--) {
			const part = text.slice(at, at + length);
			if (COMMON.some((common) => common.includes(part))) taken = length;
		}
		if (taken === 0) left += text.charAt(at);
		at += Math.max(1, taken);
	}
	return left;
}
