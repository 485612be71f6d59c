/** What a PDF says, read by pdf.js: not by what the product writes it with. */
import { createRequire } from 'node:module'

interface PdfJs {
  getDocument(source: { data: Uint8Array; useSystemFonts: boolean; verbosity: number }): {
    promise: Promise<{
      numPages: number
      getPage(page: number): Promise<{ getTextContent(): Promise<{ items: { str: string; hasEOL: boolean }[] }> }>
    }>
  }
}

/** The text of each page, as a reader sees it. */
export async function pagesOf(data: Uint8Array): Promise<string[]> {
  const { getDocument } = (await import(
    createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.mjs')
  )) as PdfJs
  const document = await getDocument({ data, useSystemFonts: false, verbosity: 0 }).promise
  const pages: string[] = []
  for (let page = 1; page <= document.numPages; page++) {
    const { items } = await (await document.getPage(page)).getTextContent()
    pages.push(items.map(({ str, hasEOL }) => str + (hasEOL ? '\n' : '')).join(''))
  }
  return pages
}
