/** Many listings mapped at once, from a spreadsheet: what is wrong is said row by row before anything is sent. */

import { ArrowLeft } from 'lucide-react'
import { useMemo, useState } from 'react'
import { t } from '../../language/t.ts'
import { faultOf } from '../fault.ts'
import form from '../item/form.module.css'
import { useStock } from '../queries.ts'
import { Action } from '../ui/action.tsx'
import { TextArea } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { ROWS_SHOWN, RowFaults, TextFileField } from '../ui/pasted-rows.tsx'
import table from '../ui/table.module.css'
import { useRequest } from '../use-request.ts'
import { figure } from '../words.ts'
import type { Connector, Mapping } from './contract.ts'
import { kindOf } from './kinds.ts'
import { COLUMNS, readMany, rowAt } from './many.ts'
import { shortName } from './platform-words.ts'
import { mappingsPath } from './queries.ts'

export function MapMany({ connector, onBack }: { connector: Connector; onBack: () => void }) {
  const request = useRequest()
  const stock = useStock('').data
  const [text, setText] = useState('')
  const { pattern, like } = kindOf(connector.kind).listing
  const many = useMemo(() => {
    const skus = stock && !stock.more ? new Set(stock.items.map(({ sku }) => sku)) : null
    return readMany(text, { skus, pattern, like })
  }, [text, stock, pattern, like])
  const fault = faultOf(request.failure)
  const index = fault && rowAt(fault.field)
  const line = typeof index === 'number' ? many.lines[index] : undefined
  const faults = fault && line !== undefined ? [{ line, says: fault.detail }, ...many.faults] : many.faults
  const change = (value: string) => {
    request.forget()
    setText(value)
  }
  const send = async () => {
    if (await request.send('POST', mappingsPath(connector.id), { put: many.put })) onBack()
  }
  return (
    <form className={form.form} onSubmit={(event) => event.preventDefault()}>
      <div className={parts.row}>
        <Action kind="quiet" icon={<ArrowLeft aria-hidden />} onPress={onBack}>
          {t('Back')}
        </Action>
      </div>
      <h3 className={form.title}>{t('Map many listings')}</h3>
      <p className={parts.prose}>
        {t(
          'Paste rows of a spreadsheet or a CSV file, with a first row that names the columns, or without one in this order: {COLUMNS}. Only the first two are needed. A listing that is mapped already is mapped anew, and a cell that is left empty is as with a new listing. Listings that are not in it stay.',
          { COLUMNS: COLUMNS.join(', ') },
        )}
      </p>
      <TextArea
        label={t('Rows')}
        hint={t('A listing is {charAt}{like}', { charAt: like.charAt(0).toLowerCase(), like: like.slice(1) })}
        rows={10}
        value={text}
        onChange={change}
      />
      <TextFileField onText={change} />
      <RowFaults faults={faults} />
      {line === undefined && <Failure of={request.failure} />}
      {many.put.length > 0 && <Preview put={many.put} />}
      <div className={form.actions}>
        <Action
          kind="primary"
          off={request.busy || many.put.length === 0 || faults.length > 0}
          onPress={() => void send()}
        >
          {request.busy
            ? t('Sending…')
            : many.put.length === 0
              ? t('Map them')
              : t('Map {count} listings', { count: many.put.length })}
        </Action>
      </div>
    </form>
  )
}

function Preview({ put }: { put: readonly Mapping[] }) {
  return (
    <table className={table.small}>
      <caption>
        {t('What is read')}
        {put.length > ROWS_SHOWN && t(', the first {ROWS_SHOWN} of {put}', { ROWS_SHOWN, put: put.length })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('Listing')}</th>
          <th scope="col">{t('Item')}</th>
          {[t('Pack'), t('Cap'), t('Part'), t('Buffer')].map((head) => (
            <th key={head} scope="col" className={table.number}>
              {head}
            </th>
          ))}
          <th scope="col" className={table.number}>
            {t('Mode')}
          </th>
        </tr>
      </thead>
      <tbody>
        {put.slice(0, ROWS_SHOWN).map((one) => (
          <tr key={one.listing}>
            <th scope="row">{shortName(one.listing)}</th>
            <td>{one.sku}</td>
            <td className={table.number}>{figure(one.packQuantity)}</td>
            <td className={table.number}>{one.cap === null ? t('None') : figure(one.cap)}</td>
            <td className={table.number}>{one.percent} %</td>
            <td className={table.number}>{figure(one.buffer)}</td>
            <td className={table.number}>{one.mode === 'on' ? t('On') : t('Paused')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
