/** Which column of the picture each part stands in: suppliers, lots by how far they are made on, channels, customers. */

import { grouped } from '../../../../shared/rules/grouped.ts'
import { t } from '../../../language/t.ts'
import type { TraceGraph, TraceKind } from '../contract.ts'

export interface Columns {
  /** Of each node, by its id. */
  of: ReadonlyMap<string, number>
  labels: readonly string[]
}

export function columnsOf({ nodes, links }: TraceGraph): Columns {
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]))
  const depths = depthsOf(
    nodes.filter(({ kind }) => kind === 'lot').map(({ id }) => id),
    links.filter(({ from, to }) => kinds.get(from) === 'lot' && kinds.get(to) === 'lot'),
  )
  const has = (kind: TraceKind): boolean => nodes.some((node) => node.kind === kind)
  const first = has('supplier') ? 1 : 0
  const lots = depths.size === 0 ? 0 : Math.max(...depths.values()) + 1
  const channel = first + lots
  const customer = channel + (has('channel') ? 1 : 0)
  const of = new Map(
    nodes.map(({ id, kind }) => {
      if (kind === 'supplier') return [id, 0]
      if (kind === 'lot') return [id, first + (depths.get(id) ?? 0)]
      return [id, kind === 'channel' ? channel : customer]
    }),
  )
  const labels = [
    ...(has('supplier') ? [t('Suppliers')] : []),
    ...Array.from({ length: lots }, (_, depth) => (depth === 0 ? t('Lots') : t('Made into'))),
    ...(has('channel') ? [t('Channels')] : []),
    ...(has('customer') ? [t('Customers')] : []),
  ]
  return { of, labels }
}

/**
 * By the longest way from a lot that was made of no other. A lot that came out under the number that went in closes a
 * circle; the link that closes it is left out of account.
 */
function depthsOf(ids: readonly string[], links: readonly { from: string; to: string }[]): Map<string, number> {
  const into = grouped(links, ({ to }) => to)
  const depths = new Map<string, number>()
  const open = new Set<string>()
  const depthOf = (id: string): number => {
    const known = depths.get(id)
    if (known !== undefined) return known
    open.add(id)
    const before = (into.get(id) ?? []).filter(({ from }) => !open.has(from)).map(({ from }) => depthOf(from) + 1)
    open.delete(id)
    const depth = Math.max(0, ...before)
    depths.set(id, depth)
    return depth
  }
  for (const id of ids) depthOf(id)
  return depths
}
