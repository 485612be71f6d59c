/**
 * Margins of a year: 5 million order lines of 2,000 items in 4 channels. Their sums by day and month are written past the API,
 * and one entry of each line, so that indexes are as deep as they would be. Then a year is read by item and channel, and new
 * lines are entered beside an empty ledger and beside the full one.
 */
import Database from 'better-sqlite3'
import { enter } from '../../server/costing/enter.ts'
import { openWork } from '../../server/db/open.ts'
import { MARGIN_FIGURES } from '../../shared/rules/margin.ts'
import { systemSources } from '../support/database.ts'
import { type Figure, median, percentile } from './report.ts'
import { type BenchServer, startServer } from './server.ts'

const LINES = 5_000_000
const SKUS = 2_000
const CHANNELS = ['amazon', 'shop', 'retail', 'wholesale']
const DAYS = 365
const FIRST = Date.UTC(2025, 11, 1)
const READS = 15
const NEW_LINES = 1_000
const KINDS = ['revenue', 'cogs', 'labour', 'packaging', 'shipping', 'platform-fee'] as const
const PART = `Margins: ${LINES.toLocaleString('en-US')} order lines of a year, ${SKUS.toLocaleString('en-US')} items, ${CHANNELS.length} channels`

export async function measureMargins(): Promise<Figure[]> {
  const server = await startServer()
  try {
    await server.stop()
    const empty = await enterLines(server, 'a')
    fill(server.databaseFile)
    const full = await enterLines(server, 'b')
    await server.start()
    const whole = await timesOf(server, 'from=2025-12-01&to=2026-11-30')
    const edges = await timesOf(server, 'from=2025-12-15&to=2026-11-14')
    await server.command('audit')
    const perLine = (ms: number[]) => median(ms) / 50
    return [
      { part: PART, what: 'a year by item and channel, p50', value: median(whole), unit: 'ms', target: { max: 1_000 } },
      { part: PART, what: '… worst of the reads', value: percentile(whole, 100), unit: 'ms' },
      {
        part: PART,
        what: 'eleven months that begin and end within one, p50',
        value: median(edges),
        unit: 'ms',
        target: { max: 1_000 },
      },
      { part: PART, what: 'entering a new line, empty ledger', value: perLine(empty), unit: 'ms a line' },
      { part: PART, what: 'entering a new line, full ledger', value: perLine(full), unit: 'ms a line' },
      { part: PART, what: '… full against empty', value: median(full) / median(empty), unit: '×', target: { max: 2 } },
    ]
  } finally {
    await server.close()
  }
}

const dayOf = (nth: number): string => new Date(FIRST + nth * 86_400_000).toISOString().slice(0, 10)
const skuOf = (nth: number): string => `ITEM-${nth}`

async function timesOf(server: BenchServer, period: string): Promise<number[]> {
  const times: number[] = []
  for (let read = 0; read < READS; read++) {
    const started = performance.now()
    const { rows } = await server.api<{ rows: unknown[] }>('GET', `/margins?${period}&groupBy=sku,channel`)
    times.push(performance.now() - started)
    if (rows.length < SKUS * CHANNELS.length) throw new Error(`Only ${rows.length} rows were answered.`)
  }
  return times
}

/** Fifty lines of six entries each in a unit; the time of each unit. */
async function enterLines({ databaseFile }: BenchServer, run: string): Promise<number[]> {
  const work = openWork(databaseFile, systemSources)
  const times: number[] = []
  try {
    for (let first = 0; first < NEW_LINES; first += 50) {
      const started = performance.now()
      await work.run([], async (tx) => {
        for (let nth = first; nth < first + 50; nth++)
          await enter(
            tx,
            KINDS.map((kind) => ({
              name: `${run} ${nth} ${kind}`,
              warehouse: 'MAIN',
              day: dayOf(nth % DAYS),
              sku: skuOf((nth * 7) % SKUS),
              channel: CHANNELS[nth % CHANNELS.length] as string,
              orderId: `order ${run} ${nth}`,
              orderLineId: `line ${run} ${nth}`,
              kind,
              amount: kind === 'revenue' ? 1_999 : -100,
              units: kind === 'revenue' ? 1 : 0,
              known: 'actual' as const,
              source: `ship ${run} ${nth}`,
              because: 'Of the bench',
            })),
          )
      })
      times.push(performance.now() - started)
    }
  } finally {
    await work.close()
  }
  return times
}

/** Sums of days and months, and one entry of revenue for each line: the audit finds that they agree. */
function fill(file: string): void {
  const database = new Database(file)
  const figures = MARGIN_FIGURES.map((figure) => figure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  const zeros = figures.map((figure) => (figure === 'revenue' ? '?' : '0')).join(', ')
  const sums = (table: string, time: string) =>
    database.prepare(
      `INSERT INTO ${table} (warehouse, ${time}, sku, channel, units, ${figures.join(', ')})
       VALUES ('MAIN', ?, ?, ?, ?, ${zeros})
       ON CONFLICT DO UPDATE SET units = units + excluded.units, revenue = revenue + excluded.revenue`,
    )
  const [days, months] = [sums('margin_days', 'day'), sums('margin_months', 'month')]
  const entry = database.prepare(
    `INSERT INTO margin_entries (id, name, warehouse, day, sku, channel, order_id, order_line_id, kind, amount, units, known, source, because, created_at)
     VALUES (?, ?, 'MAIN', ?, ?, ?, ?, ?, 'revenue', 1999, 1, 'actual', ?, 'Of the bench', 0)`,
  )
  const perDay = LINES / DAYS
  for (let nth = 0; nth < DAYS; nth++)
    database.transaction(() => {
      const day = dayOf(nth)
      for (let line = Math.round(nth * perDay); line < Math.round((nth + 1) * perDay); line++) {
        // Every item in every channel, in an order in which neighbours differ.
        const sku = skuOf((line * 769) % SKUS)
        const channel = CHANNELS[Math.floor(line / SKUS) % CHANNELS.length] as string
        const id = `e${String(line).padStart(9, '0')}`
        entry.run(id, id, day, sku, channel, `o${line}`, `l${line}`, `s${line}`)
        days.run(day, sku, channel, 1, 1_999)
        months.run(day.slice(0, 7), sku, channel, 1, 1_999)
      }
    })()
  database.close()
}
