/** What is worth a picture, and how a person comes there. */
import type { Visit } from '../matrix/visit.ts'

export interface Picture {
  name: string
  shows: string
  at: 'floor' | 'office'
  role: string
  open(visit: Visit): Promise<void>
}

type Open = Picture['open']

const to =
  (path: string): Open =>
  (visit) =>
    visit.goto(path)

const first = (codes: readonly string[]): string => {
  const [code] = codes
  if (code === undefined) throw new Error('The sample warehouse has no such code.')
  return code
}

const firstRow = (visit: Visit) => visit.page.locator('main li button').first().click()

const band = async (visit: Visit): Promise<string> => (await visit.page.locator('output').first().textContent()) ?? ''
const binAsked = async (visit: Visit): Promise<string> => (await band(visit)).match(/[A-Z]+-\d[A-Z0-9-]*/)?.[0] ?? ''

const picking: Open = async (visit) => {
  await visit.goto('/pick')
  await firstRow(visit)
  await visit.asks(/Scan bin/)
}

const atBin: Open = async (visit) => {
  await picking(visit)
  await visit.scan(`LOC:${await binAsked(visit)}`)
}

const receiving: Open = async (visit) => {
  await visit.goto('/receive')
  await visit.scan(first(await visit.codes('Docks', 'DOCK')))
  await visit.asks('Scan the goods')
  await visit.scan(first(await visit.codes('Receipt')))
}

const inspecting: Open = async (visit) => {
  await visit.goto('/inspect')
  await firstRow(visit)
}

/** The first row of a list, in its drawer. */
const opened =
  (path: string, after?: Open): Open =>
  async (visit) => {
    await visit.goto(path)
    await visit.page.getByRole('row').nth(2).waitFor()
    await visit.page.keyboard.press('j')
    await visit.page.keyboard.press('Enter')
    await after?.(visit)
  }

const floor = (name: string, shows: string, open: Open, role = 'supervisor'): Picture => ({
  ...{ name, shows, open, role },
  at: 'floor',
})
const office = (name: string, shows: string, open: Open, role = 'admin'): Picture => ({
  ...{ name, shows, open, role },
  at: 'office',
})

const LOT_PAGE = async (visit: Visit): Promise<string> => {
  await opened('/office/lots?search=FRU-FIG')(visit)
  await visit.page.waitForURL(/lot=/)
  return new URL(visit.page.url()).search
}

export const PICTURES: readonly Picture[] = [
  floor('home', 'Home: what waits', to('/')),
  floor('receive', 'Receive', receiving),
  floor('quantity', 'How many', async (visit) => {
    await receiving(visit)
    await visit.scan(first(await visit.codes('Receipt')))
  }),
  floor('put-away', 'Put away', async (visit) => {
    await visit.goto('/put-away')
    await firstRow(visit)
  }),
  floor('pick', 'Pick: the bin', picking),
  floor('pick-lot', 'Pick: the lot', atBin),
  floor('younger-lot', 'A younger lot is stopped', async (visit) => {
    await atBin(visit)
    const sku = (await visit.page.locator('main').textContent()) ?? ''
    for (const code of await visit.codes('Other lots')) {
      await visit.scan(code)
      if (/goes first/.test((await visit.page.locator('main').textContent()) ?? '')) return
    }
    throw new Error(`No younger lot of what is asked for: ${sku.slice(0, 80)}`)
  }),
  floor('pick-problem', 'A problem at the bin', async (visit) => {
    await picking(visit)
    await visit.press('Problem')
  }),
  floor('pack', 'Pack', async (visit) => {
    await visit.goto('/pack')
    await visit.scan(first(await visit.codes('Picked orders')))
  }),
  floor('ship', 'Ship', to('/ship')),
  floor('put-back', 'Put back', to('/put-back')),
  floor('count', 'Count, blind', async (visit) => {
    await visit.goto('/count')
    await visit.page.waitForTimeout(1_000)
    await visit.scan(first(await visit.codes('Bins to count')))
  }),
  floor('return', 'A return comes in', async (visit) => {
    await visit.goto('/returns')
    await visit.scan(first(await visit.codes('Orders that were shipped')))
  }),
  floor('return-photos', 'Inspect: its condition', inspecting),
  floor('return-disposition', 'Inspect: what becomes of it', async (visit) => {
    await inspecting(visit)
    for (let step = 0; step < 12 && !/Where does it go/.test(await band(visit)); step++) {
      const go = visit.page.getByRole('button', { name: /like this|^Go on/ }).first()
      if (!(await go.isVisible())) await visit.page.locator('main fieldset button, main li button').first().click()
      else {
        if (/like this/.test((await go.textContent()) ?? ''))
          await visit.page.getByRole('button', { name: '1', exact: true }).click()
        await go.click()
      }
      await visit.page.waitForTimeout(400)
    }
    await visit.asks(/Where does it go/)
  }),
  floor('transfer-in', 'Goods of another warehouse', to('/transfers-in')),
  floor('make', 'Make', to('/make')),
  floor('look-up', 'Look up', async (visit) => {
    await visit.goto('/look-up')
    await visit.scan(first(await visit.codes('Bins to pick from')))
  }),
  floor('outbox', 'What was recorded', to('/outbox')),
  floor('exceptions', 'Exceptions on the spot', to('/exceptions')),
  floor('device', 'This device', to('/device')),
  floor('scanner', 'Check the scanner', to('/scanner')),

  office('office-today', 'Today: what needs somebody', to('/office/today')),
  office('office-stock', 'Stock by item and channel', to('/office')),
  office('office-explain', 'Why a channel may promise what it may', to('/office?item=CKR-RYE&explain=amazon')),
  office('office-protect', 'A protection, with its effect first', to('/office?item=CKR-RYE&panel=protect:amazon')),
  office('office-split', 'Scarce stock, shared out', to('/office?item=FRU-FIG&panel=split')),
  office('office-orders', 'Orders, and what blocks them', opened('/office/orders')),
  office('office-exception', 'An exception, with its evidence and what can be done', opened('/office/exceptions')),
  office('office-lots', 'Lots', opened('/office/lots')),
  office('office-trace', "A lot's way, from supplier to customers", async (visit) =>
    visit.goto(`/office/lots/trace${await LOT_PAGE(visit)}`),
  ),
  office('office-recall', 'A recall, from what is affected to whom to tell', async (visit) => {
    const lot = new URLSearchParams(await LOT_PAGE(visit)).get('lot') ?? ''
    await visit.goto(`/office/recalls?search=${encodeURIComponent(lot)}`)
    await visit.page.getByRole('row').nth(1).waitFor()
    await visit.page.keyboard.press('j')
    await visit.page.keyboard.press('x')
  }),
  office('office-return', 'A return with what was found', opened('/office/returns')),
  office('office-return-figures', 'Return figures', to('/office/returns?view=figures')),
  office('office-counts', 'What the floor is asked to count', to('/office/counts')),
  office('office-accuracy', 'How right the ledger was', to('/office/counts?view=accuracy')),
  office('office-margins', 'What each item earns in each channel', to('/office/margins')),
  office('office-margin', 'From revenue to what is left', opened('/office/margins')),
  office('office-replenishment', 'What to order, and for whom', to('/office/replenishment')),
  office(
    'office-replenishment-chart',
    'Demand, forecast, stock',
    opened('/office/replenishment', async (visit) => {
      const url = new URL(visit.page.url())
      url.searchParams.set('tab', 'chart')
      await visit.goto(url.pathname + url.search)
    }),
  ),
  office('office-platforms', 'Each sales platform in one line', to('/office/platforms')),
  office(
    'office-platform',
    'What its listings show, beside what they should',
    opened('/office/platforms', async (visit) => {
      const url = new URL(visit.page.url())
      url.searchParams.set('tab', 'listings')
      await visit.goto(url.pathname + url.search)
    }),
  ),
  office('office-edi', 'EDI, each document in words beside its text', opened('/office/edi?view=all')),
  office('office-transfers', 'Transfers between warehouses', to('/office/transfers')),
  office('office-rules', 'Rules that protect by themselves', to('/office/rules')),
  office('office-status', 'How server, devices and platforms are doing', to('/office/status')),
  office('office-access', 'Who may sign in, and on which devices', to('/office/settings?view=access')),
  office('office-settings', 'Settings', to('/office/settings')),
]
