/** Something that the palette leads to. */
export const GOAL_KINDS = ['recent', 'action', 'screen', 'item', 'order', 'lot', 'return', 'exception'] as const
export type GoalKind = (typeof GOAL_KINDS)[number]

export interface Goal {
  /** Its address; no two goals have the same. */
  href: string
  label: string
  /** Beside the label: a SKU, a customer. */
  aside?: string | undefined
  kind: GoalKind
}

const ACCENTS = /\p{Diacritic}/gu

const plain = (text: string): string => text.normalize('NFKD').replace(ACCENTS, '').toLowerCase()

/** Each word somewhere in what it is called, whatever its accents. */
export function isCalled({ label, aside = '' }: Goal, words: string): boolean {
  const text = plain(`${label} ${aside}`)
  return plain(words)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Each address once: the first that names it. */
export function once(goals: readonly Goal[]): Goal[] {
  const seen = new Set<string>()
  return goals.filter(({ href }) => !seen.has(href) && seen.add(href))
}
