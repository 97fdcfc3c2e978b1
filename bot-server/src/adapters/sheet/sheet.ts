// Tables as files: CSV and Excel, written as the rows come, so that a long one takes no more memory than a short one.
import type { WriteSheet } from '../../core/exporter';
import { writeCsv } from './csv';
import { writeXlsx } from './xlsx';

export const writeSheet: WriteSheet = (format, sheet) => (format === 'csv' ? writeCsv(sheet) : writeXlsx(sheet));
