/** Text for an element or a quoted attribute of XML 1.0; what XML knows no way to write becomes the replacement sign. */
export function toXmlText(text: string): string {
	return text
		.replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, '\ufffd')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll('\r', '&#13;');
}
