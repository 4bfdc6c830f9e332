import type { MessageAbout } from '../../contract/desk.ts';

/** What one person is told, for whoever carries it elsewhere. Codes and numbers; nothing of a dossier. */
export interface Notice {
	readonly accountId: string;
	readonly email: string;
	readonly about: MessageAbout;
	readonly moveId: string;
	readonly got: number;
	readonly gave: number;
}
