import { t } from '../../../language/t.ts'
import { columnsOf } from '../../export/columns.ts'
import { ofRows, type TableFile } from '../../export/table-file.ts'
import type { LotName, TraceGraph, TraceLink, TraceNode } from '../contract.ts'
import { KIND_WORDS } from './parts.ts'

/** Each way of the picture with its units. */
export function traceFile({ nodes, links }: TraceGraph, about: LotName): TableFile<TraceLink> {
  const parts = new Map(nodes.map((node) => [node.id, node]))
  return {
    name: `trace-${about.sku}-${about.lot}`.replace(/[^\w.-]+/g, '_'),
    sheet: t('Trace'),
    rows: ofRows(links),
    columns: columnsOf(({ text, number }) => {
      const side = (of: (link: TraceLink) => string, what: string, kind: string, lot: string) => {
        const node = (link: TraceLink): TraceNode | undefined => parts.get(of(link))
        return [
          text(kind, (link) => KIND_WORDS[node(link)?.kind ?? 'lot']),
          text(what, (link) => node(link)?.label),
          text(lot, (link) => node(link)?.lot),
        ]
      }
      return [
        ...side(({ from }) => from, t('From'), t('From, kind'), t('From, lot')),
        ...side(({ to }) => to, t('To'), t('To, kind'), t('To, lot')),
        number(t('Units'), ({ quantity }) => quantity),
      ]
    }),
  }
}
