/** The documents without which goods of a chargeback are not sold again; they come as they come, in any order. */

import { useState } from 'react'
import { t } from '../../language/t.ts'
import { faultOf } from '../fault.ts'
import { Action } from '../ui/action.tsx'
import { TextArea } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { useRequest } from '../use-request.ts'
import { useWarehouse } from '../warehouse.ts'
import type { ReturnDetail } from './contract.ts'
import { documentsBody, typedDocuments } from './documents-body.ts'
import { DocumentsFields } from './documents-fields.tsx'
import { PhotoField } from './photo-field.tsx'
import { usePhotoUpload } from './photo-upload.ts'
import { returnPath } from './queries.ts'
import styles from './returns.module.css'

export interface DocumentsFormProps {
  of: ReturnDetail
  onDone: () => void
  onClose: () => void
}

export function DocumentsForm({ of, onDone, onClose }: DocumentsFormProps) {
  const request = useRequest()
  const upload = usePhotoUpload()
  const ownCurrency = useWarehouse().data?.currency ?? 'USD'
  const currency = of.chargeback?.amount?.currency ?? ownCurrency
  const [typed, setTyped] = useState(() => typedDocuments(of.chargeback))
  const [note, setNote] = useState(of.note ?? '')
  const documents = documentsBody(typed, currency)
  const added = [...of.photos.filter(({ from }) => from === 'desk').map(({ sha256 }) => sha256), ...upload.photos]
  const save = async () => {
    const body = {
      ...documents,
      ...(upload.photos.length === 0 ? {} : { photos: [...new Set(added)] }),
      ...(note.trim() === (of.note ?? '') || note.trim() === '' ? {} : { note: note.trim() }),
    }
    if (await request.send('PUT', `${returnPath(of.id)}/documents`, body)) onDone()
  }
  const fault = faultOf(request.failure)
  const errorAt = (field: string) => (fault?.field.split('.')[0] === field ? fault.detail : undefined)
  return (
    <form className={styles.form} aria-label={t('Documents')} onSubmit={(event) => event.preventDefault()}>
      <DocumentsFields typed={typed} currency={currency} errorAt={errorAt} onChange={setTyped} />
      <PhotoField upload={upload} />
      <TextArea label={t('Note')} rows={2} error={errorAt('note')} value={note} onChange={setNote} />
      <Failure of={request.failure} />
      <div className={parts.row}>
        <Action kind="primary" off={documents === null || upload.busy || request.busy} onPress={() => void save()}>
          {request.busy ? t('Saving…') : t('Save the documents')}
        </Action>
        <Action onPress={onClose}>{t('Leave it')}</Action>
      </div>
    </form>
  )
}
