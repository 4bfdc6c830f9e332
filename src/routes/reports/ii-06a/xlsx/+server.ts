import writeExcelFile from 'write-excel-file/node';
import { currentFormat } from '$lib/client/words/locale.ts';
import { REPORT_WIDTHS, toReportSheet } from '$lib/client/report/report-sheet.ts';
import { m } from '$lib/paraglide/messages.js';
import { need } from '$lib/server/access/need.ts';
import { readReportWish } from '$lib/server/report/report-ask.ts';
import { readReportPage } from '$lib/server/report/report-page.ts';
import type { RequestHandler } from './$types';

/** The report as a workbook: the same numbers as on the page, as numbers. */
export const GET: RequestHandler = async ({ locals: { app, visitor }, url }) => {
	const scope = need(visitor, 'view');
	const now = app.now();
	const { compareAt, dropped: _, ...wish } = readReportWish(url.searchParams, now);
	const report = await readReportPage(app.db, app.catalogue(), { ...wish, scope }, compareAt, now);
	const province = m.province_full_name({ name: app.province.name });
	const sheet = toReportSheet(report, province, await app.isSimulated(), currentFormat());
	const book = await writeExcelFile(sheet, {
		sheet: 'II.06a',
		orientation: 'landscape',
		columns: REPORT_WIDTHS
	}).toBuffer();
	const name = `II.06a-${report.period.key.replace('..', '_')}.xlsx`;
	return new Response(new Uint8Array(book), {
		headers: {
			'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'Content-Disposition': `attachment; filename="${name}"`,
			'Cache-Control': 'no-store'
		}
	});
};
