import type { Segment } from './x12/envelope.ts'

export interface Loops {
  /** What stands before the first loop. */
  head: Segment[]
  /** Each begins with its own segment. */
  loops: [Segment, ...Segment[]][]
  /** From the first segment of `ends` on. */
  summary: Segment[]
}

/** A document's detail: each `starts` begins a loop that ends at the next one, or where the summary begins. */
export function loopsOf(segments: readonly Segment[], starts: string, ends: readonly string[]): Loops {
  const first = segments.findIndex(({ id }) => id === starts)
  const from = first === -1 ? segments.length : first
  const end = segments.findIndex(({ id }, at) => at > from && ends.includes(id))
  const to = end === -1 ? segments.length : end
  const loops: [Segment, ...Segment[]][] = []
  for (const segment of segments.slice(from, to)) {
    if (segment.id === starts) loops.push([segment])
    else loops.at(-1)?.push(segment)
  }
  // Without detail, what would have come behind it stands in the head.
  return { head: segments.slice(0, from), loops, summary: segments.slice(to) }
}

/** The head of a document without its parties: what stands below an N1 is of that party. */
export function beforeParties(head: readonly Segment[]): Segment[] {
  const first = head.findIndex(({ id }) => id === 'N1')
  return first === -1 ? [...head] : head.slice(0, first)
}
