import type { CatalogueProcedure } from '../lib/catalogue/catalogue.ts';
import { endOfLimit } from '../lib/domain/clock/limit-end.ts';
import type { Limit } from '../lib/domain/clock/limit.ts';
import { startOfClock } from '../lib/domain/clock/start.ts';
import { toDay, type Day, type Instant } from '../lib/domain/time/instant.ts';
import type { World } from './world.ts';

/** The limit of a procedure for dossiers of this day; null when none is published. */
export function findLimit({ limits }: CatalogueProcedure, day: Day): Limit | null {
	return (
		limits.find(
			({ validFrom, validTo }) => toDay(validFrom) <= day && (validTo === undefined || day < toDay(validTo))
		) ?? null
	);
}

/** The return date that the simulated system prints on the receipt. */
export function toReceiptDate(acceptedAt: Instant, limit: Limit, { calendar }: World): Instant {
	return endOfLimit(startOfClock(acceptedAt, calendar), limit, calendar);
}
