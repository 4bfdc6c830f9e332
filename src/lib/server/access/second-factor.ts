import { type AccountResult, done, refused } from '../../contract/account-problem.ts';
import type { QrCode } from '../../contract/qr-code.ts';
import { audit } from '../audit/write-audit.ts';
import { toQrCode } from './qr-code.ts';
import { orNull, type SignInDeps } from './sign-in.ts';
import type { VisitorAccount } from './visitor.ts';

/** What is shown once, while a device is added. */
export interface NewSecondFactor {
	/** `otpauth://…`: opens the authenticator app on a phone. */
	readonly uri: string;
	/** The same for its camera. */
	readonly qr: QrCode;
	/** The same by hand, in groups of four. */
	readonly secret: string;
	/** Each lets in once when the device is lost. */
	readonly backupCodes: readonly string[];
}

interface Request {
	readonly account: VisitorAccount;
	/** As the library wants them, with the session's cookie. */
	readonly headers: Headers;
}

/** Begins to add a second factor: nothing changes until `confirmSecondFactor` has seen a first code. */
export async function beginSecondFactor(
	{ library }: SignInDeps,
	{ headers }: Request,
	password: string
): Promise<AccountResult<NewSecondFactor>> {
	const answer = await library.api.enableTwoFactor({ body: { password, method: 'totp' }, headers }).catch(orNull);
	if (answer === null || !('totpURI' in answer)) return refused('wrong-password');
	const secret = new URL(answer.totpURI).searchParams.get('secret') ?? '';
	return done({
		uri: answer.totpURI,
		qr: toQrCode(answer.totpURI),
		secret: (secret.match(/.{1,4}/g) ?? []).join(' '),
		backupCodes: answer.backupCodes
	});
}

/** From now on a code is asked for at each sign-in. The session gets a new cookie. */
export async function confirmSecondFactor(
	{ db, library, now }: SignInDeps,
	{ account, headers }: Request,
	code: string
): Promise<AccountResult<readonly string[]>> {
	const answer = await library.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }).catch(orNull);
	if (answer === null) return refused('wrong-code');
	await audit(db, { at: now(), actor: toActor(account), action: 'second-factor-added' });
	return done(answer.headers.getSetCookie());
}

/** From now on the password alone lets in. The session gets a new cookie. */
export async function removeSecondFactor(
	{ db, library, now }: SignInDeps,
	{ account, headers }: Request,
	password: string
): Promise<AccountResult<readonly string[]>> {
	const answer = await library.api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }).catch(orNull);
	if (answer === null) return refused('wrong-password');
	await audit(db, { at: now(), actor: toActor(account), action: 'second-factor-removed' });
	return done(answer.headers.getSetCookie());
}

function toActor({ id, name }: VisitorAccount) {
	return { id, name };
}
