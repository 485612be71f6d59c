/** Postings that could not be reckoned, by what is missing: one standard cost that is given mends many of them. */
import type { MarginGap } from './contract.ts'

export interface Missing {
  detail: string
  gaps: MarginGap[]
  /** When the first of them was found. */
  since: number
}

/** What stops most comes first. */
export function gapsByDetail(gaps: readonly MarginGap[]): Missing[] {
  const found = new Map<string, MarginGap[]>()
  for (const gap of gaps) found.set(gap.detail, [...(found.get(gap.detail) ?? []), gap])
  return [...found]
    .map(([detail, of]) => ({ detail, gaps: of, since: Math.min(...of.map(({ foundAt }) => foundAt)) }))
    .sort((a, b) => b.gaps.length - a.gaps.length || a.since - b.since)
}
