/** The button that writes a table, and what goes before it: all rows are rehearsed by the server, and nothing is written until a person says so. */
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { t } from '../../../language/t.ts'
import { useDesk } from '../../desk.ts'
import { Action } from '../../ui/action.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Failure, Note } from '../../ui/note.tsx'
import { figure } from '../../words.ts'
import styles from '../start.module.css'
import type { ImportKind } from './columns.ts'
import { Faults } from './faults.tsx'
import { type Checked, checkRows, nameOf, type RowFault, type SentRow, writeRows } from './send-rows.ts'

export interface SendProps {
  kind: ImportKind
  rows: readonly SentRow[]
  /** Found while the file was read. */
  faults?: readonly RowFault[]
  /** Code of the warehouse. */
  place: string
  /** "Import 240 rows", of those without a fault. */
  verb: (count: number) => string
  /** What comes next, once all is in. */
  done: ReactNode
}

const NONE: readonly RowFault[] = []

type Busy = { doing: 'checking' | 'writing'; rows: number }

/** Of one table: give it another key where that is another. */
export function Send({ kind, rows, faults = NONE, place, verb, done }: SendProps) {
  const { api } = useDesk()
  const client = useQueryClient()
  const [checked, setChecked] = useState<Checked | null>(null)
  const [busy, setBusy] = useState<Busy | null>(null)
  const [written, setWritten] = useState(0)
  const [failure, setFailure] = useState<Error | null>(null)
  const [leaves, setLeaves] = useState(false)
  const gone = useRef(new AbortController())
  useEffect(() => () => gone.current.abort(), [])
  const table = { kind, place, rows }
  const known = new Set(faults.map(({ line }) => line))
  // Of a row whose fault is known already the server only says it once more.
  const found = (checked?.faults ?? []).filter(({ line }) => !known.has(line))
  const all = [...faults, ...found].sort((a, b) => a.line - b.line)
  const leftOut = new Set(all.map(({ line }) => line))
  const good = rows.length - rows.filter(({ line }) => leftOut.has(line)).length

  const run = async (doing: Busy['doing'], work: (told: (rows: number) => void) => Promise<void>) => {
    setBusy({ doing, rows: 0 })
    setFailure(null)
    try {
      await work((count) => setBusy({ doing, rows: count }))
    } catch (error) {
      if (!gone.current.signal.aborted) setFailure(error as Error)
    } finally {
      setBusy(null)
    }
  }
  const check = () =>
    run('checking', async (told) => setChecked(await checkRows(api, table, told, gone.current.signal)))
  const write = () =>
    run('writing', async (told) => {
      try {
        const how = { name: await nameOf(table), from: written, leftOut, signal: gone.current.signal }
        await writeRows(api, table, how, (count) => {
          setWritten(count)
          told(count)
        })
      } finally {
        void client.invalidateQueries()
      }
    })

  if (rows.length === 0) return null
  if (written === rows.length)
    return (
      <>
        <Note tone="ok">{t('{count} rows are in.', { count: good })}</Note>
        <div className={styles.actions}>{done}</div>
      </>
    )
  return (
    <>
      <Faults faults={all} />
      {checked && <Known kind={kind} known={checked.known} />}
      {checked && all.length > 0 && good > 0 && (
        <Choice
          label={t('Leave the faulty rows out')}
          says={t('The {count} others are brought in. Faulty rows can come later, in a file of their own.', {
            count: good,
          })}
          on={leaves}
          onChange={setLeaves}
        />
      )}
      {written > 0 && (
        <Note tone="warn">
          {t('{written} of {rows} rows are in. The rest goes on from there.', { written, rows: rows.length })}
        </Note>
      )}
      <Failure of={failure} />
      {busy && (
        <p aria-live="polite">
          {busy.doing === 'checking'
            ? t('Checking: {done} of {of} rows', { done: figure(busy.rows), of: figure(rows.length) })
            : t('Writing: {done} of {of} rows', { done: figure(busy.rows), of: figure(rows.length) })}
        </p>
      )}
      <div className={styles.actions}>
        {checked ? (
          <Action
            kind="primary"
            off={busy !== null || good === 0 || (all.length > 0 && !leaves)}
            onPress={() => void write()}
          >
            {written > 0 ? t('Go on') : verb(good)}
          </Action>
        ) : (
          <Action kind="primary" off={busy !== null} onPress={() => void check()}>
            {t('Check {count} rows', { count: rows.length })}
          </Action>
        )}
      </div>
    </>
  )
}

/** Stock is added to; everything else is changed. */
function Known({ kind, known }: { kind: ImportKind; known: number }) {
  if (known === 0) return <Note>{t('Nothing of it is here yet. Nothing has been written so far.')}</Note>
  if (kind === 'stock')
    return (
      <Note tone="warn">
        {t('{count} rows name stock that is there already: what the file says would be added to it.', { count: known })}
      </Note>
    )
  return (
    <Note>{t('{count} rows change what is here already. Nothing has been written so far.', { count: known })}</Note>
  )
}
