import type { FrozenContent } from '../../src/lib/contract/frozen-content.ts';
import { PRESS_FIGURE_IDS } from '../../src/lib/domain/press/press-figure.ts';
import { toDay } from '../../src/lib/domain/time/instant.ts';
import type { FreezeWish, FreezeWords } from '../../src/lib/server/press/freeze-wish.ts';

const definitions = Object.fromEntries(
	PRESS_FIGURE_IDS.map((id) => [id, { vi: { name: id, text: 'Cách tính' }, en: { name: id, text: 'How' } }])
) as unknown as FrozenContent['definitions'];

/** Words that are told from those of the program. */
export const PRESS_WORDS: FreezeWords = {
	province: { mark: 'CM', name: 'Cà Mau' },
	definitions,
	travel: () => ({ vi: { name: 'Quãng đường', text: 'Ước tính' }, en: { name: 'Ways', text: 'Estimate' } })
};

/** What is usually frozen; `at` is for the test to say. */
export const PRESS_WISH: Omit<FreezeWish, 'at'> = {
	title: 'progress',
	from: toDay('2025-08-15'),
	headline: 'received',
	chosen: ['cross-boundary', 'on-time', 'open'],
	smallBelow: 5,
	before: null
};
