import { office } from '../clock/calendar.fixture.ts';
import type { Instant } from '../time/instant.ts';
import type { DossierEvent, EventType } from './event.ts';

/** An event for tests; its key is its type and time unless given. */
export function anEvent(type: EventType, at: Instant, more: Partial<DossierEvent> = {}): DossierEvent {
	return { key: `${type}@${at}`, type, at, ...more };
}

/** The same at a time of the office: `at('2026-01-19 10:00', 'accepted')`. */
export function at(when: string, type: EventType, more: Partial<DossierEvent> = {}): DossierEvent {
	return anEvent(type, office(when), more);
}
