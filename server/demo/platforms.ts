/** Connects the demo to the platforms that run beside it, anew at each start: they begin anew too. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { connectorInput, putConnector } from '../channels/connectors.ts'
import { mappingsInput, putMappings } from '../channels/mappings.ts'
import type { Vault } from '../channels/vault.ts'
import type { Work } from '../db/work.ts'
import { CATALOGUE } from './catalogue.ts'
import { DEMO_WAREHOUSE } from './warehouse.ts'

const offered = v.array(v.intersect([connectorInput, v.object({ id: v.string(), mappings: mappingsInput })]))

/** What is sold costs so many times what it costs to make. */
const MARK_UP = 2.4

export interface Beside {
  /** Where the platforms are opened. */
  address: string
  /** Where they send their words. */
  hooks: string
  /** Below it files are exchanged. */
  folder: string
  /** What both sides know of each other. */
  secret: string
}

export async function connectPlatforms(
  work: Work,
  vault: Vault,
  { address, hooks, folder, secret }: Beside,
): Promise<void> {
  const items = CATALOGUE.map(({ sku, name, cost, caseQuantity }) => ({
    sku,
    name,
    cents: Math.round(cost * MARK_UP),
    caseQuantity,
  }))
  const folders = { in: join(folder, 'in'), out: join(folder, 'out') }
  for (const one of Object.values(folders)) await mkdir(one, { recursive: true })
  const answer = await fetch(`${address}/open`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hooks, folders, secret, items }),
  })
  if (!answer.ok) throw new Error(`The platforms beside the demo answered ${answer.status}.`)
  for (const { id, mappings, ...input } of v.parse(offered, await answer.json()))
    await work.run([`connector ${id}`], async (tx) => {
      await putConnector(tx, vault, DEMO_WAREHOUSE, id, input)
      await putMappings(tx, id, mappings)
    })
}
