import type { Role } from '$lib/domain/access/role.ts';

/** What the frame around every page needs; handed over by the root layout's load as `data.shell`. */
export interface ShellModel {
	/** `Cà Mau`, without "Tỉnh". */
	readonly province: string;
	/** Two letters for the mark in the rail: `CM`. */
	readonly mark: string;
	/** Some feed behind these numbers is simulated: every page, export and print says so. */
	readonly simulated: boolean;
	readonly theme: Theme;
	/** Null: signed out; then there is nowhere to go but the page itself. */
	readonly visitor: ShellVisitor | null;
	/** Messages they have not read; 0 when signed out. */
	readonly unread: number;
}

export interface ShellVisitor {
	readonly name: string;
	readonly roles: readonly { readonly role: Role; readonly standInFor: string | null }[];
	/** Where they may go; a link that answers 403 is not shown. */
	readonly may: {
		readonly view: boolean;
		/** Move work, within a unit or across. */
		readonly assign: boolean;
		/** Freeze, sign off or publish figures. */
		readonly press: boolean;
		readonly administer: boolean;
		readonly audit: boolean;
	};
	/** Units whose pages they may open, by code. */
	readonly opens: 'province' | readonly string[];
}

/** `auto` follows the system. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
