/** Lots become others: what goes in is consumed, what comes out carries its cost and its holds, and both stay linked. */
import { apportion } from '../../shared/rules/apportion.ts'
import { madeLot } from '../../shared/rules/made-lot.ts'
import { PRODUCTION } from '../../shared/rules/places.ts'
import type { Payload } from '../../shared/transactions/index.ts'
import { localDate } from '../availability/local-date.ts'
import { itemLock } from '../db/work.ts'
import { costOfUnits } from '../lots/cost-of-units.ts'
import { inheritHolds } from '../lots/inherit-holds.ts'
import { ledgerLot, lockLots, meetLot, recordReceivedLot } from '../lots/record.ts'
import { recordTransformation, type TransformationLine } from '../lots/transformations.ts'
import { raiseUnfit } from '../lots/unfit.ts'
import type { Item } from './ground.ts'
import { defineHandler } from './handler.ts'
import { Refusal } from './refusal.ts'
import { move, raise, type Scene } from './scene.ts'

interface Part {
  item: Item
  lot: string
}

interface Parts {
  consumed: Part[]
  produced: Part[]
  /** Local day on which it was done. */
  day: string
}

type Transform = Payload<'transform'>

export const transform = defineHandler('transform', {
  permission: 'floor:transform',
  async resolve({ ground, posted }, payload): Promise<Parts> {
    const day = localDate(posted.occurredAt, await ground.timeZone())
    const consumed: Part[] = []
    for (const [index, line] of payload.consumed.entries()) {
      // As with a change of status: that is what keeps returns from being sold unseen.
      if (line.status === 'uninspected')
        throw new Refusal(
          'not-inspected',
          'Uninspected stock leaves by an inspection only. Inspect it, then resubmit.',
          `payload.consumed[${index}].status`,
        )
      const item = await ground.namedItem(line)
      await ground.namedLocation(line.location, `consumed[${index}].location`)
      consumed.push({ item, lot: ledgerLot(item, line.lot) })
    }
    const produced: Part[] = []
    for (const [index, line] of payload.produced.entries()) {
      const item = await ground.namedItem(line)
      await ground.namedLocation(line.location, `produced[${index}].location`)
      const lot = item.lotTracked ? (line.lot ?? madeLot(line.producedOn ?? day, posted.transactionId)) : ''
      produced.push({ item, lot })
    }
    return { consumed, produced, day }
  },
  async post(scene, payload, parts) {
    const { consumed, produced } = parts
    await lockLots(
      scene,
      [...consumed, ...produced].map(({ item, lot }) => ({ sku: item.sku, lot })),
    )
    await scene.tx.lock(...[...consumed, ...produced].map(({ item }) => itemLock(scene.warehouse, item.sku)))
    const used = await consume(scene, payload, consumed)
    const made = await bringOut(scene, payload, parts, used)
    await recordTransformation(scene, payload, [...used, ...made])
    await inheritHolds(scene, used, made)
    // What was only made good is still the lot that it was.
    if (payload.kind === 'rework') return
    for (const { sku, lot } of made)
      if (lot !== '' && used.some((line) => line.sku === sku && line.lot === lot)) await raiseSameLot(scene, sku, lot)
  },
})

async function consume(scene: Scene, payload: Transform, consumed: readonly Part[]): Promise<TransformationLine[]> {
  const lines: TransformationLine[] = []
  for (const [index, { item, lot }] of consumed.entries()) {
    const line = payload.consumed[index] as Transform['consumed'][number]
    await meetLot(scene, item, lot)
    await raiseUnfit(scene, { sku: item.sku, lot, location: line.location, what: 'was used up' })
    await move(scene, {
      sku: item.sku,
      lot,
      quantity: line.quantity,
      from: { location: line.location, status: line.status },
      to: { location: PRODUCTION, status: 'available' },
    })
    lines.push({
      side: 'consumed',
      sku: item.sku,
      lot,
      quantity: line.quantity,
      ...(await costOfUnits(scene, item, lot, line.quantity)),
    })
  }
  return lines
}

async function bringOut(
  scene: Scene,
  payload: Transform,
  { produced, day }: Parts,
  used: readonly TransformationLine[],
): Promise<TransformationLine[]> {
  const cost = totalCost(used)
  const shares = cost && apportion(cost.amount, weightsOf(payload, produced))
  const same = payload.kind === 'repack' || payload.kind === 'relabel'
  const { expiresOn, receivedAt } = same ? await oldestOf(scene, used) : { expiresOn: undefined, receivedAt: undefined }
  const lines: TransformationLine[] = []
  for (const [index, { item, lot }] of produced.entries()) {
    const line = payload.produced[index] as Transform['produced'][number]
    const totalCostOfLine = cost && shares ? { amount: shares[index] ?? 0, currency: cost.currency } : undefined
    await recordReceivedLot(
      scene,
      item,
      lot,
      line.quantity,
      {
        producedOn: line.producedOn ?? day,
        expiresOn: line.expiresOn ?? expiresOn,
        totalCost: totalCostOfLine,
      },
      receivedAt,
    )
    await move(scene, {
      sku: item.sku,
      lot,
      quantity: line.quantity,
      from: { location: PRODUCTION, status: 'available' },
      to: { location: line.location, status: 'available' },
    })
    lines.push({
      side: 'produced',
      sku: item.sku,
      lot,
      quantity: line.quantity,
      cost: totalCostOfLine?.amount ?? null,
      costCurrency: totalCostOfLine?.currency ?? null,
    })
  }
  return lines
}

/** Undefined where one of the costs is not known, or they are in several currencies. */
function totalCost(used: readonly TransformationLine[]): { amount: number; currency: string } | undefined {
  const currency = used[0]?.costCurrency
  if (currency == null || used.some((line) => line.cost === null || line.costCurrency !== currency)) return undefined
  return { amount: used.reduce((sum, line) => sum + (line.cost ?? 0), 0), currency }
}

/** By what each is worth by its standard cost, where all have one; else by units. */
function weightsOf(payload: Transform, produced: readonly Part[]): number[] {
  const quantities = payload.produced.map((line) => line.quantity)
  const costs = produced.map(({ item }) => item.standardCost?.amount ?? 0)
  return costs.every((cost) => cost > 0) ? quantities.map((quantity, n) => quantity * (costs[n] ?? 0)) : quantities
}

/** Goods that only changed their packing or label are as old as they were. */
async function oldestOf({ ground }: Scene, used: readonly TransformationLine[]) {
  const lots = (await Promise.all(used.map(({ sku, lot }) => ground.lot(sku, lot)))).filter((lot) => lot !== undefined)
  const expiries = lots.flatMap((lot) => lot.expiresOn ?? []).sort()
  return {
    expiresOn: expiries[0],
    receivedAt: lots.length === 0 ? undefined : Math.min(...lots.map((lot) => lot.receivedAt)),
  }
}

const raiseSameLot = (scene: Scene, sku: string, lot: string): Promise<void> =>
  raise(scene, {
    type: 'lot-conflict',
    subject: `${sku}/${lot}/${scene.posted.transactionId}`,
    detail: `Lot ${lot} of ${sku} came out under the number that went in. What is made, repacked or relabelled is a new lot.`,
    sku,
    lot,
  })
