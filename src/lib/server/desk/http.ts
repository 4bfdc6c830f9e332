import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { DESK_PROBLEMS, type DeskResult } from '../../contract/desk.ts';
import type { Right } from '../../domain/access/role.ts';
import { isNothing } from '../../domain/access/scope.ts';
import { needAccount } from '../access/need.ts';
import type { Visitor } from '../access/visitor.ts';
import type { Mover } from './deps.ts';

/** Whoever acts, by a session of their own: a reader's key reads and moves nothing. */
export function needPerson(visitor: Visitor): Mover {
	const { id, name } = needAccount(visitor);
	if (visitor.sessionId?.startsWith('key:') === true) error(403);
	return { id, name };
}

/** Somebody who may move work somewhere; what exactly is asked of each dossier. Others get 403, whatever they send. */
export function needMover(visitor: Visitor): Mover {
	const person = needPerson(visitor);
	const { access } = visitor;
	if (MOVING.every((right) => isNothing(access[right]))) error(403);
	return person;
}

const MOVING = ['assign-within', 'assign-across', 'direct'] as const satisfies Right[];

/** The body of a command. Undefined: it is not one. */
export async function readCommand<S extends v.GenericSchema>(
	request: Request,
	schema: S
): Promise<v.InferOutput<S> | undefined> {
	let body: unknown;
	try {
		body = await request.json();
	} catch {
		return undefined;
	}
	const read = v.safeParse(schema, body, { abortEarly: true });
	return read.success ? read.output : undefined;
}

/** The value, or the refusal with its status; the page has the words for the code. */
export function answer(result: DeskResult<unknown>): Response {
	if (result.ok) return json(result.value);
	return json({ problem: result.problem }, { status: DESK_PROBLEMS[result.problem] });
}
