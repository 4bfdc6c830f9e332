import { expect, test } from 'vitest';
import { formatFor } from '$lib/client/format.ts';
import { anOverview } from '$lib/client/overview/overview.fixture.ts';
import type { TickerLine } from '$lib/contract/live.ts';
import type { Standing } from '$lib/contract/list-model.ts';
import { standingWords } from './dossier-words.ts';
import { tickerSentence } from './ticker-words.ts';
import { tileDifference, tileNumber } from './tile-words.ts';

const format = formatFor('vi');

test('each tile says its number and the difference in words', () => {
	const said = anOverview().tiles.map((tile) => [tileNumber(tile, tile.value, format), tileDifference(tile, format)]);
	expect(said).toEqual([
		['3.482', 'tăng 212 so với tuần trước'],
		['18.906', 'giảm 340 so với hôm qua'],
		['1.127', 'trong 1 ngày làm việc tới'],
		['391', 'tăng 14 so với đầu ngày'],
		['98,2%', 'đạt mục tiêu 98%'],
		['27,4%', 'tăng 4,3 điểm so với tháng trước']
	]);
});

test.each([
	[0.9797, '97,9%'],
	[0.9794, '97,9%'],
	[0.98, '98,0%'],
	[0.9951, '99,5%']
])('a share of %s against a target of 98%% reads %s: just below is never rounded up to it', (value, text) => {
	const tile = { ...anOverview().tiles[4]!, value };
	expect(tileNumber(tile, value, format)).toBe(text);
});

test('a share nobody can divide is a dash, not a zero', () => {
	const tile = { ...anOverview().tiles[4]!, value: null };
	expect([tileNumber(tile, null, format), tileDifference(tile, format)]).toEqual(['–', 'chưa có số liệu để so sánh']);
});

test.each<[Standing, string, string]>([
	[{ kind: 'overdue', minutes: 1000 }, '✕', 'quá hạn 2 ngày'],
	[{ kind: 'soon', minutes: 190 }, '!', 'còn 3 giờ'],
	[{ kind: 'running', minutes: 1440 }, '', 'còn 3 ngày'],
	[{ kind: 'paused' }, '‖', 'tạm dừng tính giờ'],
	[{ kind: 'early' }, '✓', 'trước hạn'],
	[{ kind: 'late' }, '✕', 'quá hạn']
])('a dossier that stands %o has a sign and words, not only a colour', (standing, sign, words) => {
	expect(standingWords(standing, format)).toMatchObject({ sign, words });
});

test('the ticker names the other unit only when a dossier crosses to it', () => {
	const line: TickerLine = { at: 0, type: 'accepted', dossier: 'H12-1', receiving: '32152', resolving: 'H12.05' };
	expect(tickerSentence(line)).toEqual({ subject: '32152', verb: 'tiếp nhận cho', object: 'H12.05' });
	expect(tickerSentence({ ...line, resolving: '32152' })).toEqual({
		subject: '32152',
		verb: 'tiếp nhận',
		object: null
	});
	expect(tickerSentence({ ...line, type: 'overdue' })).toEqual({ subject: 'H12.05', verb: 'quá hạn', object: null });
});
