/** How it came about: who recorded what, when by both clocks, where, and what else happened to the same goods. */
import table from '../ui/table.module.css'
import { figure, momentText, spoken } from '../words.ts'
import type { BinCount, ExceptionDetail, Movement, Recorded } from './contract.ts'
import styles from './exceptions.module.css'

export function Evidence({ evidence: { transaction, movements, around, counts } }: Pick<ExceptionDetail, 'evidence'>) {
  return (
    <>
      {transaction && <RecordedTable recorded={transaction} />}
      <Movements caption="What it moved" movements={movements} />
      <Counts counts={counts} />
      <Movements caption="The same goods, the newest first" movements={around} />
    </>
  )
}

function RecordedTable({ recorded }: { recorded: Recorded }) {
  const { type, user, device, deviceTime, occurredAt, receivedAt, offline, payload, mended, state } = recorded
  const rows: [string, string | null][] = [
    ['What', `${spoken(type)}${state === 'applied' ? '' : `, ${state}`}`],
    ['Who', user?.name ?? 'not proven'],
    ['Device', device === '@office' ? 'a desk' : device],
    ['Happened', occurredAt && momentText(occurredAt)],
    ['By its own clock', deviceTime && deviceTime !== occurredAt ? momentText(deviceTime) : null],
    ['Arrived', `${momentText(receivedAt)}, ${offline ? 'recorded without a network' : 'recorded online'}`],
    ['Put right', mended && `by ${mended.by}${mended.note && `: ${mended.note}`}`],
  ]
  return (
    <div>
      <table className={table.small}>
        <caption>What was recorded</caption>
        <tbody>
          {rows.map(
            ([label, value]) =>
              value !== null && (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{value}</td>
                </tr>
              ),
          )}
        </tbody>
      </table>
      <details className={styles.more}>
        <summary>As it was recorded</summary>
        <pre className={styles.payload}>{JSON.stringify(payload, null, 2)}</pre>
      </details>
    </div>
  )
}

/** Virtual places, such as @supplier, are said without their sign. */
const place = ({ location, status }: Movement['from']): string =>
  status === 'available' ? location.replace(/^@/, '') : `${location.replace(/^@/, '')} (${status})`

function Movements({ caption, movements }: { caption: string; movements: readonly Movement[] }) {
  if (movements.length === 0) return null
  return (
    <table className={table.small}>
      <caption>{caption}</caption>
      <tbody>
        {movements.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              {momentText(line.occurredAt)}
              <span className={styles.under}>{line.user?.name ?? line.device ?? spoken(line.reason)}</span>
            </th>
            <td>
              {place(line.from)} → {place(line.to)}
              <span className={styles.under}>
                {spoken(line.reason)}
                {line.lot !== null && ` · lot ${line.lot}`}
              </span>
            </td>
            <td className={table.number}>{figure(line.quantity)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Counts({ counts }: { counts: readonly BinCount[] }) {
  if (counts.length === 0) return null
  return (
    <table className={table.small}>
      <caption>Counts of this place</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">State</th>
          <th scope="col" className={table.number}>
            Counted
          </th>
          <th scope="col" className={table.number}>
            Ledger
          </th>
        </tr>
      </thead>
      <tbody>
        {counts.map((count) => (
          <tr key={`${count.id} ${count.lot} ${count.status}`}>
            <th scope="row">
              {momentText(count.occurredAt)}
              <span className={styles.under}>{count.by ?? count.device}</span>
            </th>
            <td>
              {count.undone ? 'Undone' : spoken(count.state)}
              {count.lot !== null && <span className={styles.under}>lot {count.lot}</span>}
            </td>
            <td className={table.number}>{figure(count.counted)}</td>
            <td className={table.number}>{figure(count.expected)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
