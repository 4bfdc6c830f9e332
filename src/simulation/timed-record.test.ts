import { expect, test } from 'vitest';
import { toOfficeIso } from './timed-record.ts';

test.each(['2025-08-15T08:05:09+07:00', '2026-11-22T00:00:00+07:00', '2026-12-31T23:59:59+07:00'])(
	'%s is written in office time',
	(written) => {
		expect(toOfficeIso(Date.parse(written))).toBe(written);
		expect(toOfficeIso(Date.parse(written) + 999)).toBe(written);
	}
);
