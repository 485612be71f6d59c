import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TraceGraph, TraceLink, TraceNode } from '../contract.ts'
import { type Box, LEAST_HEIGHT, layoutTrace } from './layout.ts'
import { connected, neighbourOf } from './way.ts'

const node = (kind: TraceNode['kind'], id: string): TraceNode => ({ id, kind, label: id })
const link = (from: string, to: string, quantity: number): TraceLink => ({ from, to, quantity })

/** Peanuts and oats, made into spread and bars, sold in two channels; some of the spread is sold itself. */
const GRAPH: TraceGraph = {
  nodes: [
    node('supplier', 'mill'),
    node('supplier', 'packer'),
    node('lot', 'peanut'),
    node('lot', 'oats'),
    node('lot', 'spread'),
    node('lot', 'bars'),
    node('channel', 'shop'),
    node('channel', 'retail'),
    node('customer', 'ada'),
    node('customer', 'grocer'),
  ],
  links: [
    link('packer', 'peanut', 300),
    link('mill', 'oats', 240),
    link('peanut', 'spread', 90),
    link('spread', 'bars', 42),
    link('oats', 'bars', 40),
    link('peanut', 'retail', 60),
    link('bars', 'retail', 480),
    link('bars', 'shop', 6),
    link('retail', 'grocer', 540),
    link('shop', 'ada', 6),
  ],
}

function expectNoOverlap(boxes: readonly Box[]): void {
  for (const [at, a] of boxes.entries())
    for (const b of boxes.slice(at + 1)) {
      const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
      expect(apart, `${a.node.id} and ${b.node.id}`).toBe(true)
    }
}

describe('the picture of a trace', () => {
  const picture = layoutTrace(GRAPH, 1068)
  const box = (id: string) => picture.boxes.find((one) => one.node.id === id) as Box
  const ribbon = (from: string, to: string) =>
    picture.ribbons.find((one) => one.link.from === from && one.link.to === to) as (typeof picture.ribbons)[number]

  it('stands in columns from suppliers to customers, a lot behind those that it was made of', () => {
    expect(picture.columns.map(({ label }) => label)).toEqual([
      'Suppliers',
      'Lots',
      'Made into',
      'Made into',
      'Channels',
      'Customers',
    ])
    expect(['mill', 'peanut', 'oats', 'spread', 'bars', 'shop', 'ada'].map((id) => box(id).column)).toEqual([
      0, 1, 1, 2, 3, 4, 5,
    ])
  })

  it('fits into its room, and nothing lies over another', () => {
    expect(picture.width).toBeLessThanOrEqual(1068)
    expectNoOverlap(picture.boxes)
    for (const { x, y, width, height, node } of picture.boxes) {
      expect(x + width).toBeLessThanOrEqual(picture.width)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y + height).toBeLessThanOrEqual(picture.height + 0.01)
      expect(height).toBeGreaterThanOrEqual(LEAST_HEIGHT[node.kind])
    }
  })

  it('is wider than a room in which its words could not be read', () => {
    expect(layoutTrace(GRAPH, 500).width).toBe(5 * 104 + Math.floor(104 * 1.35) + 5 * 32)
  })

  it('draws ribbons as wide as their quantities, and none too thin to see', () => {
    expect(ribbon('packer', 'peanut').thickness / ribbon('peanut', 'spread').thickness).toBeCloseTo(300 / 90)
    expect(ribbon('shop', 'ada').thickness).toBe(1.5)
  })

  it('leads a way that passes columns between their parts', () => {
    const { path, thickness } = ribbon('peanut', 'retail')
    const stops = [...path.matchAll(/L([\d.]+) ([\d.]+)C/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }))
    // Two on the way there along the upper edge, one at the end, two on the way back along the lower one.
    expect(stops).toHaveLength(5)
    for (const [index, top] of [stops[0]?.y ?? 0, stops[1]?.y ?? 0].entries())
      for (const passed of picture.boxes.filter(({ column }) => column === 2 + index))
        expect(top + thickness <= passed.y + 0.1 || top >= passed.y + passed.height - 0.1).toBe(true)
  })

  it('is the same for the same graph, and empty for none', () => {
    expect(layoutTrace(GRAPH, 1068)).toEqual(picture)
    expect(layoutTrace({ nodes: [], links: [] }, 1068)).toMatchObject({ height: 0, boxes: [], ribbons: [] })
  })

  it('follows the arrow keys along ways and down columns', () => {
    expect(neighbourOf(picture, GRAPH, 'spread', 'ArrowRight')).toBe('bars')
    expect(neighbourOf(picture, GRAPH, 'bars', 'ArrowLeft')).toMatch(/spread|oats/)
    expect(neighbourOf(picture, GRAPH, 'ada', 'ArrowRight')).toBeNull()
    const [upper, lower] = [box('ada'), box('grocer')].sort((a, b) => a.y - b.y) as [Box, Box]
    expect(neighbourOf(picture, GRAPH, upper.node.id, 'ArrowDown')).toBe(lower.node.id)
    expect(neighbourOf(picture, GRAPH, upper.node.id, 'ArrowUp')).toBeNull()
  })

  it('knows what lies before and behind a part', () => {
    expect([...connected(GRAPH, 'oats')].sort()).toEqual(
      ['ada', 'bars', 'grocer', 'mill', 'oats', 'retail', 'shop'].sort(),
    )
    expect([...connected(GRAPH, 'ada')]).toContain('packer')
    expect([...connected(GRAPH, 'ada')]).not.toContain('retail')
  })
})

describe('any graph', () => {
  const kinds = ['supplier', 'lot', 'lot', 'lot', 'channel', 'customer'] as const
  const graphs = fc
    .tuple(
      fc.array(fc.constantFrom(...kinds), { maxLength: 40 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 50_000 })), { maxLength: 80 }),
    )
    .map(
      ([parts, ways]): TraceGraph => ({
        nodes: parts.map((kind, at) => node(kind, `n${at}`)),
        // Any two parts may be joined, also in a circle, and to what is not in the picture.
        links: ways.map(([a, b, quantity]) =>
          link(`n${a % (parts.length + 1)}`, `n${b % (parts.length + 1)}`, quantity),
        ),
      }),
    )

  it('is drawn without overlaps and within its bounds', () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 300, max: 2000 }), (graph, room) => {
        const picture = layoutTrace(graph, room)
        expect(picture.boxes.map(({ node: { id } }) => id).sort()).toEqual(graph.nodes.map(({ id }) => id).sort())
        expectNoOverlap(picture.boxes)
        for (const { y, height } of picture.boxes) {
          expect(y).toBeGreaterThanOrEqual(-0.01)
          expect(y + height).toBeLessThanOrEqual(picture.height + 0.01)
        }
        for (const { path } of picture.ribbons) expect(path).not.toMatch(/NaN|Infinity/)
      }),
      { numRuns: 300 },
    )
  })
})
