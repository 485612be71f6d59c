/** Every file that a spreadsheet opens: no text in it is reckoned with. A new export must be named here. */
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { captureCosts } from '../../server/costing/capture.ts'
import { operations } from '../../server/http/operations/index.ts'
import { createPass } from '../../server/replenishment/pass.ts'
import { createPlanner } from '../../server/replenishment/planner.ts'
import { type Floor, ok, openFloor } from './floor.ts'

const SKU = '=1+1|cmd'

const dayFrom = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Asked for here, or the test that holds it with a story of its own. */
const EXPORTS: Record<string, { ask: string } | { heldBy: string }> = {
  '/margins/export': { ask: `/margins/export?from=${dayFrom(-5)}&to=${dayFrom(5)}&groupBy=sku,channel` },
  '/replenishment/export': { ask: '/replenishment/export?need=all' },
  '/recalls/{id}/notifications': { heldBy: 'recall.test.ts' },
  '/traceability/export': { heldBy: 'traceability.test.ts' },
}

let floor: Floor
beforeAll(async () => {
  floor = await openFloor('sqlite')
  const { server } = floor
  // It begins with what comes after it was first looked at.
  await captureCosts(server.database.work)
  await ok(server, 'PUT', `/items/${encodeURIComponent(SKU)}`, { name: '-2+3', rotation: 'fifo', lotTracked: false })
  await floor.receive(SKU, null, 50, 'A-01')
  const order = await floor.order(SKU, 5)
  const { tasks } = await floor.release(order.id)
  for (const task of tasks) await floor.pick(task)
  const { result } = await floor.stream.push('ship', { orderId: order.id, carrier: 'UPS', trackingNumber: '=1' })
  expect(result.outcome, JSON.stringify(result)).toBe('applied')
  const { work } = server.database
  await captureCosts(work)
  const now = () => Date.now()
  while (await createPass({ work, planner: createPlanner(work), now }).step());
})
afterAll(() => floor.close())

const isOpenedBySheets = (type: string) => /csv|spreadsheetml/.test(type)

it('is known here', () => {
  const found = operations.filter(({ files }) => files?.some(isOpenedBySheets)).map(({ path }) => path)
  expect(found.sort()).toEqual(Object.keys(EXPORTS).sort())
})

const fetchOf = (path: string) =>
  floor.server.fetch(
    new Request(`http://test/api/v1${path}`, { headers: { authorization: `Bearer ${floor.server.adminToken}` } }),
  )

it.each(
  Object.values(EXPORTS).flatMap((one) => ('ask' in one ? [one.ask] : [])),
)('%s holds texts only', async (path) => {
  const text = await (await fetchOf(path)).text()
  const cells = (parse(text, { bom: true }) as string[][]).flat()
  expect(
    cells.some((cell) => cell.includes(SKU)),
    text,
  ).toBe(true)
  for (const cell of cells) if (Number.isNaN(Number(cell))) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await (await fetchOf(`${path}&format=xlsx`)).arrayBuffer())
  let texts = 0
  book.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        expect(cell.type, String(cell.value)).not.toBe(ExcelJS.ValueType.Formula)
        expect(cell.type, String(cell.value)).not.toBe(ExcelJS.ValueType.Hyperlink)
        if (String(cell.value).includes(SKU)) texts += 1
      }),
    ),
  )
  expect(texts).toBeGreaterThan(0)
})
