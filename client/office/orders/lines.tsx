import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import type { OrderLine } from '../contract.ts'
import { State, type StateName } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { figure } from '../words.ts'
import styles from './drawer.module.css'

const PARTS = ['committed', 'allocated', 'picked', 'shipped', 'backordered', 'planned', 'cancelled'] as const

/** The states that a line's units are in, as far as any are in them. */
export function partsOf(line: OrderLine): { name: StateName; count: number }[] {
  const parts: { name: StateName; count: number }[] = PARTS.map((name) => ({ name, count: line[name] }))
  return [...parts, { name: 'at-risk' as const, count: line.atRisk }].filter(({ count }) => count > 0)
}

export function Lines({ lines }: { lines: readonly OrderLine[] }) {
  return (
    <table className={table.small}>
      <caption>{t('Lines')}</caption>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              {line.name}{' '}
              <Link className={styles.sku} href={`/office?item=${encodeURIComponent(line.sku)}`}>
                {line.sku}
              </Link>
              <span className={styles.lineStates}>
                {partsOf(line).map(({ name, count }) => (
                  <State key={name} name={name} count={count} />
                ))}
              </span>
            </th>
            <td className={table.number}>
              <b>{figure(line.quantity)}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
