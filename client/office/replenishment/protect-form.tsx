/** The pooled safety stock as protections: a low-priority channel cannot eat what another one's customers will ask for. */

import { useId, useState } from 'react'
import { t } from '../../language/t.ts'
import { Refusal } from '../api.ts'
import { faultOf } from '../fault.ts'
import form from '../item/form.module.css'
import { turn } from '../item/split-view.ts'
import { Action } from '../ui/action.tsx'
import { CellInput } from '../ui/field.tsx'
import { Failure, Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import table from '../ui/table.module.css'
import { useRequest } from '../use-request.ts'
import { figure } from '../words.ts'
import type { ItemPlan } from './contract.ts'
import {
  asProposed,
  isOvertaken,
  type ProtectRow,
  proposedFirst,
  protectionsOf,
  protectRows,
  protectSum,
} from './protect-view.ts'
import { useMayPlan } from './queries.ts'
import styles from './replenishment.module.css'

export function ProtectForm({ plan }: { plan: ItemPlan }) {
  const request = useRequest()
  const may = useMayPlan()
  // It stands still while somebody decides: what changes meanwhile is said, and taken over at a press.
  const [began, setBegan] = useState(plan)
  const [typed, setTyped] = useState(() => asProposed(plan, proposedFirst(plan)))
  const [done, setDone] = useState(false)
  const rows = protectRows(began, typed)
  const sum = protectSum(began, rows)
  const isOld = isOvertaken(began, plan)
  const isRefused = request.failure instanceof Refusal && request.failure.code === 'protection-changed'
  const protect = async () => {
    const path = `/replenishment/${encodeURIComponent(began.sku)}/protect`
    if (!(await request.send('POST', path, { protections: protectionsOf(rows) }))) return
    // What was set is what there is, until the server tells more.
    setBegan({
      ...began,
      channels: began.channels.map((one) => ({
        ...one,
        protected: rows.find(({ channel }) => channel === one.channel)?.quantity ?? one.protected,
      })),
    })
    setDone(true)
  }
  const takeOver = () => {
    request.forget()
    setBegan(plan)
  }
  return (
    <form className={form.form} onSubmit={(event) => event.preventDefault()}>
      <p className={parts.prose}>
        {t(
          'Set aside for each channel what its promise needs when the rest is sold, so that the others cannot sell it. All of it is set, or nothing; each night it is filled up from what is shared.',
        )}
      </p>
      <Rows
        rows={rows}
        total={turn(figure(sum.before), sum.after === null ? '–' : figure(sum.after))}
        onType={(channel, text) => {
          setDone(false)
          setTyped({ ...typed, [channel]: text })
        }}
      />
      {sum.over > 0 && (
        <Note tone="warn">
          {t('That is {over} more than is there and not owed. The server will decline it where it is not free.', {
            over: sum.over,
          })}
        </Note>
      )}
      <Failure of={inChannel(request.failure, rows)} />
      {done && sum.changes === 0 && <Note tone="ok">{t('It is protected so.')}</Note>}
      {(isRefused || (isOld && !done)) && (
        <>
          {!isRefused && <Note tone="warn">{t('Protections have changed since you began.')}</Note>}
          <div>
            <Action onPress={takeOver}>{t('See what is protected now, and keep what I typed')}</Action>
          </div>
        </>
      )}
      {may ? (
        <div className={`${form.actions} ${styles.choices}`}>
          <Action kind="primary" off={!sum.isWhole || request.busy} onPress={() => void protect()}>
            {request.busy
              ? t('Protecting…')
              : sum.changes === 0
                ? t('Protect these weights: nothing changes')
                : t('Protect these weights: {count} channels change', { count: sum.changes })}
          </Action>
          <Action onPress={() => setTyped(asProposed(began, 'promise'))}>{t('What promises need')}</Action>
          <Action onPress={() => setTyped(asProposed(began, 'weights'))}>{t('By safety stock')}</Action>
        </div>
      ) : (
        <p className={parts.prose}>{t('A planner, a supervisor or an administrator protects stock.')}</p>
      )}
    </form>
  )
}

/** The server counts the protections that were sent; a person knows them by their channels. */
function inChannel(failure: Error | null, rows: readonly ProtectRow[]): Error | null {
  const fault = faultOf(failure)
  const [, nth] = /^protections\.(\d+)\./.exec(fault?.field ?? '') ?? []
  const sent = rows.filter(({ isChanged }) => isChanged)[Number(nth)]
  return fault && sent ? new Error(`${sent.name}: ${fault.detail}`) : failure
}

interface RowsProps {
  rows: readonly ProtectRow[]
  total: string
  onType: (channel: string, text: string) => void
}

const sumOf = (rows: readonly ProtectRow[], of: 'needs' | 'weight'): number =>
  rows.reduce((sum, row) => sum + row[of], 0)

function Rows({ rows, total, onType }: RowsProps) {
  return (
    <table className={`${table.small} ${styles.protections}`} aria-label={t('What to protect for each channel')}>
      <thead>
        <tr>
          <th scope="col">{t('Channel')}</th>
          <th scope="col" className={table.number}>
            {t('Protected, now → then')}
          </th>
          <th scope="col" className={`${table.number} ${styles.roomy}`}>
            {t('Its promise needs')}
          </th>
          <th scope="col" className={`${table.number} ${styles.roomy}`}>
            {t('Its safety stock')}
          </th>
          <th scope="col" className={table.number}>
            {t('Protect')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.channel} row={row} onType={(text) => onType(row.channel, text)} />
        ))}
        <tr>
          <th scope="row">{t('All of them')}</th>
          <td className={table.number} aria-live="polite">
            <b>{total}</b>
          </td>
          <td className={`${table.number} ${styles.roomy}`}>{figure(sumOf(rows, 'needs'))}</td>
          <td className={`${table.number} ${styles.roomy}`}>{figure(sumOf(rows, 'weight'))}</td>
          <td />
        </tr>
      </tbody>
    </table>
  )
}

function Row({ row, onType }: { row: ProtectRow; onType: (text: string) => void }) {
  const wrong = useId()
  const { name, held, needs, weight, typed, quantity, isChanged } = row
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={table.number}>
        {isChanged && quantity !== null ? turn(figure(held), figure(quantity)) : figure(held)}
      </td>
      <td className={`${table.number} ${styles.roomy}`}>{figure(needs)}</td>
      <td className={`${table.number} ${styles.roomy}`}>{figure(weight)}</td>
      <td className={table.number}>
        {typed === null ? (
          t('cannot be protected: made here')
        ) : (
          <CellInput
            label={t('Protect for {name}', { name })}
            value={typed}
            onChange={onType}
            wrong={quantity === null ? wrong : undefined}
          />
        )}
        {quantity === null && (
          <p id={wrong} className={styles.wrong}>
            {t('Give a whole number, 0 or more.')}
          </p>
        )}
      </td>
    </tr>
  )
}
