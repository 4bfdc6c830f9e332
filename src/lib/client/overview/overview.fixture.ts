import type { TickerLine } from '$lib/contract/live.ts';
import { AGE_BUCKETS } from '$lib/domain/figure/age.ts';
import type { Level } from '$lib/domain/figure/level.ts';
import type { OverviewModel, RankingUnit, UnitLoad } from './overview-model.ts';

/** A made-up Friday afternoon, the same on every call. For tests and for looking at the board without a server. */
export const FIXTURE_AS_OF = Date.parse('2025-08-29T14:05:09+07:00');

const COMMUNES = (
	'P. Bạc Liêu,P. Vĩnh Trạch,P. Hiệp Thành,X. Hồng Dân,X. Ninh Quới,X. Vĩnh Lộc,X. Ninh Thạnh Lợi,X. Phước Long,' +
	'X. Vĩnh Phước,X. Vĩnh Thanh,X. Phong Hiệp,X. Hòa Bình,X. Châu Thới,X. Vĩnh Lợi,X. Hưng Hội,X. Vĩnh Mỹ,X. Vĩnh Hậu,' +
	'P. Giá Rai,P. Láng Tròn,X. Phong Thạnh,X. Gành Hào,X. Đông Hải,X. Long Điền,X. An Trạch,X. Định Thành,P. An Xuyên,' +
	'P. Lý Văn Lâm,P. Tân Thành,P. Hòa Thành,X. Nguyễn Phích,X. U Minh,X. Khánh An,X. Khánh Lâm,X. Thới Bình,X. Biển Bạch,' +
	'X. Trí Phải,X. Tân Lộc,X. Hồ Thị Kỷ,X. Trần Văn Thời,X. Sông Đốc,X. Đá Bạc,X. Khánh Bình,X. Khánh Hưng,X. Cái Nước,' +
	'X. Lương Thế Trân,X. Tân Hưng,X. Hưng Mỹ,X. Đầm Dơi,X. Tạ An Khương,X. Trần Phán,X. Tân Thuận,X. Quách Phẩm,' +
	'X. Thanh Tùng,X. Tân Tiến,X. Năm Căn,X. Đất Mới,X. Tam Giang,X. Cái Đôi Vàm,X. Phú Mỹ,X. Phú Tân,X. Nguyễn Việt Khái,' +
	'X. Tân Ân,X. Phan Ngọc Hiển,X. Đất Mũi'
).split(',');

const DEPARTMENTS: readonly (readonly [string, string])[] = [
	['Văn phòng Ủy ban nhân dân tỉnh', 'Office of the Provincial People’s Committee'],
	['Sở Nội vụ', 'Department of Home Affairs'],
	['Sở Tư pháp', 'Department of Justice'],
	['Sở Tài chính', 'Department of Finance'],
	['Sở Xây dựng', 'Department of Construction'],
	['Sở Nông nghiệp và Môi trường', 'Department of Agriculture and Environment'],
	['Sở Công Thương', 'Department of Industry and Trade'],
	['Sở Khoa học và Công nghệ', 'Department of Science and Technology'],
	['Sở Văn hóa, Thể thao và Du lịch', 'Department of Culture, Sports and Tourism'],
	['Sở Y tế', 'Department of Health'],
	['Sở Giáo dục và Đào tạo', 'Department of Education and Training'],
	['Sở Dân tộc và Tôn giáo', 'Department of Ethnic and Religious Affairs'],
	['Thanh tra tỉnh', 'Provincial Inspectorate'],
	['Ban Quản lý Khu kinh tế', 'Management Board of the Economic Zone']
];

/** Small repeatable pseudo-random numbers 0–1 (mulberry32). */
function makeChance(seed: number): () => number {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

const IDLE: UnitLoad = {
	today: 0,
	series: Array.from({ length: 30 }, () => 0),
	backlog: 0,
	overdue: 0,
	rate: null,
	level: 'none'
};

export function anOverview(seed = 7): OverviewModel {
	const chance = makeChance(seed);
	const between = (low: number, high: number) => Math.round(low + chance() * (high - low));
	const days = (middle: number) =>
		Array.from({ length: 30 }, (_, day) =>
			Math.max(0, Math.round(middle * (day % 7 > 4 ? 0.25 : 0.8 + chance() * 0.5)))
		);

	const aLoad = (low: number, high: number): UnitLoad => {
		const today = between(low, high);
		const backlog = between(low * 4, high * 4);
		const overdue = Math.round(backlog * chance() ** 4 * 0.08);
		const rate = backlog ? overdue / backlog : null;
		const level: Level = rate === null ? 'none' : rate >= 0.05 ? 'bad' : rate >= 0.03 ? 'warn' : 'ok';
		return { today, series: [...days(today).slice(1), today], backlog, overdue, rate, level };
	};
	const communes = COMMUNES.map((label, place): RankingUnit => {
		const name = label.slice(3);
		return {
			code: String(31825 + place * 7),
			kind: 'commune',
			prefix: label.startsWith('P.') ? 'P.' : 'X.',
			name,
			nameEn: name,
			asResolver: aLoad(20, 150),
			asReceiver: aLoad(30, 180),
			filedElsewhere: { of: between(0, 300), per: 300 }
		};
	});
	const departments = DEPARTMENTS.map(([name, nameEn], place): RankingUnit => ({
		code: `H12.${String(place + 1).padStart(2, '0')}`,
		kind: 'department',
		prefix: '',
		name,
		nameEn,
		asResolver: aLoad(5, 220),
		asReceiver: IDLE,
		filedElsewhere: { of: between(0, 300), per: 300 }
	}));
	const centre: RankingUnit = {
		code: 'TTPVHCC',
		kind: 'centre',
		prefix: '',
		name: 'Trung tâm Phục vụ hành chính công',
		nameEn: 'Provincial Public Service Centre',
		asResolver: IDLE,
		asReceiver: aLoad(300, 420),
		filedElsewhere: { of: 0, per: 0 }
	};

	const dayShape = [2, 6, 30, 96, 168, 210, 232, 205, 150, 84, 18, 12, 44, 118, 176, 190, 172, 120, 58, 22, 8, 4];
	const slots = dayShape.map((usual, place) => {
		const minute = 390 + place * 30;
		const today = Math.round(usual * (0.85 + chance() * 0.5));
		return { minute, usual, today: minute > 845 ? null : minute > 815 ? Math.round(today * 0.2) : today };
	});
	const types: TickerLine['type'][] = [
		'accepted',
		'resolved',
		'overdue',
		'transferred',
		'returned',
		'supplement-requested',
		'assigned',
		'accepted'
	];
	const ticker = Array.from({ length: 14 }, (_, place): TickerLine => {
		const from = communes[between(0, 63)];
		const to = chance() < 0.5 ? departments[between(0, 13)] : from;
		return {
			at: FIXTURE_AS_OF - 1_000 - place * 2_400,
			type: types[place % types.length] ?? 'accepted',
			dossier: `H12.${between(10, 40)}-2508${between(10, 29)}-${String(between(1, 400)).padStart(4, '0')}`,
			receiving: from?.code ?? null,
			resolving: to?.code ?? null
		};
	});
	const counts = [96, 295, 1127, 6204, 10_572, 612];
	const share = (middle: number, spread: number) =>
		Array.from({ length: 30 }, () => middle + (chance() - 0.5) * spread);

	return {
		version: 48_211,
		asOf: FIXTURE_AS_OF,
		tiles: [
			{
				figure: 'received-today',
				value: 3482,
				compare: { with: 'last-week', base: 3270 },
				series: [...days(3400).slice(1), 3482],
				level: 'none'
			},
			{
				figure: 'backlog',
				value: 18_906,
				compare: { with: 'yesterday', base: 19_246 },
				series: Array.from({ length: 30 }, () => between(18_400, 19_700)),
				level: 'none'
			},
			{
				figure: 'due-soon',
				value: 1127,
				compare: null,
				series: Array.from({ length: 30 }, () => between(900, 1300)),
				level: 'warn'
			},
			{
				figure: 'overdue',
				value: 391,
				compare: { with: 'day-start', base: 377 },
				series: Array.from({ length: 30 }, () => between(300, 420)),
				level: 'bad'
			},
			{
				figure: 'on-time-month',
				value: 0.982,
				compare: { with: 'target', base: 0.98 },
				series: share(0.98, 0.01),
				level: 'ok'
			},
			{
				figure: 'cross-boundary-month',
				value: 0.274,
				compare: { with: 'last-month', base: 0.231 },
				series: share(0.26, 0.03),
				level: 'none'
			}
		],
		ranking: [...communes, ...departments, centre],
		intake: { slotMinutes: 30, slots },
		ages: AGE_BUCKETS.map((bucket, place) => ({ bucket, count: counts[place] ?? 0 })),
		channels: [
			{ channel: 'online', count: 2611 },
			{ channel: 'counter', count: 794 },
			{ channel: 'post', count: 77 },
			{ channel: null, count: 0 }
		],
		ticker
	};
}
