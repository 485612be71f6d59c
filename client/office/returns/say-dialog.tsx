import { useState } from 'react'
import { Confirm } from '../ui/confirm.tsx'
import { Input } from '../ui/field.tsx'
import { useRequest } from '../use-request.ts'

export interface SayDialogProps {
  title: string
  /** What it will do. */
  say: string
  verb: string
  path: string
  /** What is sent besides the note. */
  body: Record<string, unknown>
  label: string
  /** Whether it can be done without a word. */
  needed: boolean
  danger?: boolean | undefined
  onClose: () => void
}

/** Something that is kept together with why it was done. */
export function SayDialog({ title, say, verb, path, body, label, needed, danger, onClose }: SayDialogProps) {
  const request = useRequest()
  const [note, setNote] = useState('')
  const said = note.trim()
  const send = async () => {
    if (await request.send('POST', path, { ...body, ...(said === '' ? {} : { note: said }) })) onClose()
  }
  return (
    <Confirm
      title={title}
      verb={verb}
      danger={danger}
      off={needed && said === ''}
      request={request}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <p>{say}</p>
      <Input label={label} value={note} onChange={setNote} />
    </Confirm>
  )
}
