import { expect, test } from 'vitest';
import { verdictOf } from './hit-rate-words.ts';

test.each([
	[0, null, 'none'],
	[49, 0.9, 'few'],
	[50, null, 'same'],
	[50, -0.2, 'worse'],
	[50, 0, 'worse'],
	[500, 0.04, 'little'],
	[500, 0.3, 'useful']
] as const)('%i forecasts with skill %s are "%s"', (forecasts, skill, verdict) => {
	expect(verdictOf({ forecasts, skill })).toBe(verdict);
});
