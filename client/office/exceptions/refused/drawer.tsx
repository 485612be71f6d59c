/** One parked transaction: why, what it says, and the two ways out: put it right and resubmit it, or let it rest. */

import { useState } from 'react'
import { spoken } from '../../../language/spoken.ts'
import { t } from '../../../language/t.ts'
import { Refusal } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { FilterChip } from '../../ui/chips.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { Input, TextArea } from '../../ui/field.tsx'
import { Failure, Note } from '../../ui/note.tsx'
import parts from '../../ui/parts.module.css'
import table from '../../ui/table.module.css'
import { useRequest } from '../../use-request.ts'
import { momentText } from '../../words.ts'
import type { RefusedItem } from '../contract.ts'
import styles from '../exceptions.module.css'
import { refusedPath, useRefusedOne } from '../queries.ts'
import { type Edited, type EditedField, fieldsOf, payloadOf, wholePayload } from './payload.ts'

export function RefusedDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useRefusedOne(id)
  // What was resubmitted is parked no more: there is nothing left to read here.
  const [settled, setSettled] = useState<string | null>(null)
  return (
    <Drawer
      title={
        data
          ? t('Refused: {type}', { type: spoken(data.type).toLowerCase() || t('unreadable') })
          : t('Refused transaction')
      }
      note={
        data &&
        t('From {deviceId}, arrived {receivedAt}', { deviceId: data.deviceId, receivedAt: momentText(data.receivedAt) })
      }
      onClose={onClose}
    >
      {settled !== null && <Note tone="ok">{settled}</Note>}
      {settled === null && !data && <Failure of={error} />}
      {settled === null && data && <Inside refused={data} onSettled={setSettled} />}
    </Drawer>
  )
}

function Inside({ refused, onSettled }: { refused: RefusedItem; onSettled: (said: string) => void }) {
  const [dismissing, setDismissing] = useState(false)
  // Kept here: what was edited is read anew after each try, and the answer to it must outlive that.
  const [still, setStill] = useState<string | null>(null)
  if (refused.state !== 'parked') return <Note tone="ok">{t('It was dismissed, and stays kept.')}</Note>
  return (
    <>
      <Note tone="bad">{refused.problem?.detail}</Note>
      <Facts refused={refused} />
      <MendForm
        key={JSON.stringify(refused.mended?.at ?? '')}
        refused={refused}
        still={still}
        onStill={setStill}
        onSettled={onSettled}
        onDismiss={() => setDismissing(true)}
      />
      {dismissing && <DismissDialog refused={refused} onSettled={onSettled} onClose={() => setDismissing(false)} />}
    </>
  )
}

function Facts({ refused: { author, envelope, mended } }: { refused: RefusedItem }) {
  const { occurredAt } = envelope
  const rows: [string, string | null][] = [
    [t('Who'), author?.name ?? t('not known')],
    [t('By its clock'), typeof occurredAt === 'string' ? momentText(occurredAt) : null],
    [
      t('Put right before'),
      mended &&
        t('by {by}, {at}{note}', { by: mended.by, at: momentText(mended.at), note: mended.note && `: ${mended.note}` }),
    ],
  ]
  return (
    <table className={table.small}>
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
  )
}

const payloadIn = ({ mended, envelope }: RefusedItem): Record<string, unknown> => {
  if (mended) return mended.payload
  return typeof envelope.payload === 'object' && envelope.payload !== null
    ? (envelope.payload as Record<string, unknown>)
    : {}
}

interface MendFormProps {
  refused: RefusedItem
  /** Why the last try was refused again. */
  still: string | null
  onStill: (why: string | null) => void
  onSettled: (said: string) => void
  onDismiss: () => void
}

interface Answer {
  outcome: 'applied' | 'exception' | 'refused'
  problem?: { detail: string }
}

function MendForm({ refused, still, onStill, onSettled, onDismiss }: MendFormProps) {
  const before = payloadIn(refused)
  const [fields, setFields] = useState<EditedField[]>(() => fieldsOf(before))
  const [json, setJson] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [typedWrong, setTypedWrong] = useState<{ field: string; sentence: string } | null>(null)
  const request = useRequest()
  const edited = (): Edited => (json === null ? payloadOf(fields, before) : wholePayload(json))
  const resubmit = async () => {
    const now = edited()
    if ('wrong' in now) return setTypedWrong(now.wrong)
    const changed = JSON.stringify(now.payload) !== JSON.stringify(before)
    const body = { ...(changed ? { payload: now.payload } : {}), ...(note.trim() ? { note: note.trim() } : {}) }
    const answer = await request.send<Answer>('POST', `${refusedPath(refused.id)}/resubmit`, body)
    if (!answer) return
    if (answer.outcome === 'refused') return onStill(answer.problem?.detail ?? t('It is refused again.'))
    onSettled(
      answer.outcome === 'applied' ? t('It is posted.') : t('It is posted, and opened an exception of its own.'),
    )
  }
  const forget = () => {
    setTypedWrong(null)
    onStill(null)
    request.forget()
  }
  const wrong = typedWrong ?? refusedField(request.failure)
  return (
    <section className={styles.form} aria-label={t('Put it right')}>
      <h3 className={parts.heading}>{t('Put it right')}</h3>
      <div className={styles.row}>
        <FilterChip
          label={t('As JSON')}
          on={json !== null}
          onPress={() => {
            forget()
            const now = edited()
            if (json === null) setJson(JSON.stringify('payload' in now ? now.payload : before, null, 2))
            else {
              setFields(fieldsOf('payload' in now ? now.payload : before))
              setJson(null)
            }
          }}
        />
      </div>
      {json === null ? (
        <Fields
          fields={fields}
          wrong={wrong}
          onChange={(next) => {
            forget()
            setFields(next)
          }}
        />
      ) : (
        <TextArea
          label={t('What it says')}
          rows={12}
          value={json}
          error={wrong?.sentence}
          onChange={(text) => {
            forget()
            setJson(text)
          }}
        />
      )}
      <Input label={t('Note (kept with it)')} value={note} onChange={setNote} />
      {still !== null && <Note tone="bad">{t('Still refused: {still}', { still })}</Note>}
      <Failure of={request.failure} />
      <div className={styles.actions}>
        <Action kind="primary" off={request.busy} onPress={() => void resubmit()}>
          {request.busy ? t('Sending…') : t('Resubmit')}
        </Action>
        <Action kind="danger" onPress={onDismiss}>
          {t('Dismiss…')}
        </Action>
      </div>
    </section>
  )
}

/** `payload.quantity` is the field `quantity`; of something within, the field that holds it. */
function refusedField(failure: Error | null): { field: string; sentence: string } | null {
  if (!(failure instanceof Refusal) || failure.field === undefined) return null
  const field = failure.field.replace(/^payload\.?/, '').replace(/[.[].*$/, '')
  return { field, sentence: failure.message }
}

interface FieldsProps {
  fields: readonly EditedField[]
  wrong: { field: string; sentence: string } | null
  onChange: (fields: EditedField[]) => void
}

function Fields({ fields, wrong, onChange }: FieldsProps) {
  return fields.map(({ name, plain, text }, index) => {
    const shared = {
      label: name,
      value: text,
      error: wrong?.field === name ? wrong.sentence : undefined,
      onChange: (typed: string) =>
        onChange(fields.map((field, at) => (at === index ? { ...field, text: typed } : field))),
    }
    return plain ? <Input key={name} {...shared} /> : <TextArea key={name} {...shared} rows={4} />
  })
}

interface DismissDialogProps {
  refused: RefusedItem
  onSettled: (said: string) => void
  onClose: () => void
}

function DismissDialog({ refused, onSettled, onClose }: DismissDialogProps) {
  const request = useRequest()
  const [note, setNote] = useState('')
  const dismiss = async () => {
    if (!(await request.send('POST', `${refusedPath(refused.id)}/dismiss`, { note: note.trim() }))) return
    onSettled(t('It was dismissed. It stays kept, and is never posted.'))
    onClose()
  }
  return (
    <Confirm
      title={t('Dismiss it?')}
      verb={t('Dismiss it')}
      danger
      off={note.trim() === ''}
      request={request}
      onConfirm={() => void dismiss()}
      onClose={onClose}
    >
      <p>
        {t('It is never posted: what it says did not happen, or was recorded otherwise. It stays kept as it came.')}
      </p>
      <Input label={t('Why (kept with it)')} value={note} onChange={setNote} />
    </Confirm>
  )
}
