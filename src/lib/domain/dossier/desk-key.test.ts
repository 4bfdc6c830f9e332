import { expect, test } from 'vitest';
import { isDeskKey, isMoveKey, toMoveKey, toRefusalKey, toUndoKey } from './desk-key.ts';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

test.each([
	[toMoveKey(ID), true, true],
	[toUndoKey(ID), false, true],
	[toRefusalKey(ID), false, true],
	['desk/', false, true],
	['own/assigned/1', false, false],
	['01-assigned', false, false],
	[`reception-desk/${ID}`, false, false],
	[ID, false, false]
])('%s: a move %s, of the desk %s', (key, isMove, isDesk) => {
	expect([isMoveKey(key), isDeskKey(key)]).toEqual([isMove, isDesk]);
});
