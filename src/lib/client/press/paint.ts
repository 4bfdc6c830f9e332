/** As in the style sheets of the pages. */
const FONT = "'Be Vietnam Pro', system-ui, sans-serif";

type Paint = CanvasRenderingContext2D;

/**
 * Paints a drawing of ours on a canvas: rectangles, lines, paths, texts, groups that are moved or enlarged, and one hatching.
 * An image of the same file would do, if browsers said when the font in it is ready; the page's own font can be awaited.
 */
export async function paint(drawing: Element, context: Paint, density: number): Promise<void> {
	const texts = [...drawing.querySelectorAll('text')];
	const words = texts.map(({ textContent }) => textContent).join('');
	for (const weight of ['400', '600']) await document.fonts.load(`${weight} 16px ${FONT}`, words);
	context.scale(density, density);
	paintAll(drawing, context, toHatch(density));
}

function paintAll(parent: Element, context: Paint, hatch: CanvasPattern | null): void {
	for (const element of parent.children) {
		context.save();
		paintOne(element, context, hatch);
		context.restore();
	}
}

function paintOne(element: Element, context: Paint, hatch: CanvasPattern | null): void {
	const number = (name: string, usual = 0) => Number(element.getAttribute(name) ?? usual);
	const fill = element.getAttribute('fill') ?? 'none';
	context.fillStyle = fill.startsWith('url(') ? (hatch ?? 'none') : fill;
	context.strokeStyle = element.getAttribute('stroke') ?? 'none';
	context.lineWidth = element.hasAttribute('stroke') ? number('stroke-width', 1) : 0;
	context.setLineDash((element.getAttribute('stroke-dasharray') ?? '').split(/[ ,]+/).filter(Boolean).map(Number));
	const show = (shape: Path2D) => {
		if (fill !== 'none') context.fill(shape);
		if (context.lineWidth > 0 && element.hasAttribute('stroke')) context.stroke(shape);
	};
	switch (element.tagName) {
		case 'g':
			move(element.getAttribute('transform') ?? '', context);
			paintAll(element, context, hatch);
			break;
		case 'rect': {
			const shape = new Path2D();
			shape.roundRect(number('x'), number('y'), number('width'), number('height'), number('rx'));
			show(shape);
			break;
		}
		case 'line': {
			const shape = new Path2D();
			shape.moveTo(number('x1'), number('y1'));
			shape.lineTo(number('x2'), number('y2'));
			show(shape);
			break;
		}
		case 'path':
			show(new Path2D(element.getAttribute('d') ?? ''));
			break;
		case 'text':
			context.font = `${element.getAttribute('font-weight') ?? '400'} ${number('font-size', 16)}px ${FONT}`;
			context.textAlign = ALIGN[element.getAttribute('text-anchor') ?? 'start'] ?? 'left';
			context.fillText(element.textContent.trim(), number('x'), number('y'));
			break;
	}
}

const ALIGN: Readonly<Record<string, CanvasTextAlign>> = { start: 'left', middle: 'center', end: 'right' };

function move(transform: string, context: Paint): void {
	const [, how, values = ''] = /^(translate|scale)\(([^)]*)\)$/.exec(transform) ?? [];
	const [x = 0, y] = values.split(/[ ,]+/).map(Number);
	if (how === 'translate') context.translate(x, y ?? 0);
	if (how === 'scale') context.scale(x, y ?? x);
}

/** Slanting lines, as the pattern of the drawing has them. */
function toHatch(density: number): CanvasPattern | null {
	const tile = document.createElement('canvas');
	const size = 8 * density;
	tile.width = tile.height = size;
	const context = tile.getContext('2d');
	if (context === null) return null;
	context.strokeStyle = '#8fa39b';
	context.lineWidth = 2 * density;
	for (const shift of [-size, 0, size]) {
		context.moveTo(shift, size);
		context.lineTo(shift + size, 0);
	}
	context.stroke();
	const pattern = context.createPattern(tile, 'repeat');
	// A pattern is laid in the scale of what it fills.
	pattern?.setTransform(new DOMMatrix().scale(1 / density));
	return pattern;
}
