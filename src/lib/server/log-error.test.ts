import { expect, it } from 'vitest';
import { toLoggedError } from './log-error.ts';

const NAME = 'Nguyễn Văn An';
const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch (error) {
		return error;
	}
};

it.each([
	['a parser that quotes the body', parsed(`{"name": ${NAME}}`)],
	['a database that quotes the value', new Error(`invalid input syntax for type date: "${NAME}"`)],
	['a quotation without its end', new Error(`cannot read '${NAME}`)],
	['a value after a colon', new Error(`no such unit: ${NAME}`)],
	['an address', new Error(`no mailbox ${NAME.split(' ')[2]}@example.vn`)],
	['a cause below it', new Error('failed', { cause: new Error(`"${NAME}"`) })],
	['something that is no error', NAME],
	['details of the database', Object.assign(new Error('failed'), { detail: NAME, where: NAME, hint: NAME })],
	['a message of several lines', new Error(`failed\n    at home\n"${NAME}"`)]
])('the log is told of %s without the data', (_, error) => {
	expect(JSON.stringify(toLoggedError(error))).not.toMatch(/Nguyễn|Văn|\bAn\b/);
});

it('the log keeps what helps to find the fault', () => {
	const error = Object.assign(new TypeError('duplicate key value violates unique constraint "event_pkey"'), {
		code: '23505',
		table: 'event',
		constraint: 'event_pkey'
	});
	const told = toLoggedError(error);
	expect(told).toMatchObject({ type: 'TypeError', code: '23505', table: 'event', constraint: 'event_pkey' });
	expect(told.message).toBe('duplicate key value violates unique constraint …');
	expect(told.at[0]).toContain('log-error.test.ts');
});
