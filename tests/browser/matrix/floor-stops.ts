/** Every screen of the floor and the states of it that look unlike each other, reached as a worker reaches them. */
import type { Visit } from './visit.ts'

export interface Stop {
  name: string
  /** From wherever the page is. */
  open(visit: Visit): Promise<void>
}

const at = (path: string, name = path.slice(1)): Stop => ({ name, open: (visit) => visit.goto(path) })

const firstOf = (codes: readonly string[], what: string): string => {
  const [first] = codes
  if (first === undefined) throw new Error(`The sample warehouse has no ${what}.`)
  return first
}

const row = (visit: Visit) => visit.page.locator('main li button').first().click()

/** The first pick list in hand: its first bin is asked for. */
async function picking(visit: Visit): Promise<void> {
  await visit.goto('/pick')
  await row(visit)
  await visit.page.waitForTimeout(200)
}

/** What the band names: "Scan bin A-03-2". */
async function asked(visit: Visit): Promise<string> {
  const said = (await visit.page.locator('output').first().textContent()) ?? ''
  return said.match(/[A-Z]+-[A-Z0-9-]+/)?.[0] ?? ''
}

const before: Stop[] = [{ name: 'sign-in', open: (visit) => visit.asks(visit.say('Scan your badge')) }]

const flows: Stop[] = [
  at('/', 'home'),
  at('/receive'),
  {
    name: 'receive-goods',
    async open(visit) {
      await visit.goto('/receive')
      await visit.scan(firstOf(await visit.codes('Receipt'), 'receipt'))
    },
  },
  at('/transfers-in'),
  at('/put-away'),
  at('/pick'),
  { name: 'pick-bin', open: picking },
  {
    name: 'pick-wrong-bin',
    async open(visit) {
      await picking(visit)
      const bin = await asked(visit)
      const other = (await visit.codes('Bins to pick from')).find((code) => !code.includes(bin))
      await visit.scan(other ?? 'LOC:Z-99')
    },
  },
  {
    name: 'pick-problem',
    async open(visit) {
      await picking(visit)
      await visit.press('Problem')
    },
  },
  {
    name: 'pick-lot',
    async open(visit) {
      await picking(visit)
      await visit.scan(`LOC:${await asked(visit)}`)
    },
  },
  at('/pack'),
  {
    name: 'pack-order',
    async open(visit) {
      await visit.goto('/pack')
      await visit.scan(firstOf(await visit.codes('Picked orders'), 'picked order'))
    },
  },
  at('/ship'),
  {
    name: 'ship-order',
    async open(visit) {
      await visit.goto('/ship')
      await visit.scan(firstOf(await visit.codes('Picked orders'), 'picked order'))
    },
  },
  at('/put-back'),
  at('/count'),
  {
    name: 'count-bin',
    async open(visit) {
      await visit.goto('/count')
      await visit.scan(firstOf(await visit.codes('Bins to count'), 'bin to count'))
    },
  },
  at('/returns'),
  {
    name: 'return-order',
    async open(visit) {
      await visit.goto('/returns')
      await visit.scan(firstOf(await visit.codes('Orders that were shipped'), 'shipped order'))
    },
  },
  at('/inspect'),
  at('/send-back'),
  at('/rework'),
  at('/make'),
  at('/look-up'),
  {
    name: 'look-up-bin',
    async open(visit) {
      await visit.goto('/look-up')
      await visit.scan(firstOf(await visit.codes('Bins to pick from'), 'bin'))
    },
  },
  at('/outbox'),
  at('/scanner'),
  at('/device'),
  at('/exceptions'),
  {
    name: 'end-shift',
    async open(visit) {
      await visit.goto('/')
      await visit.press('End shift')
    },
  },
]

export const BEFORE_SIGN_IN: readonly Stop[] = before
export const FLOOR_STOPS: readonly Stop[] = flows
