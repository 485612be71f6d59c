/** What was asked for before Lotline knew of it, from a spreadsheet: what is wrong is said line by line before anything is sent. */

import { useMemo, useState } from 'react'
import { t } from '../../../language/t.ts'
import { faultOf } from '../../fault.ts'
import form from '../../item/form.module.css'
import { useChannels, useStock } from '../../queries.ts'
import { Action } from '../../ui/action.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Failure, Note } from '../../ui/note.tsx'
import parts from '../../ui/parts.module.css'
import { RowFaults, TextFileField } from '../../ui/pasted-rows.tsx'
import { useRequest } from '../../use-request.ts'
import { useToday } from '../../warehouse.ts'
import { CHUNK, COLUMNS, readDemand, rowAt } from './demand-rows.ts'
import { Preview } from './preview.tsx'

export function DemandDrawer({ onClose }: { onClose: () => void }) {
  const request = useRequest()
  const known = useKnown()
  const [text, setText] = useState('')
  /** Rows that are in: another try goes on behind them. */
  const [sent, setSent] = useState(0)
  const read = useMemo(() => readDemand(text, known), [text, known])
  const fault = faultOf(request.failure)
  const index = fault && rowAt(fault.field)
  const line = typeof index === 'number' ? read.lines[sent + index] : undefined
  const faults = fault && line !== undefined ? [{ line, says: fault.detail }, ...read.faults] : read.faults
  const isDone = sent > 0 && sent === read.rows.length
  const change = (value: string) => {
    request.forget()
    setSent(0)
    setText(value)
  }
  const send = async () => {
    for (let at = sent; at < read.rows.length; at += CHUNK) {
      const rows = read.rows.slice(at, at + CHUNK)
      if (!(await request.send('POST', '/demand', rows))) return
      setSent(at + rows.length)
    }
  }
  return (
    <Drawer title={t('Import demand')} onClose={onClose}>
      <form className={form.form} onSubmit={(event) => event.preventDefault()}>
        <p className={parts.prose}>
          {t(
            'Paste rows of a spreadsheet or a CSV file with the columns {COLUMNS}: a row for each item, channel and day, with the units that were asked for. A day that is known already is known anew.',
            { COLUMNS: COLUMNS.join(', ') },
          )}
        </p>
        <TextArea
          label={t('Rows')}
          hint={t('OAT-500, shop, 2026-10-31, 14')}
          rows={10}
          value={text}
          onChange={change}
        />
        <TextFileField onText={change} />
        <RowFaults faults={faults} />
        {line === undefined && <Failure of={request.failure} />}
        {sent > 0 && !isDone && (
          <Note tone="warn">
            {t('{sent} of {count} rows are in. The rest goes on from there.', { count: read.rows.length, sent })}
          </Note>
        )}
        {isDone && (
          <Note tone="ok">
            {t('{count} rows are in. The figures are made anew, and come by themselves.', { count: sent })}
          </Note>
        )}
        {!isDone && <Preview rows={read.rows} />}
        <div className={form.actions}>
          <Action
            kind="primary"
            off={request.busy || read.rows.length === 0 || faults.length > 0 || isDone}
            onPress={() => void send()}
          >
            {request.busy ? t('Sending, {sent} are in…', { sent }) : verbOf(read.rows.length, sent)}
          </Action>
          <Action onPress={onClose}>{t('Close')}</Action>
        </div>
      </form>
    </Drawer>
  )
}

const verbOf = (rows: number, sent: number): string =>
  rows === 0 ? t('Import them') : sent > 0 && sent < rows ? t('Go on') : t('Import {count} rows', { count: rows })

function useKnown() {
  const stock = useStock('').data
  const channels = useChannels()
  const today = useToday()
  return useMemo(
    () => ({
      skus: stock && !stock.more ? new Set(stock.items.map(({ sku }) => sku)) : null,
      channels: channels.length > 0 ? new Set(channels.map(({ channel }) => channel)) : null,
      today,
    }),
    [stock, channels, today],
  )
}
