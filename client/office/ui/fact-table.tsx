import type { ReactNode } from 'react'
import table from './table.module.css'

/** What is known of one thing, a fact a row. */
export function FactTable({ caption, children }: { caption?: string | undefined; children: ReactNode }) {
  return (
    <table className={table.small}>
      {caption !== undefined && <caption>{caption}</caption>}
      <tbody>{children}</tbody>
    </table>
  )
}

/** No row where there is nothing to say. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '' || children === false) return null
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{children}</td>
    </tr>
  )
}
