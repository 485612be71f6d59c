import { expect, it } from 'vitest'
import type { Api } from '../api.ts'
import { opened } from '../export/opened.ts'
import { plansFile } from './plans-file.ts'
import { samplePlan } from './sample.ts'
import { readPlansView } from './views.ts'

it('has a row of each item of the supplier that is asked for, with money in whole units', async () => {
  const asked: string[] = []
  const api = {
    get: async (path: string) => {
      asked.push(path)
      return { items: [samplePlan(), samplePlan({ sku: 'RYE', supplier: 'Another' })], next: null }
    },
  } as unknown as Api
  const { supplier } = samplePlan()
  const view = readPlansView(new URLSearchParams({ need: 'now', supplier: supplier ?? '', search: 'oat' }))
  const [head = [], ...rows] = await opened(plansFile(api, view))
  expect(asked[0]).toMatch(/^\/replenishment\?need=now&text=oat/)
  const row = Object.fromEntries(head.map((name, nth) => [name, rows[0]?.[nth]]))
  expect(row).toMatchObject({
    ...{ SKU: 'OAT-500', Order: 504, 'Order by': '2026-11-29', 'A day without': 213.5, Currency: 'USD' },
  })
  expect(rows).toHaveLength(supplier === null ? 2 : 1)
})
