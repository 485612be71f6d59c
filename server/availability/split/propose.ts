/**
 * How scarce stock of an item is best shared out until the next receipt: what each channel earns with a unit and loses without
 * one, what it may ask for, and what to protect for it. It proposes; a person decides.
 */
import { eq } from 'drizzle-orm'
import { outcomeOf, type ProtectedShare, protectScarce } from '../../../shared/rules/protect-scarce.ts'
import type { Claimant } from '../../../shared/rules/split-scarce.ts'
import { type UnitMargin, unitMargins } from '../../costing/unit-margins.ts'
import type { Reader } from '../../db/work.ts'
import { notFound } from '../../problem.ts'
import { localDate } from '../local-date.ts'
import { receiptsDue } from '../planned.ts'
import { type ItemClaim, readPool } from '../pool.ts'
import { type AskedBefore, askedBefore } from './asked-before.ts'
import { reasonsOf } from './reasons.ts'

/** Half a year of fortnights. */
const PERIODS = 26
/** Of fewer periods nobody can say what is likely. */
export const LEAST_PERIODS = 4
const USUAL_DAYS = 14
const MOST_DAYS = 60

export interface SplitChannel {
  channel: string
  name: string
  /** Minor units of the warehouse's currency; null: nothing was sold there, so nobody knows. */
  margin: number | null
  penalty: number
  penaltyFrom: UnitMargin['penaltyFrom']
  /** Units that it is likely to ask for, on average. */
  asked: number
  /** Set aside for it, also where a deficit has eaten a part of that: what a change is compared with. */
  held: number
  /** What is left of that, and how it would go with it. */
  now: Figures
  /** Null: nothing is proposed for it, and what it has stays. */
  proposed: Figures | null
  /** In plain sentences. */
  reasons: string[]
}

export interface Figures {
  protect: number
  /** Units expected to be sold. */
  sold: number
  /** How likely some of what is asked for is missing, 0 to 1. */
  risk: number
  /** What is missing is expected to cost, minor units. */
  exposure: number
  contribution: number
}

export interface Split {
  sku: string
  currency: string
  /** Until the next planned receipt, where one is due. */
  days: number
  until: string | null
  periods: number
  /** Not promised to anybody: what can be shared out. */
  units: number
  /** Expected to be asked for in all. */
  asked: number
  isScarce: boolean
  channels: SplitChannel[]
  /** Protected for nobody, now and as proposed. */
  shared: { now: number; proposed: number }
  /** Expected, minor units. `firstCome`: with nothing protected. */
  contribution: { now: number; proposed: number; firstCome: number }
  /** Why nothing is proposed; null: something is. */
  withheld: string | null
}

export async function proposeSplit(
  reader: Reader,
  warehouse: string,
  sku: string,
  wantedDays: number | undefined,
  now: number,
): Promise<Split> {
  const { warehouses, items, channels } = reader.t
  const [place] = await reader.db.select().from(warehouses).where(eq(warehouses.code, warehouse))
  const [item] = await reader.db.select({ sku: items.sku }).from(items).where(eq(items.sku, sku))
  if (!place) throw notFound(`warehouse ${warehouse}`)
  if (!item) throw notFound(`item ${sku}`)
  const today = localDate(now, place.timeZone)
  const names = await reader.db.select().from(channels)
  const pool = await readPool(reader, { warehouse, sku, today }, names)
  const next = (await receiptsDue(reader, warehouse, sku)).find(({ date }) => date > today)?.date ?? null
  const days = wantedDays ?? daysUntil(today, next)
  const before = await askedBefore(reader, place, sku, { days, periods: PERIODS, now })
  const margins = await unitMargins(
    reader,
    place,
    sku,
    pool.channels.map(({ claim }) => claim.channel),
    now,
  )
  const sides = pool.channels
    .map(({ claim, charged }): Side => sideOf(claim, charged, margins, before, names))
    .filter(({ demand, protect }) => protect > 0 || demand.some((asked) => asked > 0))
  return split({ sku, currency: place.currency, days, until: wantedDays === undefined ? next : null }, sides, {
    units: Math.max(0, pool.free),
    periods: before.periods,
  })
}

/** Long enough to tell a period from the next, and no longer than anybody plans. */
function daysUntil(today: string, next: string | null): number {
  if (next === null) return USUAL_DAYS
  const days = Math.round((Date.parse(next) - Date.parse(today)) / 86_400_000)
  return Math.min(MOST_DAYS, Math.max(1, days))
}

interface Side extends UnitMargin {
  channel: string
  name: string
  drawsShared: boolean
  held: number
  /** As it is now, less what a deficit has eaten. */
  protect: number
  demand: readonly number[]
}

function sideOf(
  claim: ItemClaim,
  charged: number,
  margins: ReadonlyMap<string, UnitMargin>,
  { byChannel, periods }: AskedBefore,
  names: readonly { channel: string; name: string }[],
): Side {
  const { channel, drawsShared } = claim
  const none: UnitMargin = { margin: null, units: 0, penalty: 0, penaltyFrom: null }
  return {
    ...(margins.get(channel) ?? none),
    ...{ channel, drawsShared, held: claim.protected, protect: claim.protected - charged },
    name: names.find((one) => one.channel === channel)?.name ?? channel,
    demand: byChannel.get(channel) ?? Array.from({ length: periods }, () => 0),
  }
}

type Head = Pick<Split, 'sku' | 'currency' | 'days' | 'until'>

function split(head: Head, sides: readonly Side[], { units, periods }: { units: number; periods: number }): Split {
  // Whose margin nobody knows keeps what it has, and the others share out the rest.
  const known = sides.filter(({ margin }) => margin !== null)
  const kept = sides.filter(({ margin }) => margin === null).reduce((sum, { protect }) => sum + protect, 0)
  const free = Math.max(0, units - kept)
  const claimants = known.map(
    ({ channel, margin, penalty, demand, drawsShared }): Claimant => ({
      ...{ channel, penalty, demand, drawsShared },
      margin: margin ?? 0,
    }),
  )
  const asked = sides.reduce((sum, { demand }) => sum + meanOf(demand), 0)
  const now = outcomeOf(
    known.map(({ protect }) => protect),
    free,
    claimants,
  )
  const withheld = whyNot(asked, units, periods, known.length)
  const proposed = withheld === null ? protectScarce(free, claimants) : null
  const channels = sides.map((side): SplitChannel => {
    const place = known.indexOf(side)
    const next = proposed?.shares[place] ?? null
    const { channel, name, held, margin, penalty, penaltyFrom, protect, demand } = side
    return {
      ...{ channel, name, held, margin, penalty, penaltyFrom },
      asked: meanOf(demand),
      now: now.shares[place] ? figuresOf(now.shares[place], penalty) : unknownFigures(protect),
      proposed: next && figuresOf(next, penalty),
      reasons: reasonsOf(side, next, head),
    }
  })
  return {
    ...{ ...head, periods, units, asked, isScarce: asked > units, channels, withheld },
    shared: { now: now.shared, proposed: proposed?.shared ?? now.shared },
    contribution: {
      now: now.contribution,
      proposed: proposed?.contribution ?? now.contribution,
      firstCome:
        proposed?.firstCome ??
        outcomeOf(
          known.map(() => 0),
          free,
          claimants,
        ).contribution,
    },
  }
}

const meanOf = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length)

const figuresOf = ({ protect, sold, asked, risk, contribution }: ProtectedShare, penalty: number): Figures => ({
  ...{ protect, sold, risk, contribution },
  exposure: penalty * (asked - sold),
})

const unknownFigures = (protect: number): Figures => ({ protect, sold: 0, risk: 0, exposure: 0, contribution: 0 })

function whyNot(asked: number, units: number, periods: number, known: number): string | null {
  if (units === 0) return 'Nothing is free: all of it is promised, or there is none.'
  if (periods === 0) return 'Nobody has asked for it yet, so that nobody can say what is likely.'
  if (periods < LEAST_PERIODS)
    return `It was first asked for ${periods} such times ago; of fewer than ${LEAST_PERIODS} nobody can say what is likely. Look at a shorter time.`
  if (known === 0) return 'Nothing of it was sold in any channel for a year, so that nobody knows what a unit earns.'
  return asked <= units ? 'There is more than is likely to be asked for: it need not be shared out.' : null
}
