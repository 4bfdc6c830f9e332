import { type Kysely, sql } from 'kysely';
import { createTransport } from 'nodemailer';
import type { MessageAbout } from '../../contract/desk.ts';
import { type Instant, toIsoInstant } from '../../domain/time/instant.ts';
import type { MailConfig } from '../config.ts';
import { timestamp } from '../db/timestamp.ts';
import type { Tables } from '../db/tables.ts';
import { IDLE_MS, type LookOut, startLookOut } from '../jobs/look-out.ts';
import type { Log } from '../log.ts';
import { hasSimulatedDossiers } from '../read/overview-units.ts';
import { GIVE_UP_MS, nextAttempt } from '../outbox/back-off.ts';
import { toMailText } from './mail-words.ts';

interface MailDeps {
	readonly db: Kysely<Tables>;
	readonly now: () => Instant;
	readonly log: Pick<Log, 'warn' | 'error'>;
	readonly mail: MailConfig;
}

interface Due {
	readonly id: number;
	readonly about: MessageAbout;
	readonly at: Instant;
	readonly got: number;
	readonly gave: number;
	readonly attempts: number;
	readonly email: string;
	readonly locale: 'vi' | 'en' | null;
}

/** One mail at a time to a server that answers within this; another node may take it after twice as long. */
const TIMEOUT_MS = 20_000;

/**
 * Mails what people were told, one mail a message. The message is its own queue: it was written with the move, so a mail
 * server that is away loses nothing and keeps nobody waiting. A mail may come twice when the program is killed while it is
 * handed over; its Message-ID is then the same.
 */
export function startMail(deps: MailDeps): LookOut {
	const { db, now, log, mail } = deps;
	const transport = createTransport({
		url: mail.url,
		connectionTimeout: TIMEOUT_MS / 2,
		greetingTimeout: TIMEOUT_MS / 2,
		socketTimeout: TIMEOUT_MS
	});
	const host = new URL(mail.origin).hostname;
	let isStopped = false;

	const send = async (due: Due): Promise<void> => {
		const simulated = await hasSimulatedDossiers(db);
		const text = toMailText(due.locale ?? 'vi', { ...due, simulated, link: `${mail.origin}/` });
		try {
			await transport.sendMail({
				from: mail.from,
				to: due.email,
				messageId: `<${String(due.id)}.move@${host}>`,
				...text
			});
			await settle(db, due.id, { mailDueAt: null, mailedAt: toIsoInstant(now()) });
		} catch (error) {
			// Neither the address nor the server's words: they may name the person.
			const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
			const next = nextAttempt(due.attempts, due.at, now(), Math.random());
			log.warn({ message: due.id, code, again: next !== null }, 'mail not sent');
			await settle(db, due.id, { mailDueAt: next === null ? null : toIsoInstant(next) });
		}
	};
	const look = async (): Promise<number> => {
		for (;;) {
			if (isStopped) return IDLE_MS;
			const due = await claim(db, now());
			if (due === undefined) break;
			// Older than that it is no news any more, and stays in the application alone.
			if (now() - due.at >= GIVE_UP_MS) await settle(db, due.id, { mailDueAt: null });
			else await send(due);
		}
		const { rows } = await sql<{ at: Instant | null }>`
			select min(mail_due_at) as at from message where mail_due_at is not null`.execute(db);
		const at = rows[0]?.at ?? null;
		return at === null ? IDLE_MS : at - now();
	};
	const lookOut = startLookOut('mail', look, log);
	return {
		wake: () => lookOut.wake(),
		stop: async () => {
			isStopped = true;
			transport.close();
			await lookOut.stop();
		}
	};
}

async function claim(db: Kysely<Tables>, now: Instant): Promise<Due | undefined> {
	const { rows } = await sql<Due>`
		with due as (
			update message set mail_due_at = ${timestamp(now + 2 * TIMEOUT_MS)}, mail_attempts = mail_attempts + 1
			where id = (
				select id from message where mail_due_at <= ${timestamp(now)} order by mail_due_at limit 1
				for update skip locked)
			returning id, account_id, about, at, got, gave, mail_attempts
		)
		select d.id, d.about, d.at, d.got, d.gave, d.mail_attempts as attempts, u.email, u.locale
		from due d join auth."user" u on u.id = d.account_id`.execute(db);
	return rows[0];
}

function settle(db: Kysely<Tables>, id: number, values: { mailDueAt: string | null; mailedAt?: string }) {
	return db.updateTable('message').set(values).where('id', '=', id).execute();
}
