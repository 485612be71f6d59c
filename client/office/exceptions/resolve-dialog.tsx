import { useState } from 'react'
import type { OpenException, Proposal } from '../contract.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Input } from '../ui/field.tsx'
import { useRequest } from '../use-request.ts'

export interface ResolveDialogProps {
  exception: OpenException
  proposal: Proposal
  onClose: () => void
}

/** Says what will be done, and does it. A word of why is kept with it. */
export function ResolveDialog({ exception, proposal, onClose }: ResolveDialogProps) {
  const request = useRequest()
  const [note, setNote] = useState('')
  const resolve = async () => {
    const path = `/exceptions/${encodeURIComponent(exception.id)}/resolve`
    if (await request.send('POST', path, { ...proposal.body, note })) onClose()
  }
  return (
    <Confirm
      title={`${proposal.label}?`}
      verb={proposal.label}
      request={request}
      onConfirm={() => void resolve()}
      onClose={onClose}
    >
      <p>{proposal.detail}</p>
      <Input label="Why (kept with it)" value={note} onChange={setNote} />
    </Confirm>
  )
}
