/**
 * Whether the server gets slower as it grows: movements behind it, items in it, devices at it. SQLite, the product's own process, by HTTP.
 * All sizes of a series are open at once and take turns, so that a machine that slows down slows them all.
 */
import { openChild } from './child.ts'
import { curveFigures, curveText, type Point } from './curve.ts'
import { COLUMNS, type Load, measureRound, type Site } from './growth-round.ts'
import { openSite, type Size, untilQuiet } from './growth-site.ts'
import type { LoadAnswer, LoadInput } from './load.ts'
import { profileSite } from './profile.ts'
import { areProfilesAsked } from './profiles-folder.ts'
import type { Figure } from './report.ts'
import { range } from './warehouse.ts'

const ITEMS = 2_000
const WARM_UP = 2
const ROUNDS = 5
/** An audit reads every row; up to here it takes no longer than the measuring. */
const AUDITED = 1_000_000

const past = (words: string, movements: number): Size => ({ words, movements, items: ITEMS, barcodes: 0 })
const MOVEMENTS = [past('10⁴', 10_000), past('10⁵', 100_000), past('10⁶', 1_000_000), past('10⁷', 10_000_000)]
const stocked = (words: string, items: number): Size => ({ words, movements: 80_000, items, barcodes: 3 })
const STOCKED = [stocked('10²', 100), stocked('10³', 1_000), stocked('10⁴', 10_000), stocked('10⁵', 100_000)]

export const measureMovements = (): Promise<Figure[]> =>
  measureSeries('Growth: movements in the past, 2,000 items, 8 connections', 'movements', MOVEMENTS)

export const measureItems = (): Promise<Figure[]> =>
  measureSeries('Growth: items, each with 3 barcodes and 2 lots, 8 connections', 'items', STOCKED)

async function measureSeries(part: string, heading: string, sizes: readonly Size[]): Promise<Figure[]> {
  const sites: Site[] = []
  const load = await openChild<LoadInput, LoadAnswer>('./load.ts')
  try {
    for (const size of sizes) sites.push(await openSite(size, { profiled: areProfilesAsked() }))
    for (const site of sites) await untilQuiet(site.server)
    const points = await runRounds(sites, load)
    console.log(`${part}\n${curveText(heading, COLUMNS, points)}\n`)
    // Where a curve is not flat, the profiles of its ends say why.
    if (areProfilesAsked())
      for (const site of [sites[0], sites.at(-1)]) if (site) await profileSite(site, load, `${heading} ${site.words}`)
    for (const [index, { server }] of sites.entries())
      if ((sizes[index]?.movements ?? 0) <= AUDITED) await server.command('audit')
    return curveFigures(part, COLUMNS, points)
  } finally {
    load.close()
    for (const { server } of sites) await server.close()
  }
}

/** The sizes take turns, each round beginning with another. */
async function runRounds(sites: readonly Site[], load: Load): Promise<Point[]> {
  const points = sites.map(({ words }) => ({ words, rounds: COLUMNS.map((): number[] => []) }))
  for (let round = 0; round < WARM_UP + ROUNDS; round++)
    for (const turn of range(sites.length)) {
      const at = (round + turn) % sites.length
      const values = await measureRound(sites[at] as Site, load)
      if (round >= WARM_UP) for (const [column, value] of values.entries()) points[at]?.rounds[column]?.push(value)
    }
  return points
}
