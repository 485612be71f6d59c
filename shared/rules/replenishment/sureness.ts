/** How sure a figure is, in words that say what is missing. */

export type Sureness = 'none' | 'low' | 'fair' | 'good'

export interface Sure {
  level: Sureness
  /** Plain sentences. */
  reasons: string[]
}

export interface Known {
  /** Days of history that are looked at. */
  days: number
  /** Days on which something was asked for. */
  askedOn: number
  /** Moments of the past at which the forecast was tried. */
  tried: number
  outOfStockDays: number
  gapDays: number
  returnDays: number
}

export interface LeadTimeKnown {
  observed: number
  from: 'receipts' | 'item' | 'company'
}

const RANK: readonly Sureness[] = ['none', 'low', 'fair', 'good']
/** Below these nobody should trust a figure, or should look twice. */
const FEW_DEMANDS = 8
const FEW_MOMENTS = 20
const HALF_A_YEAR = 182
const MANY_HIDDEN = 0.2
const FEW_RECEIPTS = 5

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`)

export function sureOf(known: Known): Sure {
  const reasons: string[] = []
  let level: Sureness = 'good'
  const atMost = (most: Sureness, reason: string) => {
    level = least(level, most)
    reasons.push(reason)
  }
  if (known.days === 0) return { level: 'none', reasons: ['Nothing is known of what was asked for before today.'] }
  if (known.askedOn === 0) return { level: 'none', reasons: [`Nothing was asked for in ${days(known.days)}.`] }
  if (known.askedOn === 1) atMost('low', `It was asked for once, in ${days(known.days)}: that says little.`)
  else if (known.askedOn < FEW_DEMANDS) atMost('low', `It was asked for on ${known.askedOn} days only.`)
  if (known.tried === 0) atMost('low', 'The history is too short to try a forecast on.')
  else if (known.tried < FEW_MOMENTS) atMost('fair', `The forecast could be tried at ${known.tried} moments only.`)
  if (known.days < HALF_A_YEAR) atMost('fair', `${days(known.days)} of history: less than half a year.`)
  if (known.outOfStockDays > 0) {
    const isMuch = known.outOfStockDays > known.days * MANY_HIDDEN
    atMost(isMuch ? 'low' : 'good', `On ${days(known.outOfStockDays)} it was out of stock: what is usual was added.`)
  }
  if (known.gapDays > 0)
    atMost(
      'fair',
      `A gap of ${days(known.gapDays)} was left out: it is much longer than any other time without demand.`,
    )
  if (known.returnDays > 0)
    atMost('good', `On ${days(known.returnDays)} more came back than went: they count as nothing asked for.`)
  return { level, reasons }
}

/** Of an item: as sure as its least sure channel that matters, and as its lead time. */
export function sureOfItem(channels: readonly { sure: Sure; perDay: number }[], leadTime: LeadTimeKnown): Sure {
  const asked = channels.filter(({ perDay }) => perDay > 0)
  if (asked.length === 0) {
    const seldom = channels.filter(({ sure }) => sure.level !== 'none').flatMap(({ sure }) => sure.reasons)
    return seldom.length === 0
      ? { level: 'none', reasons: ['Nobody asks for it, as far as is known.'] }
      : { level: 'low', reasons: ['Nothing is expected to be asked for soon.', ...new Set(seldom)] }
  }
  const most = Math.max(...asked.map(({ perDay }) => perDay))
  const ofDemand = asked.filter(({ perDay }) => perDay >= most / 4).map(({ sure }) => sure)
  const ofTime = sureOfLeadTime(leadTime)
  const level = [...ofDemand, ofTime].reduce<Sureness>((low, { level: one }) => least(low, one), 'good')
  return { level, reasons: [...new Set([...ofDemand.flatMap(({ reasons }) => reasons), ...ofTime.reasons])] }
}

function sureOfLeadTime({ observed, from }: LeadTimeKnown): Sure {
  if (from === 'company')
    return {
      level: 'low',
      reasons: ['No receipt was observed and no lead time is stated: the company’s usual one is assumed.'],
    }
  if (from === 'item')
    return { level: 'fair', reasons: ['The lead time is as stated for the item; no receipt was observed.'] }
  if (observed < FEW_RECEIPTS)
    return {
      level: 'fair',
      reasons: [`The lead time is known from ${observed === 1 ? '1 receipt' : `${observed} receipts`}.`],
    }
  return { level: 'good', reasons: [] }
}

const least = (a: Sureness, b: Sureness): Sureness => (RANK.indexOf(a) < RANK.indexOf(b) ? a : b)
