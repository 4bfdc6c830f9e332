/** A name broken between its words into lines of at most `most` letters; a longer word has a line of its own. */
export function toNameLines(name: string, most: number): string[] {
	const lines: string[] = [];
	for (const word of name.normalize('NFC').split(/\s+/)) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
		else if (word !== '') lines.push(word);
	}
	return lines;
}

/** `Nguyễn Việt Khái` → `NVK`, for where there is no room for a name. */
export function toNameSign(name: string): string {
	return name
		.normalize('NFC')
		.split(/\s+/)
		.map((word) => word.charAt(0))
		.join('');
}
