/** Ways through the graph of a trace: what lies before and behind a part, and which part an arrow key leads to. */
import type { TraceGraph } from '../contract.ts'
import type { Picture } from './layout.ts'

/** The part itself, everything that it comes from and everything that came of it. */
export function connected({ links }: TraceGraph, id: string): Set<string> {
  const reached = new Set([id])
  for (const [here, there] of [
    ['from', 'to'],
    ['to', 'from'],
  ] as const) {
    const seen = new Set([id])
    const open = [id]
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const link of links)
        if (link[here] === at && !seen.has(link[there])) {
          seen.add(link[there])
          open.push(link[there])
        }
    for (const one of seen) reached.add(one)
  }
  return reached
}

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

/** Up and down in a column; to the side, to what is joined to it, else to the nearest. */
export function neighbourOf({ boxes }: Picture, { links }: TraceGraph, id: string, arrow: Arrow): string | null {
  const from = boxes.find(({ node }) => node.id === id)
  if (!from) return boxes[0]?.node.id ?? null
  const middle = ({ y, height }: { y: number; height: number }) => y + height / 2
  const nearest = (candidates: typeof boxes): string | null =>
    [...candidates].sort((a, b) => Math.abs(middle(a) - middle(from)) - Math.abs(middle(b) - middle(from)))[0]?.node
      .id ?? null
  if (arrow === 'ArrowUp' || arrow === 'ArrowDown') {
    const below = arrow === 'ArrowDown'
    return nearest(boxes.filter((box) => box.column === from.column && (below ? box.y > from.y : box.y < from.y)))
  }
  const right = arrow === 'ArrowRight'
  const joined = boxes.filter(({ node }) =>
    links.some((link) => (right ? link.from === id && link.to === node.id : link.to === id && link.from === node.id)),
  )
  const columns = boxes.filter((box) => box.column === from.column + (right ? 1 : -1))
  return nearest(joined.length > 0 ? joined : columns)
}
