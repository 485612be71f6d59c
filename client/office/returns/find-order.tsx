/** What an order shipped, so that nobody has to type it: the newest that its number names. */

import { Search } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../language/t.ts'
import { useDesk } from '../desk.ts'
import { queryText } from '../queries.ts'
import { Action } from '../ui/action.tsx'
import { Failure, Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { dateText } from '../words.ts'
import type { ShippedOrder } from './contract.ts'

export interface FindOrderProps {
  number: string
  onFound: (order: ShippedOrder) => void
}

export function FindOrder({ number, onFound }: FindOrderProps) {
  const { api } = useDesk()
  const [said, setSaid] = useState<string | null>(null)
  const [failure, setFailure] = useState<Error | null>(null)
  const [busy, setBusy] = useState(false)
  const scan = number.trim()
  const find = async () => {
    setBusy(true)
    setSaid(null)
    setFailure(null)
    try {
      const { items } = await api.get<{ items: ShippedOrder[] }>(`/returns/lookup?${queryText({ scan })}`)
      const [order] = items
      setSaid(order ? foundText(order) : t('Nothing was shipped under {scan}.', { scan }))
      if (order) onFound(order)
    } catch (error) {
      setFailure(error as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <div className={parts.row}>
        <Action icon={<Search aria-hidden />} off={scan === '' || busy} onPress={() => void find()}>
          {busy ? t('Looking…') : t('Take over what was shipped')}
        </Action>
      </div>
      {said !== null && <Note>{said}</Note>}
      <Failure of={failure} />
    </>
  )
}

const foundText = ({ externalId, customer, shippedAt, lines, returnId }: ShippedOrder): string => {
  const units = lines.reduce((sum, { shipped }) => sum + shipped, 0)
  const to = customer ? t(' to {name}', { name: customer.name }) : ''
  const again = returnId === null ? '' : t(' A return of it is open already.')
  return t('{externalId} shipped {count} units{to} on {shippedAt}.{again}', {
    count: units,
    externalId,
    to,
    shippedAt: dateText(shippedAt),
    again,
  })
}
