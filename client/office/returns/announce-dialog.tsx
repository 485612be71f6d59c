/** Tells handhelds what is coming back, so that the dock knows it by its number. */

import { useState } from 'react'
import { reasonsOf } from '../../../shared/rules/return-terms.ts'
import { t } from '../../language/t.ts'
import { useDesk } from '../desk.ts'
import { faultOf } from '../fault.ts'
import { useChannels } from '../queries.ts'
import { Choice } from '../ui/choice.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Input, Select } from '../ui/field.tsx'
import { useRequest } from '../use-request.ts'
import { useWarehouse } from '../warehouse.ts'
import { announceBody, lineAt, linesOf, type TypedLine, type TypedReturn } from './announce-body.ts'
import { AnnounceLines } from './announce-lines.tsx'
import type { Announced } from './contract.ts'
import { NO_DOCUMENTS } from './documents-body.ts'
import { DocumentsFields } from './documents-fields.tsx'
import { FindOrder } from './find-order.tsx'
import { useReturnSettings } from './queries.ts'
import styles from './returns.module.css'

export interface AnnounceDialogProps {
  onDone: (announced: Announced) => void
  onClose: () => void
}

export function AnnounceDialog({ onDone, onClose }: AnnounceDialogProps) {
  const request = useRequest()
  const { newKey } = useDesk()
  const newLine = (): TypedLine => ({ id: newKey(), sku: '', quantity: '', reason: '' })
  const currency = useWarehouse().data?.currency ?? 'USD'
  const [typed, setTyped] = useState<TypedReturn>(() => ({ ...NOTHING, lines: [newLine()] }))
  const put = (change: Partial<TypedReturn>) => setTyped({ ...typed, ...change })
  const body = announceBody(typed, currency)
  const announce = async () => {
    const answer = await request.send<Announced>('POST', '/returns', body)
    if (answer) onDone(answer)
  }
  const fault = faultOf(request.failure)
  const errorAt = (field: string) => (fault?.field === field ? fault.detail : undefined)
  const bad = lineAt(fault?.field)
  return (
    <Confirm
      title={t('Announce a return')}
      verb={t('Announce the return')}
      off={body === null}
      request={request}
      onConfirm={() => void announce()}
      onClose={onClose}
    >
      <div className={styles.wide}>
        <OrderFields typed={typed} errorAt={errorAt} newId={newKey} onChange={put} />
        <AnnounceLines
          lines={typed.lines}
          reasons={useReasons(typed.channel)}
          newLine={newLine}
          errorOf={(index, part) => (bad?.index === index && bad.part === part ? fault?.detail : undefined)}
          onChange={(lines) => put({ lines })}
        />
        <Input label={t('Note')} error={errorAt('note')} value={typed.note} onChange={(note) => put({ note })} />
        <Choice
          label={t('The customer charges it back')}
          says={t('Nothing of it is sold again before its documents and a photo are there. They can follow later.')}
          on={typed.chargeback !== null}
          onChange={(on) => put({ chargeback: on ? NO_DOCUMENTS : null })}
        />
        {typed.chargeback && (
          <DocumentsFields
            typed={typed.chargeback}
            currency={currency}
            errorAt={(field) => errorAt(`chargeback.${field}`)}
            onChange={(chargeback) => put({ chargeback })}
          />
        )}
      </div>
    </Confirm>
  )
}

const NOTHING: TypedReturn = {
  channel: '',
  order: '',
  reference: '',
  expectedOn: '',
  note: '',
  lines: [],
  chargeback: null,
}

/** All of them while no channel is chosen. */
function useReasons(code: string) {
  const settings = useReturnSettings().data
  const channel = useChannels().find(({ channel }) => channel === code)
  if (!settings) return []
  return channel ? reasonsOf(settings, channel) : settings.reasons
}

interface OrderFieldsProps {
  typed: TypedReturn
  errorAt: (field: string) => string | undefined
  newId: () => string
  onChange: (change: Partial<TypedReturn>) => void
}

/** Which order it belongs to, and when it comes. */
function OrderFields({ typed, errorAt, newId, onChange }: OrderFieldsProps) {
  const channels = useChannels()
  return (
    <>
      <div className={styles.pair}>
        <Select
          label={t('Channel')}
          error={errorAt('channel')}
          value={typed.channel}
          onChange={(channel) => onChange({ channel })}
          options={[
            { value: '', label: t('Choose…') },
            ...channels.map(({ channel, name }) => ({ value: channel, label: name })),
          ]}
        />
        <Input
          label={t('Order number')}
          error={errorAt('orderExternalId')}
          value={typed.order}
          onChange={(order) => onChange({ order })}
        />
        <Input
          label={t('Reference of the return')}
          hint={t('RMA number or the like')}
          error={errorAt('reference')}
          value={typed.reference}
          onChange={(reference) => onChange({ reference })}
        />
        <Input
          label={t('Expected on')}
          type="date"
          error={errorAt('expectedOn')}
          value={typed.expectedOn}
          onChange={(expectedOn) => onChange({ expectedOn })}
        />
      </div>
      <FindOrder
        number={typed.order}
        onFound={(order) => onChange({ channel: order.channel, order: order.externalId, lines: linesOf(order, newId) })}
      />
    </>
  )
}
