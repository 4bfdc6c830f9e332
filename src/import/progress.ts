/** Where progress is shown: a terminal, or a log of lines. */
export interface Screen {
	readonly isTTY?: boolean;
	readonly columns?: number;
	write(text: string): unknown;
}

export interface ProgressNews {
	/** Share of the file read, 0–1. */
	readonly share: number;
	readonly rows: number;
	readonly leftOut: number;
}

/** Shows how far an import is: a bar that is drawn over itself, or in a log a line for each tenth of the file. */
export function createProgress(screen: Screen): { tell(news: ProgressNews): void; end(): void } {
	let tenth = 0;
	let drawn = false;
	return {
		tell({ share, rows, leftOut }) {
			const percent = `${Math.floor(Math.min(share, 1) * 100)} %`;
			const counts = `${rows.toLocaleString('en')} rows${leftOut > 0 ? `, ${leftOut.toLocaleString('en')} left out` : ''}`;
			if (screen.isTTY === true) {
				drawn = true;
				screen.write(`\r\u001b[K${bar(share, Math.min(40, (screen.columns ?? 80) - 50))} ${percent}  ${counts}`);
			} else if (Math.floor(share * 10) > tenth) {
				tenth = Math.floor(share * 10);
				screen.write(`${percent}  ${counts}\n`);
			}
		},
		end() {
			if (drawn) screen.write('\n');
			drawn = false;
		}
	};
}

function bar(share: number, width: number): string {
	const full = Math.round(Math.min(share, 1) * Math.max(width, 0));
	return `${'█'.repeat(full)}${'░'.repeat(Math.max(width, 0) - full)}`;
}
