/** The rules of a channel's fees as a table, sent whole. */

import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import type { FeeRule } from '../../../../shared/rules/fees.ts'
import { t } from '../../../language/t.ts'
import { useDesk } from '../../desk.ts'
import type { Fault } from '../../fault.ts'
import { Action, IconAction } from '../../ui/action.tsx'
import field from '../../ui/field.module.css'
import parts from '../../ui/parts.module.css'
import { useToday } from '../../warehouse.ts'
import { SettingForm } from '../section.tsx'
import styles from './costing.module.css'
import { type FeeRow, feeFaults, feesToSend, inRows, newRow, rowAt, rowsOf, tiersText } from './fees.ts'
import { pathOf, useWho } from './queries.ts'

const KINDS = ['commission', 'payment', 'closing', 'fulfilment', 'listing']

const PER = [
  { value: 'unit', label: t('Unit') },
  { value: 'line', label: t('Line') },
  { value: 'order', label: t('Order') },
] as const

type Text = 'kind' | 'category' | 'from' | 'to' | 'rate' | 'amount' | 'minimum'

interface Column {
  name: Text
  head: string
  type?: 'text' | 'date'
  number?: true
}

const columnsIn = (currency: string): readonly Column[] => [
  { name: 'kind', head: t('Kind') },
  { name: 'category', head: t('Category') },
  { name: 'from', head: t('From'), type: 'date' },
  { name: 'to', head: t('To'), type: 'date' },
  { name: 'rate', head: 'Rate, %', number: true },
  { name: 'amount', head: `Amount, ${currency}`, number: true },
  { name: 'minimum', head: `Minimum, ${currency}`, number: true },
]

export interface FeesFormProps {
  channel: string
  rules: readonly FeeRule[]
  currency: string
}

export function FeesForm({ channel, rules, currency }: FeesFormProps) {
  const who = useWho()
  // Until something is typed it is what the server has now: the list is sent whole, over whatever somebody else has set.
  const [typed, setRows] = useState<readonly FeeRow[] | null>(null)
  const rows = typed ?? rowsOf(rules, currency)
  const faults = feeFaults(rows, currency)
  return (
    <SettingForm
      path={pathOf(channel, 'fees')}
      body={feesToSend(rows, currency)}
      verb={t('Save fees')}
      who={who}
      inWords={inRows}
    >
      {(fault, forget) => (
        <>
          <p className={parts.prose}>
            {t(
              'The kind “payment” counts as payment fees, any other as platform fees. Empty category: all items that no other rule of the kind names. Empty “to”: no end. Of an order in another currency the same amounts are taken in its own.',
            )}
          </p>
          {rows.length === 0 && <p className={parts.prose}>{t('No fees: nothing is taken of a sale.')}</p>}
          {rows.length > 0 && (
            <Rows
              {...{ rows, currency, faults, fault }}
              may={who.may}
              onChange={(id, change) => setRows(rows.map((row) => (row.id === id ? { ...row, ...change } : row)))}
              onRemove={(id) => {
                // The server's sentence counts the rows that were sent.
                forget()
                setRows(rows.filter((row) => row.id !== id))
              }}
            />
          )}
          {who.may && <AddRow onAdd={(row) => setRows([...rows, row])} />}
        </>
      )}
    </SettingForm>
  )
}

function AddRow({ onAdd }: { onAdd: (row: FeeRow) => void }) {
  const { newKey } = useDesk()
  const today = useToday()
  return (
    <div>
      <Action icon={<Plus aria-hidden />} onPress={() => onAdd(newRow(newKey(), today))}>
        {t('Add a fee')}
      </Action>
    </div>
  )
}

interface RowsProps {
  rows: readonly FeeRow[]
  currency: string
  /** By path: `.2.rate`. */
  faults: ReadonlyMap<string, string>
  /** What the server found. */
  fault: Fault | null
  may: boolean
  onChange: (id: string, change: Partial<FeeRow>) => void
  onRemove: (id: string) => void
}

function Rows({ rows, currency, faults, fault, may, onChange, onRemove }: RowsProps) {
  const columns = columnsIn(currency)
  const id = useId()
  const bad = rowAt(fault?.field)
  return (
    <div className={styles.frame}>
      <table className={styles.fees} aria-label={t('Fees')}>
        <thead>
          <tr>
            <th scope="col">{t('Row')}</th>
            {columns.map(({ name, head }) => (
              <th key={name} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">{t('Per')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row
              key={row.id}
              {...{ row, index, columns, currency, may, id }}
              errorAt={(name) => faults.get(`.${index}.${name}`)}
              bad={bad?.index === index}
              badName={bad?.index === index ? bad.name : undefined}
              onChange={(change) => onChange(row.id, change)}
              onRemove={() => onRemove(row.id)}
            />
          ))}
        </tbody>
      </table>
      <datalist id={`${id}-kinds`}>
        {KINDS.map((kind) => (
          <option key={kind} value={kind} />
        ))}
      </datalist>
    </div>
  )
}

interface RowProps {
  row: FeeRow
  index: number
  columns: readonly Column[]
  currency: string
  may: boolean
  errorAt: (name: string) => string | undefined
  bad: boolean
  /** Of the table: several channels may have one in the page. */
  id: string
  badName: string | undefined
  onChange: (change: Partial<FeeRow>) => void
  onRemove: () => void
}

function Row({ row, index, columns, currency, may, id, errorAt, bad, badName, onChange, onRemove }: RowProps) {
  const at = index + 1
  return (
    <tr data-bad={bad || undefined}>
      <th scope="row">
        <span className={styles.rowWord}>{t('Row')} </span>
        {at}
      </th>
      {columns.map((column) => (
        <td key={column.name} data-head={column.head} data-name={column.name}>
          {column.name === 'rate' && row.tiers ? (
            <span className={styles.tiers}>{tiersText(row.tiers, currency)}</span>
          ) : (
            <Cell
              {...{ column, at, id }}
              value={row[column.name]}
              error={errorAt(column.name)}
              bad={badName === column.name}
              onChange={(text) => onChange({ [column.name]: text })}
            />
          )}
        </td>
      ))}
      <td data-head="Per" data-name="per">
        <select
          className={field.input}
          aria-label={t('Per, row {at}', { at })}
          value={row.per}
          onChange={(event) => onChange({ per: event.target.value as FeeRow['per'] })}
        >
          {PER.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </td>
      <td data-name="remove">
        {may && <IconAction label={t('Remove row {at}', { at })} icon={<X aria-hidden />} onPress={onRemove} />}
      </td>
    </tr>
  )
}

interface CellProps {
  column: Column
  at: number
  id: string
  value: string
  error: string | undefined
  bad: boolean
  onChange: (text: string) => void
}

function Cell({ column: { name, head, type = 'text', number }, at, id, value, error, bad, onChange }: CellProps) {
  const below = `${id}-${at}-${name}`
  return (
    <>
      <input
        className={field.input}
        type={type}
        list={name === 'kind' ? `${id}-kinds` : undefined}
        inputMode={number ? 'decimal' : undefined}
        autoComplete="off"
        aria-label={t('{head}, row {at}', { head, at })}
        aria-invalid={error !== undefined || bad || undefined}
        aria-describedby={error === undefined ? undefined : below}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {error !== undefined && (
        <p id={below} className={styles.error}>
          {error}
        </p>
      )}
    </>
  )
}
