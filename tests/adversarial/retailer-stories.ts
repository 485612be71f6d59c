/** Orders of a retailer and what becomes of them, as its gateway delivers them: twice, late, cut off, or of somebody else's. */
import { changeSet, orderSet, type SentSet } from '../contract/trading-partner.ts'
import type { Random } from '../simulation/random.ts'

export interface Wanted {
  number: string
  /** By the retailer's line: the listing, and how many. */
  lines: Map<string, { listing: string; quantity: number }>
  cancelled: boolean
}

export interface Story {
  wanted: Wanted
  /** In the order in which the retailer wrote them. */
  sets: SentSet[]
}

export function storyOf(number: string, listings: readonly string[], random: Random): Story {
  const listing = () => random.pick(listings) ?? ''
  const quantity = () => random.whole(1, 12)
  const first = Array.from({ length: random.whole(1, 3) }, () => [listing(), quantity()] as const)
  const lines: Wanted['lines'] = new Map(
    first.map(([name, units], at) => [String(at + 1), { listing: name, quantity: units }]),
  )
  const sets = [orderSet(number, first)]
  const changes = random.whole(0, 3)
  for (let sequence = 1; sequence <= changes; sequence++) {
    const [line = '1', before] = random.pick([...lines]) ?? []
    const isNew = random.chance(0.25)
    const change = isNew
      ? ([String(lines.size + 1), 'AI', quantity(), listing()] as const)
      : ([line, random.chance(0.2) ? 'DI' : 'CA', quantity()] as const)
    sets.push(changeSet(number, [change], { sequence: String(sequence) }))
    lines.set(change[0], {
      listing: change[3] ?? before?.listing ?? '',
      quantity: change[1] === 'DI' ? 0 : change[2],
    })
  }
  const cancelled = random.chance(0.1)
  if (cancelled) sets.push(changeSet(number, [], { purpose: '01', sequence: String(changes + 1) }))
  return { wanted: { number, lines, cancelled }, sets }
}

/** Some come together, some alone; an order may be sent again under other numbers. */
export function filesOf({ sets }: Story, interchange: (sets: readonly SentSet[]) => string, random: Random): string[] {
  const files = random.chance(0.3) ? [interchange(sets)] : sets.map((set) => interchange([set]))
  const [first] = sets
  if (first && random.chance(0.2)) {
    const segments = first.segments.map((line) => line.replace('BEG*00', 'BEG*07'))
    files.push(interchange([{ ...first, segments }]))
  }
  return files
}

/** What the gateway makes of a file: as it is, twice, with blank lines, cut off, or of somebody else's. */
export function delivered(text: string, random: Random): string[] {
  if (random.chance(0.1)) return [text.slice(0, random.whole(1, text.length - 1)), text]
  if (random.chance(0.05)) return [text.replace('*ZZ*LOTLINE ', '*ZZ*SOMEONE '), text]
  if (random.chance(0.25)) return [text, text]
  return random.chance(0.15) ? [text, `\n\n${text}\n`] : [text]
}

/** Later ones may pass earlier ones. */
export const outOfTurn = <T>(all: readonly T[], random: Random): T[] =>
  all
    .map((one, at) => ({ one, at: at + random.next() * 12 }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
