/** A proposal to share out scarce stock, with what a person has typed into it: what would change, and whether it fits. */
import { t } from '../../language/t.ts'
import type { Inventory, Split, SplitChannel } from '../contract.ts'
import { dateText, figure, moneyText, parseQuantity } from '../words.ts'

export const DAYS = [7, 14, 28] as const

/** Null: until the next planned receipt. */
export const daysIn = (text: string | undefined): number | null => DAYS.find((days) => String(days) === text) ?? null

export const splitAddress = (days: number | null): string => (days === null ? 'split' : `split:${days}`)

/** By channel, as text. */
export type TypedSplit = Readonly<Record<string, string>>

/** To begin with, as proposed. */
export const asProposed = ({ channels }: Split): TypedSplit =>
  Object.fromEntries(
    channels.flatMap(({ channel, proposed }) => (proposed ? [[channel, String(proposed.protect)]] : [])),
  )

export interface SplitRow extends SplitChannel {
  /** Null: it keeps what it has. */
  typed: string | null
  /** To be protected; null: what was typed cannot be read. */
  quantity: number | null
  isChanged: boolean
  /** What the reasons come to. */
  conclusion: string
  because: string[]
}

export function rowsOf({ channels }: Split, typed: TypedSplit): SplitRow[] {
  return channels.map((channel): SplitRow => {
    const text = channel.proposed && (typed[channel.channel] ?? '')
    const quantity = text === null ? channel.now.protect : parseQuantity(text)
    return {
      ...channel,
      ...{ typed: text, quantity },
      isChanged: text !== null && quantity !== null && quantity !== channel.held,
      conclusion: channel.reasons.at(-1) ?? '',
      because: channel.reasons.slice(0, -1),
    }
  })
}

export interface SplitSum {
  /** Null while something typed cannot be read. */
  shared: number | null
  /** More than is free. */
  over: number
  changes: number
  /** It can be sent. */
  isWhole: boolean
}

export function sumOf({ units }: Split, rows: readonly SplitRow[]): SplitSum {
  const isRead = rows.every(({ quantity }) => quantity !== null)
  const left = units - rows.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0)
  const changes = rows.filter(({ isChanged }) => isChanged).length
  const over = Math.max(0, -left)
  return { shared: isRead ? Math.max(0, left) : null, over, changes, isWhole: isRead && over === 0 && changes > 0 }
}

/** Of the request: only what differs, each with what it is thought to be now. */
export const protectionsOf = (rows: readonly SplitRow[]): { channel: string; quantity: number; expected: number }[] =>
  rows.flatMap(({ channel, quantity, held, isChanged }) =>
    isChanged && quantity !== null ? [{ channel, quantity, expected: held }] : [],
  )

/** Whether other figures than those proposed are typed: what is expected was reckoned for the proposal alone. */
export const isOther = (rows: readonly SplitRow[]): boolean =>
  rows.some(({ proposed, quantity }) => proposed !== null && quantity !== proposed.protect)

/** Stock or protections are others by now than those that it was proposed from. */
export function isOvertaken({ units, channels }: Split, item: Inventory): boolean {
  if (Math.max(0, item.free) !== units) return true
  return item.channels.some(
    ({ channel, protected: held }) => held !== (channels.find((one) => one.channel === channel)?.held ?? 0),
  )
}

/** How much there is, for how long, against what is likely to be asked for. */
export function situationOf({ units, asked, days, until }: Split, isAsked: boolean): string {
  const free = t('{count} units are free', { count: units })
  const likely = t('in {count} days about {asked} are likely to be asked for.', {
    count: days,
    asked: Math.round(asked),
  })
  if (until !== null)
    return t('{free} until the next receipt on {until}; {likely}', { free, until: dateText(until), likely })
  return isAsked ? `${free}; ${likely}` : t('{free} and no receipt is due; {likely}', { free, likely })
}

export const askedText = (asked: number): string =>
  asked > 0 && asked < 0.5 ? t('under 1') : figure(Math.round(asked))

/** What is expected is no whole number of minor units. */
export const expectedText = (amount: number, currency: string): string =>
  moneyText({ amount: Math.round(amount) + 0, currency })

export const changeText = (amount: number, currency: string): string =>
  `${Math.round(amount) > 0 ? '+' : ''}${expectedText(amount, currency)}`

/** In percent, named once; a figure and its sign stay together. */
export const riskText = (now: number, then: number): string =>
  `${turn(String(Math.round(now * 100)), String(Math.round(then * 100)))}\u00a0%`

/** Now and then; one of them where they read the same. */
export function turn(now: string, then: string): string {
  return now === then ? now : `${now} → ${then}`
}
