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
  /** Of an SVG path, drawn with a stroke of the thickness. */
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
const USUAL_GAP = 48
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
  const measure = widths(columns.labels.length, room)
  const { slots, ways } = routed(graph, columns.of)
  const segments = ways.flatMap((way) => way.segments)
  const tops = placed(inOrder(slots, segments, columns.labels.length), segments, BOX_GAP)
  const xOf = (column: number) => column * (measure.box + measure.gap)
  const ends = endsOf(segments, tops)
  return {
    width: measure.width,
    height: Math.max(0, ...slots.map((slot) => (tops.get(slot) ?? 0) + slot.height)),
    columns: columns.labels.map((label, column) => ({ label, x: xOf(column), width: measure.box })),
    boxes: slots.flatMap(({ node, column, height }, index) => {
      const y = tops.get(slots[index] as Slot) ?? 0
      return node ? [{ node, column, x: xOf(column), y, width: measure.box, height }] : []
    }),
    ribbons: ways.map(({ link, segments, thickness }) => ({
      link,
      thickness,
      path: pathOf(segments, ends, xOf, measure.box),
    })),
  }
}

/** The columns share the room; where it is too narrow to read, the picture is wider than it, and scrolls. */
function widths(columns: number, room: number): { box: number; gap: number; width: number } {
  const gaps = Math.max(0, columns - 1)
  const fitting = Math.floor((room - gaps * USUAL_GAP) / Math.max(1, columns))
  const box = Math.min(WIDEST_BOX, Math.max(NARROWEST_BOX, fitting))
  const left = gaps === 0 ? 0 : Math.floor((room - columns * box) / gaps)
  const gap = Math.min(WIDEST_GAP, Math.max(NARROWEST_GAP, left))
  return { box, gap, width: columns * box + gaps * gap }
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

function pathOf(
  segments: readonly Segment[],
  ends: ReadonlyMap<Segment, { y1: number; y2: number }>,
  xOf: (column: number) => number,
  box: number,
): string {
  return segments
    .map((segment, index) => {
      const { y1, y2 } = ends.get(segment) ?? { y1: 0, y2: 0 }
      const x1 = xOf(segment.from.column) + box
      const x2 = xOf(segment.to.column)
      const bend = Math.max(24, Math.abs(x2 - x1) / 2)
      const curve = `C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}`
      return `${index === 0 ? 'M' : 'L'}${round(x1)} ${round(y1)}${curve}`
    })
    .join('')
}

const round = (value: number): number => Math.round(value * 10) / 10
