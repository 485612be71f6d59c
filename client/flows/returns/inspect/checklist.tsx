/** One question at a time, answered by one big tap. */

import { Check, CheckCheck, X } from 'lucide-react'
import { t } from '../../../language/t.ts'
import { Card, ChoiceList } from '../../../ui/index.ts'
import type { InspectAction } from './machine.ts'
import { type Hand, type InspectState, mayAnswerAll, openQuestion, questionsOf } from './state.ts'

interface ChecklistProps {
  hand: Hand
  state: InspectState
  act(action: InspectAction): void
}

export function Checklist({ hand, state, act }: ChecklistProps) {
  const { terms } = state
  const question = openQuestion(hand, terms)
  const open = questionsOf(hand, terms).length - hand.answers.length
  if (!question) return null
  const all = open > 1 && mayAnswerAll(hand, terms)
  return (
    <>
      <Card>
        <p>
          {t('{answers} of {hand} · {name}', {
            answers: hand.answers.length + 1,
            hand: questionsOf(hand, terms).length,
            name: hand.goods.item.name,
          })}
        </p>
      </Card>
      <ChoiceList
        choices={[
          { id: 'yes' as const, label: t('OK'), icon: <Check size={32} aria-hidden /> },
          { id: 'no' as const, label: t('Not OK'), icon: <X size={32} aria-hidden /> },
          ...(all
            ? [
                {
                  id: 'all' as const,
                  label: hand.answers.length === 0 ? t('All OK') : t('The rest is OK'),
                  note: questionsOf(hand, terms)
                    .slice(hand.answers.length)
                    .map(({ text }) => text)
                    .join(' · '),
                  icon: <CheckCheck size={32} aria-hidden />,
                },
              ]
            : []),
        ]}
        onChoose={(id) => act(id === 'all' ? { type: 'all-ok' } : { type: 'answer', ok: id === 'yes' })}
      />
    </>
  )
}
