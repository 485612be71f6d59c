/** What every capture of costs needs: the warehouse's day and currency, and a place for what is missing. */
import { and, eq } from 'drizzle-orm'
import type { MarginKind } from '../../shared/rules/margin.ts'
import type { Money } from '../../shared/rules/money.ts'
import { localDate } from '../availability/local-date.ts'
import type { HowKnown } from '../db/tables/costing.ts'
import type { Tx } from '../db/work.ts'
import { convert, noRate } from './convert.ts'
import { type Entry, enter } from './enter.ts'

export interface Told {
  sku: string
  channel: string
  orderId: string | null
  orderLineId: string | null
  kind: MarginKind
  /** What comes in is positive, what it costs negative. */
  money: Money
  units?: number
  known: HowKnown
  because: string
  /** Tells entries of one kind and line apart. */
  of?: string
}

export interface Costing {
  /** Writes down what was told, each once for this source. */
  tell(told: readonly Told[]): Promise<void>
  /** Minor units of the warehouse's currency by the rate of the day; undefined: there is none. */
  reckon(money: Money): Promise<number | undefined>
  /** The same in the warehouse's currency, before it is shared out, so that no cent is lost; as it is, where there is no rate. */
  own(money: Money): Promise<Money>
  /** What was missing is there. */
  found(what: string): Promise<void>
  /** What could not be reckoned; it is tried again when somebody has given what is missing. */
  miss(what: string, detail: string): Promise<void>
  day: string
  currency: string
}

/** `source`: the transaction; `at`: when it happened, UTC milliseconds. */
export async function openCosting(tx: Tx, warehouse: string, source: string, at: number): Promise<Costing> {
  const { warehouses, marginGaps } = tx.t
  const [place] = await tx.db.select().from(warehouses).where(eq(warehouses.code, warehouse))
  const currency = place?.currency ?? 'USD'
  const day = localDate(at, place?.timeZone ?? 'UTC')
  const miss = async (what: string, detail: string) => {
    await tx.db
      .insert(marginGaps)
      .values({ warehouse, name: `${source} ${what}`, transactionId: source, detail, foundAt: tx.now })
      .onConflictDoUpdate({ target: [marginGaps.warehouse, marginGaps.name], set: { detail } })
  }
  return {
    day,
    currency,
    miss,
    reckon: (money) => convert(tx, money, currency, day),
    async own(money) {
      const amount = await convert(tx, money, currency, day)
      return amount === undefined ? money : { amount, currency }
    },
    async found(what) {
      await tx.db
        .delete(marginGaps)
        .where(and(eq(marginGaps.warehouse, warehouse), eq(marginGaps.name, `${source} ${what}`)))
    },
    async tell(told) {
      const entries: Entry[] = []
      for (const { money, of, units = 0, ...one } of told) {
        const what = [one.orderLineId ?? one.sku, one.kind, of].filter(Boolean).join(' ')
        const amount = await convert(tx, money, currency, day)
        if (amount === undefined) await miss(what, noRate(money.currency, currency, day))
        else entries.push({ ...one, name: `${source} ${what}`, warehouse, day, amount, units, source })
      }
      await enter(tx, entries)
    },
  }
}
