import { useState } from 'react'
import { heard } from '../../language/heard.ts'
import { t } from '../../language/t.ts'
import { Refusal } from '../api.ts'
import type { Proposal } from '../contract.ts'
import { Confirm } from '../ui/confirm.tsx'
import { useRequest } from '../use-request.ts'
import type { ExceptionItem, Resolved } from './contract.ts'
import { exceptionPath } from './queries.ts'
import { bodyOf, isWhole, RemedyFields, type Typed } from './remedy-fields.tsx'
import { formFor, type RemedyForm } from './remedy-forms.ts'

/** Something that can be done: by its form, or by a proposal of the server. */
export type Doing = { remedy: string } | { proposal: Proposal }

export interface RemedyDialogProps {
  exception: ExceptionItem
  doing: Doing
  onDone: (did: string) => void
  onClose: () => void
}

const formOf = (exception: ExceptionItem, doing: Doing): RemedyForm =>
  'remedy' in doing
    ? formFor(exception, doing.remedy)
    : {
        label: heard(doing.proposal.label),
        say: doing.proposal.detail,
        fields: [{ name: 'note', label: t('Why (kept with it)') }],
      }

/** Says what will be done, asks for what it needs, and does it. */
export function RemedyDialog({ exception, doing, onDone, onClose }: RemedyDialogProps) {
  const request = useRequest()
  const form = formOf(exception, doing)
  const [typed, setTyped] = useState<Typed>({})
  const resolve = async () => {
    const start = 'remedy' in doing ? { remedy: doing.remedy } : doing.proposal.body
    const body = { ...start, ...bodyOf(form.fields, typed) }
    const answer = await request.send<Resolved>('POST', `${exceptionPath(exception.id)}/resolve`, body)
    if (!answer) return
    onDone(answer.did)
    onClose()
  }
  const wrong =
    request.failure instanceof Refusal && request.failure.field !== undefined
      ? { field: request.failure.field, sentence: request.failure.message }
      : undefined
  return (
    <Confirm
      title={`${form.label}?`}
      verb={form.label}
      danger={form.danger}
      off={!isWhole(form.fields, typed)}
      request={request}
      onConfirm={() => void resolve()}
      onClose={onClose}
    >
      <p>{form.say}</p>
      <RemedyFields
        fields={form.fields}
        typed={typed}
        sku={exception.sku}
        wrong={wrong}
        onChange={(next) => {
          request.forget()
          setTyped(next)
        }}
      />
    </Confirm>
  )
}
