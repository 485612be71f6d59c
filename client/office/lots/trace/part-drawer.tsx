/** More of one part of the picture: what came into it and went out, and where to go from it. */

import { Waypoints } from 'lucide-react'
import { t } from '../../../language/t.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import parts from '../../ui/parts.module.css'
import table from '../../ui/table.module.css'
import { figure } from '../../words.ts'
import type { Trace, TraceGraph, TraceNode } from '../contract.ts'
import styles from '../drawer.module.css'
import { ShippedTable } from '../lot-tables.tsx'
import { lotHref } from '../queries.ts'
import { KIND_WORDS, titleOf } from './parts.ts'

export interface PartDrawerProps {
  part: TraceNode
  graph: TraceGraph
  trace: Trace
  onClose: () => void
}

export function PartDrawer({ part, graph, trace, onClose }: PartDrawerProps) {
  const lot = part.kind === 'lot' &&
    part.sku !== undefined &&
    part.lot !== undefined && { sku: part.sku, lot: part.lot }
  const isOwn = lot && lot.sku === trace.lot.sku && lot.lot === trace.lot.lot
  return (
    <Drawer title={titleOf(part)} note={lot ? `${part.label} · ${part.sku}` : KIND_WORDS[part.kind]} onClose={onClose}>
      {lot && (
        <p className={styles.row}>
          {!isOwn && (
            <ActionLink kind="primary" icon={<Waypoints aria-hidden />} href={lotHref('/office/lots/trace', lot)}>
              {t('Trace this lot')}
            </ActionLink>
          )}
          <ActionLink href={lotHref('/office/lots', lot)}>{t('Open the lot')}</ActionLink>
        </p>
      )}
      <Ways caption={t('Came from')} graph={graph} ways={graph.links.filter(({ to }) => to === part.id)} end="from" />
      <Ways caption={t('Went to')} graph={graph} ways={graph.links.filter(({ from }) => from === part.id)} end="to" />
      {part.kind === 'customer' && <ShippedTable shipped={shippedTo(trace, graph, part)} />}
      {isOwn && <ShippedTable shipped={trace.shipped} />}
    </Drawer>
  )
}

/** Shipments of the traced lot itself; what was made from it has a trace of its own. */
function shippedTo(trace: Trace, graph: TraceGraph, customer: TraceNode) {
  const channel = graph.links.find(({ to }) => to === customer.id)?.from
  const label = trace.graph.nodes.find(({ id }) => id === channel)?.label
  return trace.shipped.filter((one) => one.customer?.name === customer.label && one.channel === label)
}

interface WaysProps {
  caption: string
  graph: TraceGraph
  ways: TraceGraph['links']
  end: 'from' | 'to'
}

function Ways({ caption, graph, ways, end }: WaysProps) {
  if (ways.length === 0) return null
  return (
    <table className={table.small}>
      <caption>{caption}</caption>
      <tbody>
        {ways.map((way) => {
          const node = graph.nodes.find(({ id }) => id === way[end])
          return (
            <tr key={way[end]}>
              <th scope="row">
                {node && titleOf(node)}
                {node?.kind === 'lot' && <span className={parts.under}>{node.label}</span>}
              </th>
              <td className={table.number}>{figure(way.quantity)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
