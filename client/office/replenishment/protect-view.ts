/** What is set aside for each channel, with what a person has typed: what would change, and whether it is there. */
import { parseQuantity } from '../words.ts'
import type { ChannelPlan, ItemPlan } from './contract.ts'

/** By channel, as text. */
export type TypedProtections = Readonly<Record<string, string>>

/** What is made of an item elsewhere in the house is no sale: nothing is set aside for it. */
export const mayProtect = ({ kind }: ChannelPlan): boolean => kind !== 'production'

/** `promise`: what each promise needs when the rest is sold. `weights`: each channel's part of the safety stock. */
export type ProposedBy = 'promise' | 'weights'

/** Where one shelf keeps all promises by itself, the weights are what is left to protect by. */
export const proposedFirst = ({ channels }: Pick<ItemPlan, 'channels'>): ProposedBy =>
  channels.some((one) => mayProtect(one) && one.protect > 0) ? 'promise' : 'weights'

export const asProposed = ({ channels }: Pick<ItemPlan, 'channels'>, by: ProposedBy): TypedProtections =>
  Object.fromEntries(
    channels
      .filter(mayProtect)
      .map(({ channel, protect, safetyStock }) => [channel, String(by === 'promise' ? protect : safetyStock)]),
  )

export interface ProtectRow {
  channel: string
  name: string
  held: number
  /** What its promise needs, and its part of the safety stock. */
  needs: number
  weight: number
  /** Null: nothing can be protected for it. */
  typed: string | null
  /** Null: what was typed cannot be read. */
  quantity: number | null
  isChanged: boolean
}

export function protectRows({ channels }: Pick<ItemPlan, 'channels'>, typed: TypedProtections): ProtectRow[] {
  return channels.map((one): ProtectRow => {
    const text = mayProtect(one) ? (typed[one.channel] ?? '') : null
    const quantity = text === null ? one.protected : parseQuantity(text)
    return {
      ...{ channel: one.channel, name: one.name, held: one.protected, needs: one.protect, weight: one.safetyStock },
      ...{ typed: text, quantity },
      isChanged: text !== null && quantity !== null && quantity !== one.protected,
    }
  })
}

export interface ProtectSum {
  before: number
  /** Null while something typed cannot be read. */
  after: number | null
  changes: number
  /** More than is there and not owed: the server may decline it. */
  over: number
  isWhole: boolean
}

export function protectSum(
  { sellable, owed }: Pick<ItemPlan, 'sellable' | 'owed'>,
  rows: readonly ProtectRow[],
): ProtectSum {
  const isRead = rows.every(({ quantity }) => quantity !== null)
  const after = rows.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0)
  const changes = rows.filter(({ isChanged }) => isChanged).length
  return {
    before: rows.reduce((sum, { held }) => sum + held, 0),
    after: isRead ? after : null,
    changes,
    over: Math.max(0, after - Math.max(0, sellable - owed)),
    isWhole: isRead && changes > 0,
  }
}

/** Of the request: only what differs, each with what it is thought to be now. */
export const protectionsOf = (rows: readonly ProtectRow[]): { channel: string; quantity: number; expected: number }[] =>
  rows.flatMap(({ channel, quantity, held, isChanged }) =>
    isChanged && quantity !== null ? [{ channel, quantity, expected: held }] : [],
  )

/** Protections are others by now than those that the form began with. */
export const isOvertaken = (before: Pick<ItemPlan, 'channels'>, now: Pick<ItemPlan, 'channels'>): boolean =>
  now.channels.some(
    ({ channel, protected: held }) => held !== before.channels.find((one) => one.channel === channel)?.protected,
  )
