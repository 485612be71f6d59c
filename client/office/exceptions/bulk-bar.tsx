import { type ReactNode, useState } from 'react'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import { Action } from '../ui/action.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { SelectedBar } from '../ui/selected-bar.tsx'
import { useRequest } from '../use-request.ts'
import type { BulkAnswer, ExceptionItem } from './contract.ts'
import styles from './exceptions.module.css'
import { bodyOf, isWhole, RemedyFields, type Typed } from './remedy-fields.tsx'
import { bulkRemedies, formFor } from './remedy-forms.ts'

export interface BulkBarProps {
  chosen: readonly ExceptionItem[]
  /** Said behind how many they are. */
  beside?: ReactNode
  onDone: (outcome: BulkOutcome) => void
  onNone: () => void
}

/** What became of those that were selected: they may have left the list since. */
export interface BulkOutcome {
  chosen: readonly ExceptionItem[]
  answer: BulkAnswer
}

/** What all that are selected can be settled with, in one go. */
export function BulkBar({ chosen, beside, onDone, onNone }: BulkBarProps) {
  const [doing, setDoing] = useState<string | null>(null)
  const remedies = bulkRemedies(chosen)
  return (
    <SelectedBar label={t('Selected exceptions')}>
      <b>{t('{count} exceptions selected', { count: chosen.length })}</b>
      {beside}
      {remedies.length === 0 && <span>{t('They have nothing in common that could be done to all at once.')}</span>}
      {remedies.map((remedy) => (
        <Action key={remedy} onPress={() => setDoing(remedy)}>
          {bulkForm(chosen, remedy).label}…
        </Action>
      ))}
      <Action onPress={onNone}>{t('Select none')}</Action>
      {doing !== null && (
        <BulkDialog
          chosen={chosen}
          remedy={doing}
          onAnswer={(answer) => onDone({ chosen, answer })}
          onClose={() => setDoing(null)}
        />
      )}
    </SelectedBar>
  )
}

/** Of several types none says it in its own words. */
function bulkForm(chosen: readonly ExceptionItem[], remedy: string) {
  const types = new Set(chosen.map(({ type }) => type))
  const [first] = chosen
  return formFor({ type: types.size === 1 && first ? first.type : '', location: '', sku: null, lot: '' }, remedy)
}

interface BulkDialogProps {
  chosen: readonly ExceptionItem[]
  remedy: string
  onAnswer: (answer: BulkAnswer) => void
  onClose: () => void
}

function BulkDialog({ chosen, remedy, onAnswer, onClose }: BulkDialogProps) {
  const request = useRequest()
  const [typed, setTyped] = useState<Typed>({})
  const form = bulkForm(chosen, remedy)
  const fields = form.fields.filter(({ name }) => name === 'note' || name === 'reason')
  const settle = async () => {
    const body = { ids: chosen.map(({ id }) => id), remedy, ...bodyOf(fields, typed) }
    const answer = await request.send<BulkAnswer>('POST', '/exceptions/resolve', body)
    if (!answer) return
    onAnswer(answer)
    onClose()
  }
  return (
    <Confirm
      title={t('{remedy}: {count} exceptions?', { remedy: form.label, count: chosen.length })}
      verb={form.label}
      danger={form.danger}
      off={!isWhole(fields, typed)}
      request={request}
      onConfirm={() => void settle()}
      onClose={onClose}
    >
      <p>{t('{say} Each is settled by itself: what fails stays as it is.', { say: form.say })}</p>
      <RemedyFields fields={fields} typed={typed} sku={null} onChange={setTyped} />
    </Confirm>
  )
}

export function BulkResult({ outcome: { chosen, answer }, onClose }: { outcome: BulkOutcome; onClose: () => void }) {
  const done = answer.items.filter(({ ok }) => ok)
  const settled = done.filter(({ state }) => state === 'resolved')
  const waiting = done.length - settled.length
  const failed = answer.items.filter(({ ok }) => !ok)
  const nameOf = (id: string) => {
    const item = chosen.find((one) => one.id === id)
    return item ? `${spoken(item.type)} ${item.sku ?? ''}`.trim() : id
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('{count} exceptions settled', { count: settled.length })}
      actions={<Action onPress={onClose}>{t('Close')}</Action>}
    >
      {waiting > 0 && (
        <p>{t('{count} others were acted on, and close when their cause is gone.', { count: waiting })}</p>
      )}
      {failed.length > 0 && (
        <>
          <p>{t('{count} exceptions stayed as they are:', { count: failed.length })}</p>
          <ul className={styles.failed} ref={scrollFocus}>
            {failed.map(({ id, problem }) => (
              <li key={id}>
                <b>{nameOf(id)}</b>: {problem?.detail}
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}
