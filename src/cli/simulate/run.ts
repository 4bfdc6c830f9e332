import type { World } from '../../simulation/world.ts';
import type { Lanes } from './lanes.ts';
import type { SimulateOptions } from './options.ts';
import type { Tally } from './tally.ts';
import type { WayOut } from './way-out.ts';

/** What the parts of one run share. */
export interface Run {
	readonly options: SimulateOptions;
	readonly world: World;
	readonly lanes: Lanes;
	readonly tally: Tally;
	readonly wayOut: WayOut;
	/** Nothing more is made; what is on its way is awaited. */
	readonly signal: AbortSignal;
	readonly say: (line: string) => void;
}
