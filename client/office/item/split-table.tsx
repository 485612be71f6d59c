/** A row per channel: what is at stake now and as proposed, what to protect, and why. Where it is narrow, a card per channel. */

import { useId } from 'react'
import { t } from '../../language/t.ts'
import { CellInput } from '../ui/field.tsx'
import { figure } from '../words.ts'
import styles from './split.module.css'
import { askedText, expectedText, riskText, type SplitRow, turn } from './split-view.ts'

export interface SplitTableProps {
  rows: readonly SplitRow[]
  currency: string
  /** Shared by all, now and with what is typed. */
  shared: string
  onType: (channel: string, text: string) => void
}

const HEADS = [
  t('Margin per unit'),
  t('Service risk'),
  t('Chargeback exposure'),
  t('Likely asked'),
  t('Protected now'),
  t('Protect'),
]

export function SplitTable({ rows, currency, shared, onType }: SplitTableProps) {
  return (
    <div className={styles.room}>
      <table className={styles.table} aria-label={t('What each channel gets')}>
        <thead>
          <tr>
            <th scope="col">{t('Channel')}</th>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((row) => (
          <ChannelRows key={row.channel} row={row} currency={currency} onType={(text) => onType(row.channel, text)} />
        ))}
        <tfoot>
          <tr>
            <th scope="row" colSpan={HEADS.length}>
              {t('Shared by all, now → with this')}
            </th>
            <td aria-live="polite">{shared}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

interface ChannelRowsProps {
  row: SplitRow
  currency: string
  onType: (text: string) => void
}

function ChannelRows({ row, currency, onType }: ChannelRowsProps) {
  const { name, margin, penalty, asked, now, proposed, held, typed, quantity } = row
  const wrong = useId()
  const money = (amount: number): string => expectedText(amount, currency)
  const cells = [
    margin === null ? t('not known') : money(margin),
    proposed ? riskText(now.risk, proposed.risk) : '–',
    proposed && penalty > 0 ? turn(money(now.exposure), money(proposed.exposure)) : '–',
    askedText(asked),
    held === now.protect ? figure(held) : t('{protect} of {held}', { protect: now.protect, held }),
  ]
  return (
    <tbody data-changed={row.isChanged || undefined}>
      <tr>
        <th scope="row">{name}</th>
        {cells.map((cell, nth) => (
          <td key={HEADS[nth]} data-head={HEADS[nth]}>
            {cell}
          </td>
        ))}
        <td data-head="Protect" className={styles.protect}>
          {typed === null ? (
            t('as it is')
          ) : (
            <CellInput
              label={t('Protect for {name}', { name })}
              value={typed}
              onChange={onType}
              wrong={quantity === null ? wrong : undefined}
            />
          )}
        </td>
      </tr>
      <tr className={styles.under}>
        <td colSpan={HEADS.length + 1}>
          {quantity === null && (
            <p id={wrong} className={styles.wrong}>
              {t('Give a whole number, 0 or more.')}
            </p>
          )}
          <Reasons row={row} />
        </td>
      </tr>
    </tbody>
  )
}

function Reasons({ row: { name, conclusion, because } }: { row: SplitRow }) {
  if (because.length === 0) return <p className={styles.reason}>{conclusion}</p>
  return (
    <details className={styles.reasons}>
      <summary aria-label={t('{conclusion} Why for {name}', { conclusion, name })}>
        {conclusion} <span className={styles.why}>{t('Why')}</span>
      </summary>
      <ul>
        {because.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </details>
  )
}
