/** A supervisor on the floor sees what is open, the worst first, goes there, and settles it on the spot. Online only. */

import { useState } from 'react'
import { useLocation } from 'wouter'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { Chip } from '../../shell/chip.tsx'
import { Notices } from '../../shell/notices.tsx'
import { useAnswer } from '../../shell/use-answer.ts'
import { Button, Card, createBand, EmptyState, Frame, List, Row, type RowTone, ScanBand } from '../../ui/index.ts'
import type { FloorException } from './contract.ts'
import { Settle } from './settle.tsx'
import { ageText } from './words.ts'

const TONES: Record<FloorException['severity'], RowTone> = { severe: 'bad', high: 'bad', medium: 'warn', low: 'plain' }

export function ExceptionsScreen() {
  const [, navigate] = useLocation()
  const [chosen, setChosen] = useState<FloorException | null>(null)
  const [did, setDid] = useState<string | null>(null)
  const list = useAnswer<{ items: FloorException[]; next: string | null }>('/exceptions?limit=100')
  if (chosen)
    return (
      <Settle
        exception={chosen}
        onBack={() => setChosen(null)}
        onDone={(said) => {
          setDid(said)
          setChosen(null)
          list.again()
        }}
      />
    )
  return (
    <Opened
      list={list}
      did={did}
      onBack={() => navigate('/')}
      onChoose={(exception) => {
        setDid(null)
        setChosen(exception)
      }}
    />
  )
}

interface OpenedProps {
  list: ReturnType<typeof useAnswer<{ items: FloorException[]; next: string | null }>>
  did: string | null
  onBack: () => void
  onChoose: (exception: FloorException) => void
}

function Opened({ list: { body, problem, again }, did, onBack, onChoose }: OpenedProps) {
  const [band] = useState(createBand)
  const items = body?.items ?? []
  return (
    <Frame
      title={t('Exceptions')}
      progress={
        body
          ? body.next === null
            ? t('{items} open', { items: items.length })
            : t('{items} open, and more', { items: items.length })
          : undefined
      }
      onBack={onBack}
      backLabel={t('Back')}
      chip={<Chip />}
      band={<ScanBand say={t('Choose what to settle')} band={band} quiet />}
      notice={<Notices />}
      primary={
        <Button kind="primary" onPress={again}>
          {t('Look again')}
        </Button>
      }
    >
      {did !== null && (
        <Card tone="ok">
          <p>{did}</p>
        </Card>
      )}
      {problem !== null && (
        <Card tone="bad">
          <p>{t('{problem} Exceptions are settled while the network is there.', { problem })}</p>
        </Card>
      )}
      {body && items.length === 0 && <EmptyState say={t('Nothing is open.')} />}
      <List>
        {items.map((exception) => (
          <Row
            key={exception.id}
            title={spoken(exception.type)}
            detail={aboutText(exception)}
            state={`${spoken(exception.severity)}, ${ageText(exception.ageSeconds)}`}
            tone={TONES[exception.severity]}
            onPress={() => onChoose(exception)}
          />
        ))}
      </List>
    </Frame>
  )
}

const aboutText = ({ sku, lot, location, orderExternalId, ownerName }: FloorException): string =>
  [location, sku, lot && t('lot {lot}', { lot }), orderExternalId, ownerName && t('with {ownerName}', { ownerName })]
    .filter(Boolean)
    .join(' · ')
