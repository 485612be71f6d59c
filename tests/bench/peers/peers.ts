/**
 * Lotline beside Vendure and Medusa, in one run on one machine. Each works as it is set up by its own documentation; each makes
 * durable what it answers; afterwards each is asked whether its figures agree with the orders that it took.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../support/embedded-postgres.ts'
import { administer } from '../../support/templates.ts'
import { openChild } from '../child.ts'
import type { LoadAnswer, LoadInput } from '../load.ts'
import type { Figure } from '../report.ts'
import { figuresOf, proofOf } from './figures.ts'
import { type Installed, installPeers } from './install.ts'
import { type Loads, openLotline, openLotlineOnPostgres } from './lotline.ts'
import { openMedusa } from './medusa.ts'
import { contend, runRounds } from './rounds.ts'
import { openVendure } from './vendure.ts'

/** A second or a few of each. */
const PER_ROUND = { lotline: 1_200, onPostgres: 400, vendure: 160, medusa: 1_200 }

export async function measurePeers(): Promise<Figure[]> {
  const installed = await installPeers()
  const folder = mkdtempSync(join(tmpdir(), 'lotline-bench-pg-'))
  // Where the bench runs as root, PostgreSQL runs as a user of its own, who must reach its data.
  chmodSync(folder, 0o755)
  // On a real disk, as it is delivered: every commit is synced.
  const postgres = await startPostgres([], folder)
  try {
    await administer(postgres.url, 'CREATE DATABASE product')
    await administer(postgres.url, 'CREATE DATABASE medusa')
    return await measureWith(installed, postgres.url)
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
    installed.remove()
  }
}

async function measureWith(installed: Installed, postgres: string): Promise<Figure[]> {
  const closing: (() => unknown)[] = []
  const opened = async <One extends { close(): unknown }>(opening: Promise<One>): Promise<One> => {
    const one = await opening
    closing.push(() => one.close())
    return one
  }
  try {
    const loads: Loads = {
      load: await opened(openChild<LoadInput, LoadAnswer>('./load.ts')),
      beside: await opened(openChild<LoadInput, LoadAnswer>('./load.ts')),
    }
    const lotline = contend(await opened(openLotline(loads)), PER_ROUND.lotline)
    const compared = {
      onPostgres: contend(await opened(openLotlineOnPostgres(loads, `${postgres}/product`)), PER_ROUND.onPostgres),
      vendure: contend(await opened(openVendure(installed, loads.load)), PER_ROUND.vendure),
      medusa: contend(await opened(openMedusa(installed, `${postgres}/medusa`)), PER_ROUND.medusa),
    }
    const others = Object.values(compared)
    const found = await runRounds(lotline, others, compared.vendure)
    const proof = await proofOf([lotline, ...others])
    return [...figuresOf({ lotline, ...compared }, found), ...proof]
  } finally {
    for (const close of closing.reverse()) await close()
  }
}
