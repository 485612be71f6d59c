/** Every page of the office, with a row of it open where it has rows. */
import { PLACES } from '../../../client/office/shell/places.ts'
import type { Stop } from './floor-stops.ts'
import type { Visit } from './visit.ts'

const still = (visit: Visit) => visit.page.waitForTimeout(400)

const page = (path: string): Stop => ({
  name: path.slice(1).replaceAll(/[/?=]/g, '-'),
  async open(visit) {
    await visit.goto(path)
    await still(visit)
  },
})

/** With its first row open, where there is one. */
const opened = (path: string): Stop => ({
  name: `${page(path).name}-open`,
  async open(visit) {
    await page(path).open(visit)
    await visit.page.keyboard.press('j')
    await visit.page.keyboard.press('Enter')
    await still(visit)
  },
})

const WITH_ROWS = [
  '/office',
  '/office/orders',
  '/office/exceptions',
  '/office/lots',
  '/office/returns',
  '/office/margins',
]
const VIEWS = [
  '/office/counts?view=made',
  '/office/counts?view=accuracy',
  '/office/exceptions?view=refused',
  '/office/settings?view=costing',
  '/office/settings?view=access',
  '/office/settings?view=places',
  '/office/settings?view=returns',
  '/office/settings?view=replenishment',
  '/office/start',
  '/office/start?step=locations',
  '/office/start?step=items&import=items',
]

export const OFFICE_STOPS: readonly Stop[] = [
  ...PLACES.map(({ href }) => page(href)),
  ...[...WITH_ROWS, '/office/replenishment', '/office/platforms', '/office/edi', '/office/counts'].map(opened),
  ...VIEWS.map(page),
  {
    name: 'office-palette',
    async open(visit) {
      await page('/office').open(visit)
      await visit.page.keyboard.press('Control+k')
      await still(visit)
    },
  },
  {
    name: 'office-keys',
    async open(visit) {
      await page('/office').open(visit)
      await visit.page.keyboard.press('?')
      await still(visit)
    },
  },
]
