/** Pages of PDFs as pixels, drawn by pdf.js in a real browser: not by what the product writes them with. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../../browser/chromium.ts'
import type { Picture } from './read-label.ts'

const BUILD = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.mjs'))
const SITE = 'https://pdf.test'

interface Drawn {
  width: number
  height: number
  /** Size of the page in points. */
  points: [width: number, height: number]
  /** Base 64, one byte a pixel. */
  grey: string
}

interface PdfJs {
  GlobalWorkerOptions: { workerSrc: string }
  PDFWorker: new () => object
  getDocument(source: { data: Uint8Array; worker: object }): { promise: Promise<PdfDocument>; destroy(): Promise<void> }
}
interface PdfDocument {
  numPages: number
  getPage(number: number): Promise<PdfPage>
}
interface PdfPage {
  getViewport(options: { scale: number }): { width: number; height: number }
  render(options: { canvasContext: CanvasRenderingContext2D; viewport: unknown }): { promise: Promise<void> }
}

export interface PdfPages {
  /** Every page at so many dots an inch. */
  draw(pdf: Uint8Array, dpi: number): Promise<(Picture & { points: [number, number] })[]>
  close(): Promise<void>
}

export async function openPdfPages(): Promise<PdfPages> {
  const browser = await launchChromium()
  const page = await openViewer(browser)
  return {
    async draw(pdf, dpi) {
      const pages = await page.evaluate(drawAll, { base64: Buffer.from(pdf).toString('base64'), scale: dpi / 72 })
      return pages.map(({ width, height, points, grey }) => ({
        width,
        height,
        points,
        grey: new Uint8Array(Buffer.from(grey, 'base64')),
      }))
    },
    close: () => browser.close(),
  }
}

async function openViewer(browser: Browser): Promise<Page> {
  const page = await browser.newPage()
  const html = '<!doctype html><script type="module" src="/pdf.mjs"></script>'
  await page.route(`${SITE}/**`, (route) => {
    const { pathname } = new URL(route.request().url())
    return pathname === '/'
      ? route.fulfill({ contentType: 'text/html', body: html })
      : route.fulfill({ contentType: 'text/javascript', path: `${BUILD}${pathname}` })
  })
  await page.goto(SITE)
  await page.waitForFunction(() => 'pdfjsLib' in globalThis)
  return page
}

/** Runs in the browser. */
async function drawAll({ base64, scale }: { base64: string; scale: number }): Promise<Drawn[]> {
  const shared = globalThis as unknown as { pdfjsLib: PdfJs; pdfWorker?: object }
  const { pdfjsLib } = shared
  pdfjsLib.GlobalWorkerOptions.workerSrc = '/pdf.worker.mjs'
  // One for all documents: starting one takes longer than drawing a label.
  shared.pdfWorker ??= new pdfjsLib.PDFWorker()
  const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const loading = pdfjsLib.getDocument({ data, worker: shared.pdfWorker })
  const document = await loading.promise
  const drawn: Drawn[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const size = page.getViewport({ scale: 1 })
    const viewport = page.getViewport({ scale })
    const canvas = new OffscreenCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
    const context = canvas.getContext('2d') as unknown as CanvasRenderingContext2D
    await page.render({ canvasContext: context, viewport }).promise
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data
    const grey = new Uint8Array(pixels.length / 4)
    for (let at = 0; at < grey.length; at++) grey[at] = pixels[4 * at] ?? 255
    // As many at once as a call may have arguments.
    let text = ''
    for (let at = 0; at < grey.length; at += 32_768) text += String.fromCharCode(...grey.subarray(at, at + 32_768))
    drawn.push({ width: canvas.width, height: canvas.height, points: [size.width, size.height], grey: btoa(text) })
  }
  await loading.destroy()
  return drawn
}
