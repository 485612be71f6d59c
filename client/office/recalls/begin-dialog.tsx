import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Input } from '../ui/field.tsx'
import { isTyped, TypedWord } from '../ui/typed-word.tsx'
import { useRequest } from '../use-request.ts'
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
  const [reason, setReason] = useState(drill ? t('Drill') : '')
  const [word, setWord] = useState('')
  const begin = async () => {
    const recall = await request.send<Recall>('POST', '/recalls', { ...subject, reason: reason.trim(), drill })
    if (recall) onBegun(recall.id)
  }
  return (
    <Confirm
      title={
        drill
          ? t('Rehearse the recall of {subject}?', { subject: subjectText(subject) })
          : t('Recall {subject}?', { subject: subjectText(subject) })
      }
      verb={drill ? t('Run the drill') : t('Hold and recall')}
      danger={!drill}
      off={reason.trim() === '' || (!drill && !isTyped(WORD, word))}
      request={request}
      onConfirm={() => void begin()}
      onClose={onClose}
    >
      {drill ? (
        <p>
          {t(
            'It finds what the recall would reach, times that and keeps the record. Nothing is held and nobody is told.',
          )}
        </p>
      ) : (
        <Effect subject={subject} />
      )}
      <Input
        label={drill ? t('What for (kept with it)') : t('Reason (shown on every handheld and in the lists)')}
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
      {t(
        '{lots} with {onHand} on hand go on hold at once, in every warehouse: they leave sale, are taken off pick lists, and handhelds refuse them. {shipped} units have gone to {customers}; their lists can be downloaded then. A hold can be lifted lot by lot.',
        {
          lots: t('{count} lots', { count: reach.lots.length }),
          onHand: t('{count} units', { count: onHand }),
          shipped,
          customers: t('{count} customers', { count: customers }),
        },
      )}
    </p>
  )
}
