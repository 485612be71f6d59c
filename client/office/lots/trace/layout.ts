/**
 * Where everything of the picture stands: parts in columns, one below the other, and between them ribbons as wide as what
 * went that way. A way that passes a column is led between the parts of it. Pixels; pure, the same graph gives the same picture.
 */
import type { TraceGraph, TraceKind, TraceLink, TraceNode } from '../contract.ts'
import { columnsOf } from './columns.ts'
import { inOrder, placed } from './places.ts'

export interface Box {
  node: TraceNode
  column: number
  x: number
  y: number
  width: number
  height: number
}

export interface Ribbon {
  link: TraceLink
  thickness: number
  /** The outline, as an SVG path to be filled. */
  path: string
}

export interface Picture {
  width: number
  height: number
  columns: { label: string; x: number; width: number }[]
  boxes: Box[]
  ribbons: Ribbon[]
}

/** What a part needs at least for its words. */
export const LEAST_HEIGHT: Record<TraceKind, number> = { supplier: 62, lot: 80, channel: 62, customer: 44 }
export const BOX_GAP = 10
const WIDEST_BOX = 172
const NARROWEST_BOX = 104
const WIDEST_GAP = 128
const NARROWEST_GAP = 32
/** What is left between columns before their parts are made wider. */
const USUAL_GAP = 40
/** Names of customers are longer than those of lots and channels. */
const CUSTOMERS_WIDER = 1.35
/** Of everything that goes through the busiest part. */
const WIDEST_FLOW = 72
const THINNEST = 1.5

/** A part, or where a way passes through a column. */
export interface Slot {
  id: string
  column: number
  height: number
  node: TraceNode | null
}

/** A way from one column to another that is next to it, but for a circle. */
export interface Segment {
  from: Slot
  to: Slot
  thickness: number
}

export function layoutTrace(graph: TraceGraph, room: number): Picture {
  const columns = columnsOf(graph)
  const places = columnPlaces(columns.labels, room)
  const { slots, ways } = routed(graph, columns.of)
  const segments = ways.flatMap((way) => way.segments)
  const tops = placed(inOrder(slots, segments, columns.labels.length), segments, BOX_GAP)
  const placeOf = (column: number): ColumnPlace => places[column] ?? { x: 0, width: 0 }
  const last = places.at(-1)
  const ends = endsOf(segments, tops)
  return {
    width: last ? last.x + last.width : 0,
    height: Math.max(0, ...slots.map((slot) => (tops.get(slot) ?? 0) + slot.height)),
    columns: columns.labels.map((label, column) => ({ label, ...placeOf(column) })),
    boxes: slots.flatMap(({ node, column, height }, index) => {
      const y = tops.get(slots[index] as Slot) ?? 0
      return node ? [{ node, column, y, height, ...placeOf(column) }] : []
    }),
    ribbons: ways.map(({ link, segments, thickness }) => ({
      link,
      thickness,
      path: outlineOf(segments, ends, placeOf),
    })),
  }
}

interface ColumnPlace {
  x: number
  width: number
}

/** The columns share the room; where it is too narrow to read, the picture is wider than it, and scrolls. */
function columnPlaces(labels: readonly string[], room: number): ColumnPlace[] {
  const gaps = Math.max(0, labels.length - 1)
  const shares = labels.map((label) => (label === 'Customers' ? CUSTOMERS_WIDER : 1))
  const all = shares.reduce((sum, share) => sum + share, 0)
  const fitting = Math.floor((room - gaps * USUAL_GAP) / Math.max(1, all))
  const box = Math.min(WIDEST_BOX, Math.max(NARROWEST_BOX, fitting))
  const left = gaps === 0 ? 0 : Math.floor((room - all * box) / gaps)
  const gap = Math.min(WIDEST_GAP, Math.max(NARROWEST_GAP, left))
  let x = 0
  return shares.map((share) => {
    const place = { x, width: Math.floor(box * share) }
    x += place.width + gap
    return place
  })
}

interface Way {
  link: TraceLink
  thickness: number
  segments: Segment[]
}

function routed({ nodes, links }: TraceGraph, columns: ReadonlyMap<string, number>): { slots: Slot[]; ways: Way[] } {
  const known = links.filter(({ from, to }) => columns.has(from) && columns.has(to) && from !== to)
  const thicknessOf = scaleOf(nodes, known)
  const parts = new Map(
    nodes.map((node): [string, Slot] => {
      const most = Math.max(
        ...[known.filter(({ to }) => to === node.id), known.filter(({ from }) => from === node.id)].map((side) =>
          side.reduce((sum, link) => sum + thicknessOf(link), 0),
        ),
      )
      const height = Math.max(LEAST_HEIGHT[node.kind], Math.ceil(most) + 8)
      return [node.id, { id: node.id, column: columns.get(node.id) ?? 0, height, node }]
    }),
  )
  const slots = [...parts.values()]
  const ways = known.map((link, index): Way => {
    const from = parts.get(link.from) as Slot
    const to = parts.get(link.to) as Slot
    const thickness = thicknessOf(link)
    const passed = passages(from, to, thickness, index)
    slots.push(...passed)
    const stops = [from, ...passed, to]
    const segments = stops
      .slice(1)
      .map((stop, at): Segment => ({ from: stops[at] as Slot, to: stop as Slot, thickness }))
    return { link, thickness, segments }
  })
  return { slots, ways }
}

const passages = (from: Slot, to: Slot, height: number, way: number): Slot[] =>
  Array.from({ length: Math.max(0, to.column - from.column - 1) }, (_, step) => ({
    id: `way ${way} ${step}`,
    column: from.column + step + 1,
    height,
    node: null,
  }))

/** Widths follow quantities; the least of them can still be seen. */
function scaleOf(nodes: readonly TraceNode[], links: readonly TraceLink[]): (link: TraceLink) => number {
  const through = nodes.map(({ id }) => {
    const sum = (side: 'from' | 'to') =>
      links.filter((link) => link[side] === id).reduce((total, { quantity }) => total + quantity, 0)
    return Math.max(sum('from'), sum('to'))
  })
  const scale = WIDEST_FLOW / Math.max(1, ...through)
  return ({ quantity }) => Math.max(THINNEST, quantity * scale)
}

/** Where a segment begins and ends, down the sides of what it joins: in the order of what is at the other end. */
function endsOf(
  segments: readonly Segment[],
  tops: ReadonlyMap<Slot, number>,
): Map<Segment, { y1: number; y2: number }> {
  const middle = (slot: Slot): number => (tops.get(slot) ?? 0) + slot.height / 2
  const ends = new Map(segments.map((segment) => [segment, { y1: 0, y2: 0 }]))
  for (const [side, other, end] of [
    ['from', 'to', 'y1'],
    ['to', 'from', 'y2'],
  ] as const) {
    const slots = new Set(segments.map((segment) => segment[side]))
    for (const slot of slots) {
      const own = segments.filter((segment) => segment[side] === slot)
      own.sort((a, b) => middle(a[other]) - middle(b[other]))
      let y = middle(slot) - own.reduce((sum, { thickness }) => sum + thickness, 0) / 2
      for (const segment of own) {
        const at = ends.get(segment)
        if (at) at[end] = y + segment.thickness / 2
        y += segment.thickness
      }
    }
  }
  return ends
}

/** The outline of the ribbon: along its upper edge and back along its lower one, so that it is nowhere thicker than it is. */
function outlineOf(
  segments: readonly Segment[],
  ends: ReadonlyMap<Segment, { y1: number; y2: number }>,
  placeOf: (column: number) => ColumnPlace,
): string {
  const strands = segments.map((segment) => {
    const from = placeOf(segment.from.column)
    const { y1, y2 } = ends.get(segment) ?? { y1: 0, y2: 0 }
    return { x1: from.x + from.width, y1, x2: placeOf(segment.to.column).x, y2, half: segment.thickness / 2 }
  })
  const there = strands.map(
    ({ x1, y1, x2, y2, half }) => `${point(x1, y1 - half)}${curve(x1, y1 - half, x2, y2 - half)}`,
  )
  const back = [...strands]
    .reverse()
    .map(({ x1, y1, x2, y2, half }) => `${point(x2, y2 + half)}${curve(x2, y2 + half, x1, y1 + half)}`)
  return `M${[...there, ...back].join('L')}Z`
}

const point = (x: number, y: number): string => `${round(x)} ${round(y)}`

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const bend = Math.sign(x2 - x1) * Math.max(24, Math.abs(x2 - x1) / 2)
  return `C${point(x1 + bend, y1)} ${point(x2 - bend, y2)} ${point(x2, y2)}`
}

const round = (value: number): number => Math.round(value * 10) / 10
