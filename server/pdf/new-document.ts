/** pdfkit and its fonts take a third of a second to load: whoever prints waits for that, and not each start of the server. */
import { createRequire } from 'node:module'
import type PDFDocument from 'pdfkit'

const load = createRequire(import.meta.url)

export const newDocument = (options: PDFKit.PDFDocumentOptions): PDFKit.PDFDocument =>
  new (load('pdfkit') as typeof PDFDocument)(options)
