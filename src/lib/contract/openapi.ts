import { CHANNELS, EVENT_TYPES } from '../domain/dossier/event.ts';
import { STATUS_NAMES } from '../domain/dossier/status.ts';
import { AGE_BUCKETS } from '../domain/figure/age.ts';
import { ALL_FIGURE_IDS } from '../domain/figure/figure.ts';
import { FILTER_KEYS } from '../domain/figure/filter.ts';
import { SORT_KEYS } from '../domain/figure/filter-sort.ts';
import { HELD_AS } from '../domain/dossier/holder.ts';
import { LIST_PARTS } from '../domain/report/part.ts';
import { HTTP_PROBLEMS } from './http-problem.ts';
import { OUTCOMES, PROBLEM_CODES } from './outcome.ts';
import { REASSIGNMENT_ABOUTS, REASSIGNMENT_STATES } from './reassignment.ts';
import { MAX_BYTES, MAX_RECORDS } from './record.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The public interface as OpenAPI 3.1. Closed lists come from their declarations, so that they cannot differ. */
export function toOpenApi(): Json {
	return {
		openapi: '3.1.0',
		info: {
			title: 'Thông Suốt',
			version: '1',
			license: { name: 'MIT', identifier: 'MIT' },
			description:
				'Dossiers of administrative procedures of a province: feeds write, readers read. A reader sees what the account of its key may see; what lies outside is answered like what does not exist. Every answer names the version of the ledger it is true for.'
		},
		servers: [{ url: '/' }],
		paths: { ...feedPaths(), ...readerPaths() },
		webhooks: webhooks(),
		components: { securitySchemes: SECURITY, parameters: PARAMETERS, responses: RESPONSES, schemas: SCHEMAS }
	};
}

const ref = (kind: 'parameters' | 'responses' | 'schemas', name: string): Json => ({
	$ref: `#/components/${kind}/${name}`
});
const list = (items: Json): Json => ({ type: 'array', items });
const orNull = (type: string, more: Record<string, Json> = {}): Json => ({ type: [type, 'null'], ...more });
const answer = (description: string, schema: Json): Json => ({
	description,
	content: { 'application/json': { schema } }
});
const object = (properties: Record<string, Json>, more: Record<string, Json> = {}): Json => ({
	type: 'object',
	required: Object.keys(properties),
	properties,
	...more
});

const INSTANT: Json = { type: 'string', format: 'date-time' };
const INSTANT_OR_NULL = orNull('string', { format: 'date-time' });
const TEXT_OR_NULL = orNull('string');
const VERSION: Json = { type: 'integer', minimum: 0, description: 'Version of the ledger the answer is true for.' };

const SECURITY: Record<string, Json> = {
	feedKey: { type: 'http', scheme: 'bearer', description: 'Key of one feed.' },
	readerKey: { type: 'http', scheme: 'bearer', description: 'Key of a reader; it sees what its account may see.' }
};

const query = (name: string, description: string, schema: Json): Json => ({ name, in: 'query', description, schema });

/** One parameter for each key of the filter. */
const FILTER: Record<(typeof FILTER_KEYS)[number], Json> = {
	figure: query('figure', 'Only dossiers that this figure counts.', { enum: [...ALL_FIGURE_IDS] }),
	receiving: query('receiving', 'Code of the receiving unit.', { type: 'string' }),
	resolving: query('resolving', 'Code of the resolving unit.', { type: 'string' }),
	returning: query('returning', 'Code of the unit that hands over the result.', { type: 'string' }),
	age: query('age', 'Open dossiers by working days to their promise.', { enum: [...AGE_BUCKETS] }),
	handler: query('handler', 'Name of the handler, as feeds write it.', { type: 'string' }),
	held: query('held', 'Overdue dossiers by the unit that had them in hand when the promise was broken.', {
		type: 'string'
	}),
	holding: query('holding', 'What that unit had to do with them.', { enum: [...HELD_AS] }),
	channel: query('channel', 'How it was filed.', { enum: [...CHANNELS] }),
	part: query('part', 'Part of what happened in `period`, most of them of the official report.', {
		enum: [...LIST_PARTS]
	}),
	period: query('period', 'Period of the report: 2026-10, 2026-Q4 …', { type: 'string' }),
	procedure: query('procedure', 'Code of the procedure.', { type: 'string' }),
	field: query('field', 'Name of the field.', { type: 'string', maxLength: 100 }),
	q: query('q', 'Text in code, handler, procedure or unit, with or without accents.', {
		type: 'string',
		maxLength: 100
	}),
	at: query('at', 'As it stood at this past instant, with an offset. Without it: the present.', INSTANT),
	known: query(
		'known',
		'With `at`: `now` tells the past by all that is known today. Without it: as it was known then, or, from before the first record, by what is known today.',
		{ enum: ['now'] }
	)
};

const PARAMETERS: Record<string, Json> = {
	...FILTER,
	figures: {
		...(query(
			'figure',
			'Only these figures; repeatable. Without it: all.',
			list({ enum: [...ALL_FIGURE_IDS] })
		) as object),
		explode: true
	},
	id: { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' }, description: 'Id of it.' },
	feed: { name: 'feed', in: 'path', required: true, schema: { type: 'string' }, description: 'Id of the feed.' },
	code: { name: 'code', in: 'path', required: true, schema: { type: 'string' }, description: 'Code of the dossier.' },
	sort: query('sort', 'Order; with - in front the other way round. Dossiers without the value stand last.', {
		enum: SORT_KEYS.flatMap((key) => [key, `-${key}`]),
		default: 'due'
	}),
	limit: query('limit', 'Dossiers of a page.', { type: 'integer', minimum: 1, maximum: 100, default: 50 }),
	after: query('after', '`next` of a page: the page after it.', { type: 'string' }),
	before: query('before', '`previous` of a page: the page before it; `end`: the last page.', { type: 'string' })
};

const problem = (description: string): Json => ({
	description,
	content: { 'application/json': { schema: ref('schemas', 'Message') } }
});
const feedProblem = (description: string): Json => ({
	description,
	content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } }
});

const RESPONSES: Record<string, Json> = {
	BadRequest: problem('A parameter means nothing; the message names it.'),
	SignedOut: problem('No key, or one that is not in force.'),
	NoRight: problem('The account may not do this.'),
	NotFound: problem('There is none, or it lies outside what the account may see.'),
	FeedRefused: feedProblem('The request as a whole was refused.')
};

const SCHEMAS: Record<string, Json> = {
	Message: object({ message: { type: 'string' } }),
	Problem: {
		type: 'object',
		required: ['type', 'status', 'code', 'title', 'titleEn'],
		properties: {
			type: { type: 'string' },
			status: { type: 'integer' },
			code: { enum: Object.keys(HTTP_PROBLEMS) },
			title: { type: 'string' },
			titleEn: { type: 'string' },
			detail: { type: 'string' },
			line: { type: 'integer' },
			column: { type: 'integer' }
		}
	},
	Record: {
		type: 'object',
		description: 'One event of a dossier, or one record of the national synchronisation.',
		required: ['dossier', 'type', 'at'],
		properties: {
			key: { type: 'string', maxLength: 200, pattern: '^(?!desk/)' },
			dossier: { type: 'string', maxLength: 100 },
			type: { enum: Object.keys(EVENT_TYPES) },
			at: INSTANT,
			procedure: { type: 'string' },
			receiving: { type: 'string' },
			resolving: { type: 'string' },
			returning: { type: 'string' },
			channel: { enum: [...CHANNELS] },
			handler: TEXT_OR_NULL,
			step: TEXT_OR_NULL,
			expectedResult: TEXT_OR_NULL,
			returnAt: INSTANT,
			cause: { enum: ['receipt', 'supplement', 'reappointment'] },
			reason: { type: 'string' },
			by: { type: 'string' }
		}
	},
	BatchAnswer: object({
		version: VERSION,
		accepted: { type: 'integer' },
		repeated: { type: 'integer' },
		waiting: { type: 'integer' },
		rejected: { type: 'integer' },
		records: list({
			type: 'object',
			required: ['position', 'outcome'],
			properties: {
				position: { type: 'integer' },
				outcome: { enum: [...OUTCOMES] },
				dossier: { type: 'string' },
				problem: { enum: [...PROBLEM_CODES] },
				field: { type: 'string' },
				detail: { type: 'string' }
			}
		})
	}),
	Hands: object({ unit: TEXT_OR_NULL, handler: TEXT_OR_NULL }),
	Reassignment: object(
		{
			id: { type: 'string', format: 'uuid' },
			sequence: {
				type: 'integer',
				description: 'Rises with each decision; of two of one dossier the higher is later.'
			},
			dossier: { type: 'string' },
			about: { enum: [...REASSIGNMENT_ABOUTS] },
			from: ref('schemas', 'Hands'),
			to: ref('schemas', 'Hands'),
			by: { type: 'string' },
			reason: { type: 'string' },
			decidedAt: INSTANT,
			version: VERSION
		},
		{ description: 'A dossier put into other hands here, for its system of record to do likewise or to refuse.' }
	),
	ReassignmentAnswer: {
		oneOf: [
			object({ status: { const: 'acknowledged' } }),
			object({ status: { const: 'refused' }, reason: { type: 'string', minLength: 1, maxLength: 500 } })
		]
	},
	Figures: object({
		version: VERSION,
		asOf: INSTANT,
		figures: list(
			object({
				id: { enum: [...ALL_FIGURE_IDS] },
				value: orNull('number', { description: 'The count, or the share 0–1; null: nothing to divide by.' }),
				of: { type: 'integer' },
				per: orNull('integer', { description: 'Denominator of a share.' })
			})
		)
	}),
	Dossier: object({
		code: { type: 'string' },
		procedure: TEXT_OR_NULL,
		field: TEXT_OR_NULL,
		channel: { enum: [...CHANNELS, null] },
		receiving: TEXT_OR_NULL,
		resolving: TEXT_OR_NULL,
		returning: TEXT_OR_NULL,
		crossBoundary: { type: 'boolean' },
		handler: TEXT_OR_NULL,
		status: { enum: Object.values(STATUS_NAMES) },
		filedAt: INSTANT_OR_NULL,
		acceptedAt: INSTANT_OR_NULL,
		closedAt: INSTANT_OR_NULL,
		returnedAt: INSTANT_OR_NULL,
		dueAt: INSTANT_OR_NULL,
		firstDueAt: INSTANT_OR_NULL
	}),
	DossierDetails: {
		allOf: [
			ref('schemas', 'Dossier'),
			object({
				step: TEXT_OR_NULL,
				expectedResult: TEXT_OR_NULL,
				standing: object({ kind: { type: 'string' } }),
				terms: list(object({ since: INSTANT, dueAt: INSTANT, cause: { type: 'string' } })),
				findings: list({ type: 'string' }),
				events: list(
					object({
						key: { type: 'string' },
						type: { enum: Object.keys(EVENT_TYPES) },
						at: INSTANT,
						arrivedAt: INSTANT,
						returnAt: INSTANT_OR_NULL,
						cause: TEXT_OR_NULL,
						reason: TEXT_OR_NULL
					})
				)
			})
		]
	}
};

function feedPaths(): Record<string, Json> {
	const security: Json = [{ feedKey: [] }];
	const refused = { default: ref('responses', 'FeedRefused') };
	const parameters = [ref('parameters', 'feed')];
	return {
		'/api/v1/feeds/{feed}': {
			parameters,
			get: {
				operationId: 'readFeed',
				summary: 'Where the feed stands, so that a sender can go on where it stopped.',
				security,
				responses: { 200: answer('Its state.', { type: 'object' }), ...refused }
			}
		},
		'/api/v1/feeds/{feed}/records': {
			parameters,
			get: {
				operationId: 'listRefusedRecords',
				summary: 'Records that did not get in, newest first.',
				security,
				parameters: [
					query('outcome', 'Only these.', { enum: ['waiting', 'rejected'] }),
					query('after', '`next` of the page before.', { type: 'string' })
				],
				responses: {
					200: answer('A page.', object({ records: list({ type: 'object' }), next: TEXT_OR_NULL })),
					...refused
				}
			},
			post: {
				operationId: 'sendRecords',
				summary: `Takes up to ${String(MAX_RECORDS)} records (${String(MAX_BYTES / 1024 / 1024)} MiB), with an outcome for each.`,
				security,
				requestBody: { required: true, content: { 'application/json': { schema: list(ref('schemas', 'Record')) } } },
				responses: {
					200: answer('All are in the ledger.', ref('schemas', 'BatchAnswer')),
					207: answer('Some are not.', ref('schemas', 'BatchAnswer')),
					...refused
				}
			}
		},
		'/api/v1/feeds/{feed}/replay': {
			parameters,
			post: {
				operationId: 'replayRecords',
				summary: 'Judges again what waited or was rejected.',
				security,
				responses: { 200: answer('What became of them.', { type: 'object' }), ...refused }
			}
		},
		'/api/v1/feeds/{feed}/reassignments': {
			parameters,
			get: {
				operationId: 'listReassignments',
				summary:
					'Moves of the feed’s dossiers, oldest first, for a system that is not posted to. Answer each; ask again from `next`.',
				security,
				parameters: [query('after', '`next` of the page before. Without it: from the first.', { type: 'string' })],
				responses: {
					200: answer(
						'A page; `next` is null when it is empty.',
						object({
							reassignments: list({
								allOf: [ref('schemas', 'Reassignment'), object({ state: { enum: [...REASSIGNMENT_STATES] } })]
							}),
							next: TEXT_OR_NULL
						})
					),
					...refused
				}
			}
		},
		'/api/v1/feeds/{feed}/reassignments/{id}': {
			parameters: [...parameters, ref('parameters', 'id')],
			post: {
				operationId: 'answerReassignment',
				summary: 'Acknowledges or refuses a move. A refusal puts the dossier back, unless it was touched since.',
				security,
				requestBody: {
					required: true,
					content: { 'application/json': { schema: ref('schemas', 'ReassignmentAnswer') } }
				},
				responses: {
					200: answer(
						'How it stands; the same answer again is answered alike.',
						object({
							id: { type: 'string' },
							state: { enum: [...REASSIGNMENT_STATES] },
							rolledBack: orNull('boolean', { description: 'Of a refusal: whether the dossier went back.' })
						})
					),
					...refused
				}
			}
		}
	};
}

/** What is posted to a system of record, in the way of Standard Webhooks. */
function webhooks(): Record<string, Json> {
	return {
		'dossier.reassigned': {
			post: {
				operationId: 'dossierReassigned',
				summary:
					'A dossier was put into other hands. Signed (`webhook-id`, `webhook-timestamp`, `webhook-signature`); the same id at every attempt; of a dossier in order.',
				requestBody: {
					required: true,
					content: {
						'application/json': {
							schema: object({
								type: { const: 'dossier.reassigned' },
								timestamp: INSTANT,
								data: ref('schemas', 'Reassignment')
							})
						}
					}
				},
				responses: {
					200: answer(
						'Received. The body may answer at once; with any other body the answer is awaited.',
						ref('schemas', 'ReassignmentAnswer')
					),
					default: { description: 'Anything but 2xx: it is tried again.' }
				}
			}
		}
	};
}

function readerPaths(): Record<string, Json> {
	const security: Json = [{ readerKey: [] }];
	const refused = {
		401: ref('responses', 'SignedOut'),
		403: ref('responses', 'NoRight')
	};
	const filter = FILTER_KEYS.map((key) => ref('parameters', key));
	const filterOfFigures = FILTER_KEYS.map((key) => ref('parameters', key === 'figure' ? 'figures' : key));
	const stamped = (more: Record<string, Json>) =>
		object({ version: VERSION, asOf: INSTANT, simulated: { type: 'boolean' }, ...more });
	const bad = { 400: ref('responses', 'BadRequest') };
	return {
		'/api/v1/figures': {
			get: {
				operationId: 'readFigures',
				summary:
					'Every figure, findings too, at one version and always in one order; with `at` as it stood at a past instant.',
				security,
				parameters: filterOfFigures,
				responses: { 200: answer('The figures.', ref('schemas', 'Figures')), ...bad, ...refused }
			}
		},
		'/api/v1/dossiers': {
			get: {
				operationId: 'listDossiers',
				summary:
					'One page of the dossiers that meet the filter, and how many there are. With `at` by deadline and forwards only: no `sort`, no `before`.',
				security,
				parameters: [...filter, ...['sort', 'limit', 'after', 'before'].map((name) => ref('parameters', name))],
				responses: {
					200: answer(
						'A page.',
						stamped({
							total: { type: 'integer' },
							dossiers: list(ref('schemas', 'Dossier')),
							next: TEXT_OR_NULL,
							previous: TEXT_OR_NULL
						})
					),
					...bad,
					...refused
				}
			}
		},
		'/api/v1/dossiers/{code}': {
			parameters: [ref('parameters', 'code')],
			get: {
				operationId: 'readDossier',
				summary: 'One dossier with its dates and events.',
				security,
				responses: {
					200: answer('The dossier.', stamped({ dossier: ref('schemas', 'DossierDetails') })),
					...refused,
					404: ref('responses', 'NotFound')
				}
			}
		},
		'/api/v1/openapi.json': {
			get: {
				operationId: 'readOpenApi',
				summary: 'This description.',
				security: [],
				responses: { 200: answer('OpenAPI 3.1.', { type: 'object' }) }
			}
		}
	};
}
