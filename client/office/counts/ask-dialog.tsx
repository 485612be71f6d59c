/** Asks the floor for counts: of places, of items or lots wherever they stand, or of a zone. */

import { useMemo, useState } from 'react'
import { t } from '../../language/t.ts'
import { Refusal } from '../api.ts'
import { useStock } from '../queries.ts'
import { Choice } from '../ui/choice.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Select } from '../ui/field.tsx'
import { useRequest } from '../use-request.ts'
import { type AskKind, askBody } from './ask-body.ts'
import { CodesField } from './codes-field.tsx'
import type { CountTasks } from './contract.ts'
import { usePlaces } from './queries.ts'

const KINDS: readonly { value: AskKind; label: string }[] = [
  { value: 'locations', label: t('Places, whole') },
  { value: 'skus', label: t('Items, wherever they stand') },
  { value: 'lots', label: t('Lots, wherever they stand') },
  { value: 'zone', label: t('A zone, every place of it') },
]

const LABELS = { locations: t('Place'), skus: 'SKU', lots: t('Lot number') } as const

export interface AskDialogProps {
  onDone: (what: string) => void
  onClose: () => void
}

export function AskDialog({ onDone, onClose }: AskDialogProps) {
  const request = useRequest()
  const known = useKnown()
  const [kind, setKind] = useState<AskKind>('locations')
  const [codes, setCodes] = useState<string[]>([])
  const [typed, setTyped] = useState('')
  const [zone, setZone] = useState('')
  const [blind, setBlind] = useState(true)
  const body = askBody({ kind, codes, typed, zone, blind })
  const ask = async () => {
    const answer = await request.send<CountTasks>('POST', '/counts', body)
    if (!answer) return
    const places = new Set(answer.items.map(({ location }) => location)).size
    onDone(
      answer.items.length === 0
        ? t('Nothing of that stands anywhere, so that there is nothing to count.')
        : t('{counts} asked for, in {places}.', {
            counts: t('{count} counts', { count: answer.items.length }),
            places: t('{count} places', { count: places }),
          }),
    )
  }
  const { failure } = request
  return (
    <Confirm
      title={t('Ask for counts')}
      verb={t('Ask for counts')}
      off={body === null}
      request={request}
      onConfirm={() => void ask()}
      onClose={onClose}
    >
      <Select
        label={t('What is to be counted')}
        value={kind}
        onChange={(value) => {
          setKind(value as AskKind)
          setCodes([])
          setTyped('')
        }}
        options={KINDS}
      />
      {kind !== 'zone' && (
        <CodesField
          key={kind}
          label={LABELS[kind]}
          hint={t('Several: one after the other, or pasted with commas between them')}
          known={kind === 'lots' ? undefined : known[kind]}
          codes={codes}
          typed={typed}
          error={failure instanceof Refusal && failure.field === kind ? failure.message : undefined}
          onChange={(all, text) => {
            setCodes(all)
            setTyped(text)
          }}
        />
      )}
      {kind !== 'locations' && (
        <Select
          label={kind === 'zone' ? t('Zone') : t('Only in zone')}
          hint={known.zones.length === 0 ? t('No place of this warehouse has a zone.') : undefined}
          value={zone}
          onChange={setZone}
          options={[
            { value: '', label: kind === 'zone' ? t('Choose a zone') : t('Anywhere') },
            ...known.zones.map((code) => ({ value: code, label: code })),
          ]}
        />
      )}
      <Choice
        label={t('Blind')}
        says={t('What should be there is kept from handhelds until it is counted.')}
        on={blind}
        onChange={setBlind}
      />
    </Confirm>
  )
}

function useKnown() {
  const places = usePlaces().data?.items
  const items = useStock('').data?.items
  return useMemo(
    () => ({
      locations: places?.map(({ code }) => code),
      skus: items?.map(({ sku }) => sku),
      zones: [...new Set(places?.flatMap(({ zone }) => zone ?? []))].sort(),
    }),
    [places, items],
  )
}
