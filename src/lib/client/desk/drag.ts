import type { Attachment } from 'svelte/attachments';

/** Dragging rows onto a person, by the browser's own drag and drop. Whoever has no mouse moves them by the dialog. */

interface Source {
	/** What is dragged, for other programs: codes, one a line. Null: nothing can be dragged from here now. */
	readonly text: () => string | null;
	/** How many, in words, under the pointer. */
	readonly label: () => string;
	readonly onstart: () => void;
	readonly onend: () => void;
}

export function dragSource({ text, label, onstart, onend }: Source): Attachment<HTMLElement> {
	return (element) => {
		const start = (event: DragEvent) => {
			const codes = text();
			if (codes === null || event.dataTransfer === null) {
				event.preventDefault();
				return;
			}
			event.dataTransfer.setData('text/plain', codes);
			event.dataTransfer.effectAllowed = 'move';
			const image = document.createElement('div');
			image.className = 'drag-image';
			image.textContent = label();
			document.body.append(image);
			event.dataTransfer.setDragImage(image, 12, 12);
			// The page must not change under a drag that begins: browsers end it then.
			setTimeout(() => {
				image.remove();
				onstart();
			});
		};
		element.draggable = true;
		element.addEventListener('dragstart', start);
		element.addEventListener('dragend', onend);
		return () => {
			element.draggable = false;
			element.removeEventListener('dragstart', start);
			element.removeEventListener('dragend', onend);
		};
	};
}

/** `accepts`: something is dragged that can be dropped here now. Marked with `data-over` while it is above. */
export function dropTarget(accepts: () => boolean, ondrop: () => void): Attachment<HTMLElement> {
	return (element) => {
		const over = (event: DragEvent) => {
			if (!accepts()) return;
			event.preventDefault();
			if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'move';
			element.dataset['over'] = '';
		};
		const leave = () => delete element.dataset['over'];
		const drop = (event: DragEvent) => {
			leave();
			if (!accepts()) return;
			event.preventDefault();
			ondrop();
		};
		element.addEventListener('dragenter', over);
		element.addEventListener('dragover', over);
		element.addEventListener('dragleave', leave);
		element.addEventListener('drop', drop);
		return () => {
			element.removeEventListener('dragenter', over);
			element.removeEventListener('dragover', over);
			element.removeEventListener('dragleave', leave);
			element.removeEventListener('drop', drop);
		};
	};
}
