import type { MessageAbout } from '../../contract/desk.ts';

/** What one mail tells: numbers, and a link. No code, no name, nothing of a dossier. */
export interface MailFacts {
	readonly about: MessageAbout;
	readonly got: number;
	readonly gave: number;
	readonly simulated: boolean;
	readonly link: string;
}

export interface MailText {
	readonly subject: string;
	readonly text: string;
}

const SUBJECTS: Record<'vi' | 'en', Record<MessageAbout, string>> = {
	vi: {
		move: 'Hồ sơ được chuyển',
		undo: 'Việc chuyển hồ sơ được rút lại',
		offer: 'Có hồ sơ chờ đơn vị nhận',
		answer: 'Đề nghị chuyển hồ sơ đã được trả lời',
		refusal: 'Hệ thống nguồn không chấp nhận việc chuyển hồ sơ'
	},
	en: {
		move: 'Dossiers were moved',
		undo: 'A move of dossiers was taken back',
		offer: 'Dossiers wait for your unit to take them',
		answer: 'An offer of dossiers was answered',
		refusal: 'The system of record refused a move of dossiers'
	}
};

/** The mail in a person's language. */
export function toMailText(locale: 'vi' | 'en', { about, got, gave, simulated, link }: MailFacts): MailText {
	const number = (many: number) => new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-GB').format(many);
	const counts = (name: { got: string; gave: string }) => [
		...(got > 0 ? [`${name.got}: ${number(got)}`] : []),
		...(gave > 0 ? [`${name.gave}: ${number(gave)}`] : [])
	];
	const isLeaving = about === 'move' || about === 'undo';
	const subject = SUBJECTS[locale][about];
	const words =
		locale === 'vi'
			? {
					counts: counts({
						got: about === 'offer' ? 'Số hồ sơ chờ nhận' : 'Hồ sơ chuyển đến',
						gave: isLeaving ? 'Hồ sơ chuyển đi' : 'Số hồ sơ'
					}),
					open: 'Xem chi tiết (cần đăng nhập):',
					simulated: 'Dữ liệu mô phỏng.',
					end: 'Thư tự động của Thông Suốt, xin không trả lời.'
				}
			: {
					counts: counts({
						got: about === 'offer' ? 'Dossiers to take' : 'Dossiers that came to you',
						gave: isLeaving ? 'Dossiers that left you' : 'Dossiers'
					}),
					open: 'Details (sign in first):',
					simulated: 'Simulated data.',
					end: 'Sent by Thông Suốt; please do not answer.'
				};
	const lines = [
		`${subject}.`,
		...words.counts,
		'',
		words.open,
		link,
		'',
		...(simulated ? [words.simulated] : []),
		words.end
	];
	return { subject: `Thông Suốt: ${subject}`, text: `${lines.join('\n')}\n` };
}
