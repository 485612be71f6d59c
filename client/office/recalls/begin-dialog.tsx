import { useState } from 'react'
import { Confirm } from '../ui/confirm.tsx'
import { Input } from '../ui/field.tsx'
import { isTyped, TypedWord } from '../ui/typed-word.tsx'
import { useRequest } from '../use-request.ts'
import { figure, plural } from '../words.ts'
import type { Recall, Subject } from './contract.ts'
import { useReach } from './queries.ts'
import { subjectText } from './subject.ts'

const WORD = 'HOLD'

export interface BeginDialogProps {
  subject: Subject
  drill: boolean
  onBegun: (id: string) => void
  onClose: () => void
}

/** Says what will be done, and begins the recall or the drill of it. */
export function BeginDialog({ subject, drill, onBegun, onClose }: BeginDialogProps) {
  const request = useRequest()
  const [reason, setReason] = useState(drill ? 'Drill' : '')
  const [word, setWord] = useState('')
  const begin = async () => {
    const recall = await request.send<Recall>('POST', '/recalls', { ...subject, reason: reason.trim(), drill })
    if (recall) onBegun(recall.id)
  }
  return (
    <Confirm
      title={drill ? `Rehearse the recall of ${subjectText(subject)}?` : `Recall ${subjectText(subject)}?`}
      verb={drill ? 'Run the drill' : 'Hold and recall'}
      danger={!drill}
      off={reason.trim() === '' || (!drill && !isTyped(WORD, word))}
      request={request}
      onConfirm={() => void begin()}
      onClose={onClose}
    >
      {drill ? (
        <p>
          It finds what the recall would reach, times that and keeps the record. Nothing is held and nobody is told.
        </p>
      ) : (
        <Effect subject={subject} />
      )}
      <Input
        label={drill ? 'What for (kept with it)' : 'Reason (shown on every handheld and in the lists)'}
        value={reason}
        onChange={setReason}
      />
      {!drill && <TypedWord word={WORD} value={word} onChange={setWord} />}
    </Confirm>
  )
}

function Effect({ subject }: { subject: Subject }) {
  const reach = useReach(subject).data
  if (!reach) return null
  const { onHand, shipped } = reach.quantities
  const customers = reach.consignees.reduce((sum, channel) => sum + channel.customers.length, 0)
  return (
    <p>
      {plural(reach.lots.length, 'lot')} with {plural(onHand, 'unit')} on hand go on hold at once, in every warehouse:
      they leave sale, are taken off pick lists, and handhelds refuse them. {figure(shipped)} units have gone to{' '}
      {plural(customers, 'customer')}; their lists can be downloaded then. A hold can be lifted lot by lot.
    </p>
  )
}
