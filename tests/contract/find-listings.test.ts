/** What the page of platforms asks of the API beside what integrations do: listings found by words, and since when orders count. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor } from './floor.ts'

interface Page {
  items: { listing: string; sku: string }[]
  next: string | null
}

describe.each(DIALECTS)('listings of a platform on %s', (dialect) => {
  let floor: Floor
  let tea = ''
  let rye = ''
  const id = 'shop-found'

  beforeAll(async () => {
    floor = await openFloor(dialect)
    await ok(floor.server, 'PUT', `/channels/${id}`, { name: 'Web', kind: 'dtc', priority: 1 })
    await ok(floor.server, 'PUT', `/connectors/${id}`, {
      kind: 'shopify',
      channel: id,
      baseUrl: 'https://tea.example',
      settings: { location: 'gid://shopify/Location/1' },
      credentials: { accessToken: 'shpat_never_to_be_seen' },
      paused: true,
      ordersSince: '2031-02-03T04:05:06Z',
    })
    tea = await floor.item()
    rye = await floor.item()
    const listings = Array.from({ length: 30 }, (_, nth) => `${nth % 2 === 0 ? 'Even' : 'odd'}-${100 + nth}`)
    const put = listings.map((listing, nth) => ({ listing, sku: nth % 3 === 0 ? tea : rye }))
    await ok(floor.server, 'POST', `/connectors/${id}/mappings`, { put })
  })
  afterAll(() => floor.close())

  const find = (query: string) => ok<Page>(floor.server, 'GET', `/connectors/${id}/listings?${query}`)

  it('are found by any part of their name, in any case, or by their item', async () => {
    const even = await find('search=EVEN')
    expect(even.items).toHaveLength(15)
    expect(even.next).toBeNull()
    expect((await find('search=-117')).items.map(({ listing }) => listing)).toEqual(['odd-117'])
    expect((await find(`search=${tea}`)).items).toHaveLength(10)
    expect(await find('search=nothing')).toEqual({ items: [], next: null })
  })

  it('come in pages that miss none and repeat none', async () => {
    const found: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Page = await find(`search=odd&limit=4&cursor=${cursor}`)
      expect(page.items.length).toBeLessThanOrEqual(4)
      found.push(...page.items.map(({ listing }) => listing))
      cursor = page.next
    }
    expect(found).toEqual(Array.from({ length: 15 }, (_, nth) => `odd-${101 + 2 * nth}`))
  })

  it('are all of them without a word', async () => {
    expect((await find('limit=1000')).items).toHaveLength(30)
  })

  it('belong to a platform that says since when its orders count', async () => {
    const { items } = await ok<{ items: { id: string; ordersSince: number }[] }>(floor.server, 'GET', '/connectors')
    expect(items.find((one) => one.id === id)?.ordersSince).toBe(Date.parse('2031-02-03T04:05:06Z'))
  })
})
