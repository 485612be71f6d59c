/** The words on a logistic label: whom it comes from and goes to, the order, and what is in it. */
import { addressLines } from './address-lines.ts'
import type { Printing } from './elements.ts'
import { type Box, type PlacedText, SIZES } from './label.ts'
import { cut, shrunk, sizeFor, textWidth } from './text.ts'
import type { UnitContent, UnitFacts } from './unit-facts.ts'

const LEFT = 28
const RIGHT = SIZES.unit.width - 28
/** Where the receiver begins: the sender has the narrower column. */
const MIDDLE = 312
const LINES = 6

interface Head {
  texts: PlacedText[]
  lines: Box[]
  /** Where what follows may begin. */
  end: number
}

/** `scale`: how much larger than on a label that is full of bars. */
export function headOf(facts: UnitFacts, scale: number): Head {
  const dots = (own: number) => Math.round(own * scale)
  const address = facts.from.address ? { ...facts.from.address } : null
  const rule = (y: number): Box => ({ x: LEFT, y: dots(y), width: RIGHT - LEFT, height: 2 })
  return {
    texts: [
      ...column('FROM', addressLines(address, facts.from.name), { x: LEFT, to: MIDDLE - 20, size: 17 }, dots),
      ...column('TO', receiverOf(facts), { x: MIDDLE, to: RIGHT, size: 22 }, dots),
      ...orderTexts(facts, dots),
    ],
    lines: [rule(166), rule(212)],
    end: dots(216),
  }
}

function column(
  title: string,
  given: readonly string[],
  { x, to, size }: { x: number; to: number; size: number },
  dots: (own: number) => number,
): PlacedText[] {
  if (given.length === 0) return []
  const lines = given.slice(0, LINES)
  const fitting = sizeFor(lines, [dots(size), size, 20, 18, 16, 14], to - x)
  return [
    { text: title, x, y: dots(12), size: dots(14) },
    ...lines.map((line, index) => ({
      text: cut(line, fitting, to - x),
      size: fitting,
      x,
      y: dots(28 + index * 23),
    })),
  ]
}

/** Where goods of several orders go to several places, nobody is named. */
function receiverOf({ orders }: UnitFacts): string[] {
  const receivers = new Map(
    orders.map((order) => addressLines(order.shipTo, order.customer)).map((lines) => [lines.join('\n'), lines]),
  )
  return receivers.size === 1 ? ([...receivers.values()][0] ?? []) : []
}

/** The order and its channel; a unit that is for no order is known by its own code. */
function orderTexts({ orders, unit, sscc }: UnitFacts, dots: (own: number) => number): PlacedText[] {
  const title = orders.length === 0 ? 'UNIT' : orders.length > 1 ? 'ORDERS' : 'ORDER'
  const numbers = orders.length === 0 ? unit : orders.map(({ externalId }) => externalId).join(', ')
  const x = LEFT + textWidth(title, dots(14)) + dots(8)
  const channels = [...new Set(orders.map(({ channel }) => channel))].join(', ')
  const about = orders.length === 0 ? [] : unit === sscc ? [channels] : [channels, unit]
  return [
    { text: title, x: LEFT, y: dots(172), size: dots(14) },
    { ...shrunk(numbers, [dots(32), 32, 26, 20, 16], ABOUT - 12 - x), x, y: dots(174) },
    ...about.map((text, index) => ({
      ...shrunk(text, [dots(18), 18, 16, 14], RIGHT - ABOUT),
      x: ABOUT,
      y: dots(171 + index * 20),
    })),
  ]
}

/** Where channel and unit begin, right of the order's number. */
const ABOUT = 540
const BLOCK = 62

/** One block of two lines for each item and lot, as many as there is room for, and how many more there are. */
export function contentTexts(
  contents: readonly UnitContent[],
  { dates }: Printing,
  { from, to }: { from: number; to: number },
): PlacedText[] {
  const scale = Math.min(1.5, Math.max(1, (to - from) / (contents.length * BLOCK)))
  const block = Math.floor(BLOCK * scale)
  const fitting = Math.floor((to - from) / block)
  const shown = contents.length > fitting ? contents.slice(0, Math.max(0, fitting - 1)) : contents
  const texts = shown.flatMap((content, index) => blockOf(content, dates, from + index * block, scale))
  if (shown.length === contents.length) return texts
  const y = from + shown.length * block
  return [...texts, { text: `and ${contents.length - shown.length} more lots`, x: LEFT, y: y + 4, size: 28 }]
}

function blockOf(
  { sku, name, lot, expiresOn, quantity }: UnitContent,
  dates: Printing['dates'],
  y: number,
  scale: number,
): PlacedText[] {
  const [large, small] = [Math.round(28 * scale), Math.round(20 * scale)]
  const date = expiresOn && `${dates === 'expiry' ? 'USE BY' : 'BEST BEFORE'} ${expiresOn}`
  const about = [lot && `LOT ${lot}`, date, `SKU ${sku}`].filter(Boolean).join(' · ')
  return [
    { ...shrunk(`${quantity} × ${name}`, [large, 28, 24], RIGHT - LEFT), x: LEFT, y: y + 4 },
    { ...shrunk(about, [small, 20, 17], RIGHT - LEFT), x: LEFT, y: y + 8 + large },
  ]
}
