import { describe, expect, it } from 'vitest';
import { ConfigError, isLoopback, readConfig } from './config.ts';

describe('configuration', () => {
	it('runs a fresh clone without any variable', () => {
		const config = readConfig({});
		expect(config.http).toEqual({ port: 3000, host: '127.0.0.1' });
		expect(config.db.kind).toBe('embedded');
		expect(config.demo).toBe(true);
		expect(config.logLevel).toBe('info');
		expect(config.metricsToken).toBeNull();
		expect([config.readyLagMs, config.stopDelayMs]).toEqual([10_000, 0]);
	});

	it('uses the given database instead of its own', () => {
		expect(readConfig({ DATABASE_URL: 'postgres://u@db/x' }).db).toEqual({
			kind: 'postgres',
			url: 'postgres://u@db/x'
		});
	});

	it.each([
		['PORT', 'eighty'],
		['PORT', '70000'],
		['DEMO', 'yes'],
		['DATABASE_URL', 'mysql://x'],
		['LOG_LEVEL', 'loud'],
		['METRICS_TOKEN', 'short'],
		['READY_LAG_SECONDS', 'soon'],
		['STOP_DELAY_SECONDS', '3601'],
		['WEBHOOK_ALLOW_PRIVATE', 'yes'],
		['WEBHOOK_TIMEOUT_SECONDS', '0'],
		['SMTP_URL', 'mail.camau.example'],
		['SMTP_URL', 'http://mail.camau.example'],
		['SMTP_URL', 'smtp://'],
		['MAIL_FROM', 'nobody'],
		['MAIL_FROM', 'a@b.vn\r\nBcc: c@d.vn']
	])('refuses %s=%s by name', (name, value) => {
		expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
		expect(() => readConfig({ [name]: value })).toThrow(name);
	});

	it('mails only with a server, a sender and an address that links can lead to', () => {
		const mail = { SMTP_URL: 'smtps://u:p@mail.camau.example:465', MAIL_FROM: 'Thông Suốt <ts@camau.example>' };
		expect(() => readConfig({ SMTP_URL: mail.SMTP_URL })).toThrow(/MAIL_FROM/);
		expect(() => readConfig(mail)).toThrow(/ORIGIN/);
		expect(readConfig({ ...mail, ORIGIN: 'https://ts.example' }).mail).toEqual({
			url: mail.SMTP_URL,
			from: mail.MAIL_FROM,
			origin: 'https://ts.example'
		});
		expect(readConfig({}).mail).toBeNull();
		expect(() => readConfig({ SMTP_URL: 'smtp://user:hidden@' })).toThrow(ConfigError);
	});

	it('names every wrong variable at once', () => {
		expect(() => readConfig({ PORT: 'x', DEMO: 'x' })).toThrow(/PORT[\s\S]*DEMO/);
	});

	it('knows which addresses only this machine reaches', () => {
		expect(['127.0.0.1', '::1', 'localhost'].every(isLoopback)).toBe(true);
		expect(['0.0.0.0', '10.0.0.1', '::'].some(isLoopback)).toBe(false);
	});
});
