import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts what must be read again (AES-256-GCM) under a key derived from the application's secret. */
export function seal(text: string, secret: string): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', toKey(secret), nonce);
	const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Null: sealed under another secret, or not whole. */
export function unseal(sealed: Buffer, secret: string): string | null {
	try {
		const decipher = createDecipheriv('aes-256-gcm', toKey(secret), sealed.subarray(0, 12));
		decipher.setAuthTag(sealed.subarray(12, 28));
		return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
	} catch {
		return null;
	}
}

function toKey(secret: string): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, '', 'feed outlet', 32));
}
