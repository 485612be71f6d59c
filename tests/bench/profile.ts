/** What the time of a push, an order and a pull goes into: a profile of the server under each, by module and by statement. */
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openChild } from './child.ts'
import { type Costs, costsText, readCosts } from './cpu-profile.ts'
import { type Load, orderRound, pullRound, pushRound, readRound, type Site } from './growth-round.ts'
import { openSite, untilQuiet } from './growth-site.ts'
import type { LoadAnswer, LoadInput } from './load.ts'
import { profilesFolder } from './profiles-folder.ts'
import type { Figure } from './report.ts'
import type { BenchServer } from './server.ts'

const PART = "Profile: the server's thread under load, of the time that it is busy"
const SIZE = { words: 'profiled', movements: 1_000_000, items: 2_000, barcodes: 0 }
/** Until its code is compiled a server spends its time otherwise. */
const WARM_UP = 4
const PROFILED_MS = 8_000
const NAMED = 3

/** What changes nothing first: plans are made of orders half a minute later, beside whatever is profiled then. */
const WORKS = {
  pull: (site: Site, load: Load) => pullRound(site, load, 1_000),
  read: (site: Site, load: Load) => readRound(site, load, 1_000),
  push: pushRound,
  orders: orderRound,
} satisfies Record<string, (site: Site, load: Load) => Promise<LoadAnswer>>

export async function measureProfile(): Promise<Figure[]> {
  const load = await openChild<LoadInput, LoadAnswer>('./load.ts')
  const site = await openSite(SIZE, { profiled: true })
  try {
    await untilQuiet(site.server)
    const found = await profileSite(site, load, '')
    return Object.entries(found).flatMap(([work, costs]) => figuresOf(work, costs))
  } finally {
    load.close()
    await site.server.close()
  }
}

function once(site: Site, load: Load, work: (site: Site, load: Load) => Promise<LoadAnswer>): Promise<LoadAnswer> {
  site.round += 1
  return work(site, load)
}

/** Each kind of work for some seconds; the profiles stay where whoever asked wants them. */
export async function profileSite(site: Site, load: Load, words: string): Promise<Record<string, Costs>> {
  const found: Record<string, Costs> = {}
  for (const [name, work] of Object.entries(WORKS)) {
    const file = join(profilesFolder(), `${[words, name].filter(Boolean).join(' ').replaceAll(' ', '-')}.cpuprofile`)
    for (let round = 0; round < WARM_UP; round++) await once(site, load, work)
    await profiled(site.server, file, async () => {
      const deadline = performance.now() + PROFILED_MS
      while (performance.now() < deadline) await once(site, load, work)
    })
    const costs = readCosts(file)
    found[name] = costs
    console.log(`${[words, name].filter(Boolean).join(', ')}: ${costsText(costs)}\n  ${file}\n`)
  }
  return found
}

/** Of the server while `run` runs. */
export async function profiled(server: BenchServer, file: string, run: () => Promise<void>): Promise<void> {
  rmSync(server.profileFile, { force: true })
  process.kill(server.pid(), 'SIGUSR2')
  await run()
  process.kill(server.pid(), 'SIGUSR2')
  const deadline = performance.now() + 30_000
  while (!existsSync(server.profileFile)) {
    if (performance.now() > deadline) throw new Error('The server wrote no profile.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  // The folder may be on another disk.
  copyFileSync(server.profileFile, file)
}

const figuresOf = (work: string, { groups, statements }: Costs): Figure[] =>
  [...groups.slice(0, NAMED), ...statements.slice(0, NAMED)].map(({ what, ms, share }) => ({
    part: PART,
    what: `${work}: ${what}`,
    value: share * 100,
    unit: '%',
    beside: `${ms.toFixed(0)} ms`,
  }))
