/** The picture in words: each way with its units, for whoever cannot see it or wants to copy it. */
import { t } from '../../../language/t.ts'
import table from '../../ui/table.module.css'
import { figure } from '../../words.ts'
import type { TraceGraph } from '../contract.ts'
import { KIND_WORDS, titleOf } from './parts.ts'
import styles from './trace.module.css'

const STEPS = [
  { from: 'supplier', to: 'lot', words: t('Received from suppliers') },
  { from: 'lot', to: 'lot', words: t('Made into other lots') },
  { from: 'lot', to: 'channel', words: t('Shipped through channels') },
  { from: 'channel', to: 'customer', words: t('To customers') },
] as const

export function TraceTable({ graph }: { graph: TraceGraph }) {
  const parts = new Map(graph.nodes.map((node) => [node.id, node]))
  const nameOf = (id: string): string => {
    const node = parts.get(id)
    if (!node) return id
    return node.kind === 'lot' ? `${titleOf(node)}, ${node.label}` : node.label
  }
  return (
    <details className={styles.table}>
      <summary>{t('The same as a table')}</summary>
      <table className={table.small}>
        <thead>
          <tr>
            <th scope="col">{t('From')}</th>
            <th scope="col">{t('To')}</th>
            <th scope="col" className={table.number}>
              {t('Units')}
            </th>
          </tr>
        </thead>
        {STEPS.map(({ from, to, words }) => {
          const links = graph.links.filter(
            (link) => parts.get(link.from)?.kind === from && parts.get(link.to)?.kind === to,
          )
          if (links.length === 0) return null
          return (
            <tbody
              key={words}
              aria-label={t('{words}: {KIND_WORDS} to {KIND_WORDS2}', {
                words,
                KIND_WORDS: KIND_WORDS[from],
                KIND_WORDS2: KIND_WORDS[to].toLowerCase(),
              })}
            >
              <tr className={styles.group}>
                <td colSpan={3}>{words}</td>
              </tr>
              {links.map((link) => (
                <tr key={`${link.from}\n${link.to}`}>
                  <th scope="row">{nameOf(link.from)}</th>
                  <td>{nameOf(link.to)}</td>
                  <td className={table.number}>{figure(link.quantity)}</td>
                </tr>
              ))}
            </tbody>
          )
        })}
      </table>
    </details>
  )
}
