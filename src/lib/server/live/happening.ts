import type { TickerLine } from '../../contract/live.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';

/** Something that happened to a dossier, as it was after it. */
export interface Happening extends Pick<TickerLine, 'at' | 'type'> {
	readonly dossier: Dossier;
}
