/** What only the demo serves, to anybody: the badges, the barcodes, the sheet. In a warehouse there is none of it. */
import type { Hono } from 'hono'
import type { ServerDeps } from '../http/deps.ts'
import { demoCodes } from './codes.ts'
import { sheetPage } from './sheet.ts'
import { SHEET_STYLE } from './sheet-style.ts'

const NOT_STORED = { 'Cache-Control': 'no-store' }

export function mountDemo(app: Hono, { work, demo }: ServerDeps): void {
  if (!demo) return
  const codes = () => work.read((reader) => demoCodes(reader, demo))
  app.get('/demo.json', (context) => context.json(demo, 200, NOT_STORED))
  app.get('/demo/codes.json', async (context) => context.json({ groups: await codes() }, 200, NOT_STORED))
  app.get('/demo/sheet.css', (context) => context.body(SHEET_STYLE, 200, { ...NOT_STORED, 'Content-Type': 'text/css' }))
  app.get('/demo/sheet', async (context) => context.html(sheetPage(await codes()), 200, NOT_STORED))
}
