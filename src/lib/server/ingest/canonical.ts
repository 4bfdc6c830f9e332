import { hash } from 'node:crypto';

/** One text for one value, whatever the order of its keys: JSON with sorted keys, undefined left out. */
export function toCanonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(toCanonical).join()}]`;
	if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : JSON.stringify(value);
	const members = value as Readonly<Record<string, unknown>>;
	const parts: string[] = [];
	for (const key of Object.keys(members).sort()) {
		const member = members[key];
		if (member !== undefined) parts.push(`${JSON.stringify(key)}:${toCanonical(member)}`);
	}
	return `{${parts.join()}}`;
}

/** 96 bits of SHA-256: enough to tell the events of one dossier apart. */
export function toFingerprint(text: string): string {
	return hash('sha256', text, 'base64url').slice(0, 16);
}
