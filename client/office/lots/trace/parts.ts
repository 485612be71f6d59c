/** What a part of the picture is called and how much went through it. */

import { useMemo } from 'react'
import { heard } from '../../../language/heard.ts'
import { t } from '../../../language/t.ts'
import { useChannelName } from '../../queries.ts'
import type { TraceGraph, TraceKind, TraceNode } from '../contract.ts'

export const KIND_WORDS: Record<TraceKind, string> = {
  supplier: t('Supplier'),
  lot: t('Lot'),
  channel: t('Channel'),
  customer: t('Customer'),
}

/** Channels by the names that people give them. */
export function useLabelledGraph(graph: TraceGraph): TraceGraph {
  const channelName = useChannelName()
  return useMemo(
    () => ({
      links: graph.links,
      nodes: graph.nodes.map((node) => {
        if (node.kind === 'lot') return node
        return { ...node, label: node.kind === 'channel' ? channelName(node.label) : heard(node.label) }
      }),
    }),
    [graph, channelName],
  )
}

/** Units that came in and went out along the ways of the picture. */
export function flowsOf({ links }: TraceGraph, id: string): { came: number; went: number } {
  const sum = (side: 'from' | 'to') =>
    links.filter((link) => link[side] === id).reduce((total, { quantity }) => total + quantity, 0)
  return { came: sum('to'), went: sum('from') }
}

/** How a part is spoken of: a lot by its number. */
export const titleOf = (node: TraceNode): string =>
  node.kind === 'lot' ? t('Lot {lot}', { lot: node.lot ?? '' }) : node.label

export function spokenPart(graph: TraceGraph, node: TraceNode): string {
  const { came, went } = flowsOf(graph, node.id)
  const flows = [came > 0 && t('{came} came in', { came }), went > 0 && t('{went} went out', { went })]
    .filter(Boolean)
    .join(', ')
  const name =
    node.kind === 'lot'
      ? t('Lot {lot} of {label}', { lot: node.lot ?? '', label: node.label })
      : `${KIND_WORDS[node.kind]} ${node.label}`
  return flows === '' ? name : `${name}: ${flows}`
}
