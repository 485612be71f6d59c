/** The barcodes as a page to print, or to scan from the screen. */
import { html, raw } from 'hono/html'
import { parseElementString } from '../../shared/barcode/gs1.ts'
import type { CodeGroup, DemoCode } from './codes.ts'
import { drawSymbol } from './symbol.ts'

export const sheetPage = (groups: readonly CodeGroup[]) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Barcodes of the sample warehouse</title>
    <link rel="stylesheet" href="/demo/sheet.css" />
  </head>
  <body>
    <h1>Barcodes of the sample warehouse</h1>
    <p class="hint">
      Print this page on A4 or Letter at 100 %, or scan from the screen. It shows what is open now: load it again after
      orders were released or goods received.
    </p>
    ${groups.map(section)}
  </body>
</html>`

const section = ({ title, codes }: CodeGroup) => html`<section>
  <h2>${title}</h2>
  <div class="codes">${codes.map(figure)}</div>
</section>`

function figure({ label, text }: DemoCode) {
  const { svg, modules } = drawSymbol(text)
  return html`<figure>
    <div class="quiet"><div class="symbol" style="--modules: ${modules}">${raw(svg)}</div></div>
    <figcaption>${unbroken(label)}<small>${printed(text)}</small></figcaption>
  </figure>`
}

/** A bin or a date is not broken over two lines at its hyphens. */
const unbroken = (label: string): string => label.replaceAll('-', '\u2011')

/** What can be typed where a label is torn: GS1 content with its identifiers in brackets. A badge's secret cannot. */
function printed(text: string): string {
  if (text.startsWith('BDG:')) return ''
  const elements = text.startsWith(']C1') ? parseElementString(text.slice(3)) : undefined
  return elements?.ok ? elements.ais.map(([ai, value]) => `(${ai})${value}`).join('') : text
}
