/** What the sample company has set aside: the grocer's replenishment first, some for Amazon, and a rule for its bars. */

import { protectable } from '../availability/fill.ts'
import { channelNamed, readPool } from '../availability/pool.ts'
import { setProtection } from '../availability/protections.ts'
import { putRule } from '../availability/set-rules.ts'
import { itemLock, type Tx, type Work } from '../db/work.ts'
import { CATALOGUE, RUNNING_LOW_SKU } from './catalogue.ts'
import { DEMO_WAREHOUSE } from './warehouse.ts'

/** Of what could be set aside; in whole cases. */
const SHARES = [
  { channel: 'greenfield', every: 2, share: 0.4, refilled: true },
  { channel: 'amazon', every: 3, share: 0.25, refilled: false },
] as const

/** By rule of thumb, before it ran low. */
const OF_RUNNING_LOW = { channel: 'wholesale', quantity: 20 } as const

export const familyOf = (sku: string): string => sku.slice(0, 3)

export async function setAside(work: Work, today: string): Promise<void> {
  for (const [index, { sku, caseQuantity }] of CATALOGUE.entries()) {
    await work.run([itemLock(DEMO_WAREHOUSE, sku)], async (tx) => {
      for (const { channel, every, share, refilled } of SHARES) {
        if (index % every !== 0) continue
        const units = Math.floor((await most(tx, sku, channel, today)) * share)
        const quantity = units - (units % caseQuantity)
        if (quantity === 0) continue
        const key = { warehouse: DEMO_WAREHOUSE, sku, channel }
        await setProtection(tx, key, { quantity, ...(refilled ? { target: quantity } : {}) }, 'Daniel Weber')
      }
    })
  }
  await work.run([itemLock(DEMO_WAREHOUSE, RUNNING_LOW_SKU)], async (tx) => {
    const { channel, quantity } = OF_RUNNING_LOW
    const key = { warehouse: DEMO_WAREHOUSE, sku: RUNNING_LOW_SKU, channel }
    await setProtection(tx, key, { quantity }, 'Daniel Weber')
  })
  await work.run([], (tx) =>
    putRule(tx, DEMO_WAREHOUSE, { group: 'BAR', channel: 'greenfield', kind: 'share', value: 0.3 }),
  )
}

async function most(tx: Tx, sku: string, channel: string, today: string): Promise<number> {
  const terms = await channelNamed(tx, channel)
  return terms ? protectable(await readPool(tx, { warehouse: DEMO_WAREHOUSE, sku, today }, [terms]), channel) : 0
}
