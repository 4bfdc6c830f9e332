import { crc32 } from 'node:zlib';

/** A ZIP file of texts, unpacked. */
export function toZip(parts: Readonly<Record<string, string>>): Buffer {
	const files: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, text] of Object.entries(parts)) {
		const [path, body] = [Buffer.from(name), Buffer.from(text)];
		const facts = Buffer.alloc(26);
		facts.writeUInt16LE(20, 0);
		facts.writeUInt32LE(crc32(body), 10);
		facts.writeUInt32LE(body.length, 14);
		facts.writeUInt32LE(body.length, 18);
		facts.writeUInt16LE(path.length, 22);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		files.push(Buffer.from('PK\x03\x04'), facts, path, body);
		directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, tail, path);
		offset += 30 + path.length + body.length;
	}
	const size = directory.reduce((sum, { length }) => sum + length, 0);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(Object.keys(parts).length, 4);
	end.writeUInt16LE(Object.keys(parts).length, 6);
	end.writeUInt32LE(size, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06'), end]);
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook with one sheet, from the XML of its rows; style 1 is a date, style 2 a number that says "ngày". */
export function toWorkbook(rows: string, { texts = '', workbookPr = '' } = {}): Buffer {
	const relations = (list: Readonly<Record<string, string>>) =>
		`<Relationships>${Object.entries(list)
			.map(([type, target], place) => `<Relationship Id="rId${place}" Type="${RELATION}/${type}" Target="${target}"/>`)
			.join('')}</Relationships>`;
	return toZip({
		'_rels/.rels': relations({ officeDocument: '/xl/workbook.xml' }),
		'xl/workbook.xml': `<x:workbook xmlns:x="m" xmlns:r="${RELATION}">${workbookPr}
			<x:sheets><x:sheet name="Hồ sơ" sheetId="7" r:id="rId0"/></x:sheets></x:workbook>`,
		'xl/_rels/workbook.xml.rels': relations({
			worksheet: 'worksheets/sheet1.xml',
			styles: 'styles.xml',
			sharedStrings: 'sharedStrings.xml'
		}),
		'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
		'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/>
			<numFmt numFmtId="165" formatCode="0 &quot;ngày&quot;"/></numFmts>
			<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
			<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
		'xl/sharedStrings.xml': `<sst>${texts}</sst>`
	});
}
