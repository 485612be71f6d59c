/** One exception: what it says, how it came about in short, and what can be done on the spot. */

import { useState } from 'react'
import { dateLocale } from '../../language/language.ts'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { Chip } from '../../shell/chip.tsx'
import { useFloor } from '../../shell/floor.ts'
import { Notices } from '../../shell/notices.tsx'
import { useAnswer } from '../../shell/use-answer.ts'
import { Button, Card, ChoiceList, createBand, Facts, Frame, ScanBand, TextField } from '../../ui/index.ts'
import type { FloorEvidence, FloorException, Reason } from './contract.ts'
import { type FloorRemedy, floorRemedies } from './remedies.ts'

export interface SettleProps {
  exception: FloorException
  onBack: () => void
  onDone: (did: string) => void
}

export function Settle({ exception, onBack, onDone }: SettleProps) {
  const { ask, signal } = useFloor()
  const [band] = useState(createBand)
  const [chosen, setChosen] = useState<FloorRemedy | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const path = `/exceptions/${encodeURIComponent(exception.id)}`
  const settle = async (remedy: FloorRemedy, more: { note?: string; reason?: string }) => {
    setProblem(null)
    band.show('saving', t('Sending'))
    try {
      const answer = await ask<{ did: string }>('POST', `${path}/resolve`, { remedy: remedy.id, ...more })
      signal('right')
      onDone(answer.did)
    } catch (error) {
      band.show('wrong', t('Not settled'))
      signal('attention')
      setProblem((error as Error).message)
    }
  }
  const choose = (remedy: FloorRemedy) => {
    setProblem(null)
    if (remedy.asks === 'nothing') void settle(remedy, {})
    else setChosen(remedy)
  }
  return (
    <Frame
      title={spoken(exception.type)}
      onBack={chosen ? () => setChosen(null) : onBack}
      backLabel={t('Back')}
      chip={<Chip />}
      band={<ScanBand say={chosen ? chosen.label : t('Look, then settle it')} band={band} quiet />}
      notice={<Notices />}
      step={chosen?.id ?? ''}
    >
      {problem !== null && (
        <Card tone="bad">
          <p>{problem}</p>
        </Card>
      )}
      {chosen ? (
        <Details remedy={chosen} onDone={(more) => void settle(chosen, more)} />
      ) : (
        <Known exception={exception} path={path} onChoose={choose} />
      )}
    </Frame>
  )
}

interface KnownProps {
  exception: FloorException
  path: string
  onChoose: (remedy: FloorRemedy) => void
}

function Known({ exception, path, onChoose }: KnownProps) {
  const remedies = floorRemedies(exception)
  return (
    <>
      <Card tone={exception.severity === 'severe' || exception.severity === 'high' ? 'bad' : 'warn'}>
        <p>{exception.detail}</p>
      </Card>
      <Evidence path={path} />
      {remedies.length === 0 ? (
        <Card>{t('This is settled at a desk: it needs more than a reason.')}</Card>
      ) : (
        <ChoiceList
          label={t('What can be done here')}
          choices={remedies}
          onChoose={(id) => {
            const remedy = remedies.find((one) => one.id === id)
            if (remedy) onChoose(remedy)
          }}
        />
      )}
    </>
  )
}

const timeOf = (iso: string): string =>
  new Date(iso).toLocaleString(dateLocale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

const place = ({ location }: { location: string }): string => location.replace(/^@/, '')

function Evidence({ path }: { path: string }) {
  const { body, problem } = useAnswer<FloorEvidence>(path)
  if (problem !== null) return <Card tone="warn">{problem}</Card>
  if (!body) return null
  const { count, evidence } = body
  const { transaction, around } = evidence
  return (
    <Facts
      facts={[
        ...(count ? [{ label: t('Counted, ledger'), value: `${count.counted}, ${count.expected}` }] : []),
        ...(transaction
          ? [
              { label: spoken(transaction.type), value: transaction.user?.name ?? transaction.device },
              {
                label: transaction.offline ? t('Without a network') : t('When'),
                value: transaction.occurredAt === null ? '' : timeOf(transaction.occurredAt),
              },
            ]
          : []),
        ...around.slice(0, 3).map((line) => ({
          label: timeOf(line.occurredAt),
          value: `${line.quantity} × ${place(line.from)} → ${place(line.to)}`,
        })),
      ]}
    />
  )
}

interface DetailsProps {
  remedy: FloorRemedy
  onDone: (more: { note?: string; reason?: string }) => void
}

function Details({ remedy, onDone }: DetailsProps) {
  return remedy.asks === 'reason' ? (
    <Reasons onDone={(reason) => onDone({ reason })} />
  ) : (
    <Note remedy={remedy} onDone={(note) => onDone({ note })} />
  )
}

function Reasons({ onDone }: { onDone: (reason: string) => void }) {
  const { body, problem } = useAnswer<{ reasons: Reason[] }>('/settings/counting')
  if (problem !== null) return <Card tone="bad">{problem}</Card>
  return (
    <ChoiceList
      label={t('Why does it differ?')}
      choices={(body?.reasons ?? []).map(({ code, label }) => ({ id: code, label }))}
      onChoose={onDone}
    />
  )
}

function Note({ remedy, onDone }: { remedy: FloorRemedy; onDone: (note: string) => void }) {
  const [note, setNote] = useState('')
  const said = note.trim()
  return (
    <>
      <TextField
        label={remedy.id === 'hold' ? t('Reason (shown on every handheld)') : t('Why (kept with it)')}
        value={note}
        onChange={setNote}
        onEnter={() => said !== '' && onDone(said)}
      />
      <Button kind="primary" wide off={said === ''} onPress={() => onDone(said)}>
        {remedy.label}
      </Button>
    </>
  )
}
