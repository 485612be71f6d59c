/** Look up: scan anything, see what it is and where. Nothing is recorded here. */

import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { StockRow } from '../../../shared/wire/pull.ts'
import { dayText } from '../../language/dates.ts'
import { heard } from '../../language/heard.ts'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { type Hidden, hiddenFromUs, isHidden } from '../../replica/counts.ts'
import { type Named, nameScan } from '../../replica/name.ts'
import { stockWhere } from '../../replica/view.ts'
import { Chip } from '../../shell/chip.tsx'
import { useFloor } from '../../shell/floor.ts'
import { Notices } from '../../shell/notices.tsx'
import { ScanTools } from '../../shell/scan-tools.tsx'
import { useScan } from '../../shell/use-scan.ts'
import { Card, createBand, EmptyState, Facts, Frame, List, PageHeader, Row, ScanBand } from '../../ui/index.ts'
import { wordsOf } from '../flow.ts'

export function LookUpScreen() {
  const { view, signal } = useFloor()
  const [, navigate] = useLocation()
  const [band] = useState(createBand)
  const [named, setNamed] = useState<Named | null>(null)
  useScan(band, (scan) => {
    void nameScan(view, scan).then((found) => {
      setNamed(found)
      const wrong = found.kind === 'problem' || found.kind === 'text'
      band.show(wrong ? 'wrong' : 'recognised', wordsOf(found))
      signal(wrong ? 'attention' : 'right')
    })
  })
  return (
    <Frame
      title={t('Look up')}
      onBack={() => navigate('/')}
      backLabel={t('Back')}
      chip={<Chip />}
      band={<ScanBand say={t('Scan anything')} band={band} />}
      notice={<Notices />}
      primary={<ScanTools />}
    >
      {named ? (
        <Found named={named} />
      ) : (
        <EmptyState say={t('An item, a bin, a tote, an order: scan it and see what and where it is.')} />
      )}
    </Frame>
  )
}

function Found({ named }: { named: Named }) {
  switch (named.kind) {
    case 'item':
      return <ItemFound named={named} />
    case 'location':
      return <PlaceFound code={named.location.code} kind={named.location.kind} within={named.location.within} />
    case 'order':
      return <OrderFound named={named} />
    case 'badge':
      return <Card title={t('A badge')}>{t('It belongs to a person. Use it to sign in.')}</Card>
    case 'text':
    case 'problem':
      return (
        <Card title={named.kind === 'problem' ? named.say : t('Not known here')} tone="warn">
          {named.scan.problem === undefined ? named.scan.code.slice(0, 100) : heard(named.scan.problem)}
        </Card>
      )
  }
}

function ItemFound({ named }: { named: Extract<Named, { kind: 'item' }> }) {
  const { item, lot } = named
  const { stock, hidden } = useShown('sku', item.sku)
  const leftOut = hidden.some(({ scope, sku }) => scope === 'location' || sku === item.sku)
  const shown = lot === undefined ? stock : stock.filter((row) => row.lot === lot)
  const total = shown.reduce((sum, row) => sum + row.quantity, 0)
  return (
    <>
      <PageHeader title={item.name} detail={item.sku} />
      <Facts
        facts={[
          {
            label: `${lot === undefined ? t('In the house') : t('Of lot {lot}', { lot })}${leftOut ? t(', as far as shown') : ''}`,
            value: total,
          },
          ...(named.quantity > 1
            ? [{ label: t('This code'), value: t('{quantity} units', { quantity: named.quantity }) }]
            : []),
          ...(named.expiresOn === undefined ? [] : [{ label: t('Expires'), value: dayText(named.expiresOn) }]),
          { label: t('Leaves'), value: item.rotation === 'fefo' ? t('first expiry first') : t('first in, first out') },
        ]}
      />
      {leftOut && <Card>{t('Places where a count is due are left out.')}</Card>}
      {shown.length > 0 && (
        <List label={t('Where it is')}>
          {shown
            .sort((a, b) => a.lot.localeCompare(b.lot) || a.location.localeCompare(b.location))
            .map((row) => (
              <Row
                key={`${row.lot} ${row.location} ${row.status}`}
                title={row.location}
                detail={[
                  row.lot === '' ? '' : t('Lot {lot}', { lot: row.lot }),
                  row.status === 'available' ? '' : row.status,
                  row.suspect > 0 ? t('{suspect} suspect', { suspect: row.suspect }) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
                value={row.quantity}
              />
            ))}
        </List>
      )}
    </>
  )
}

/** What is in stock, without what a blind count keeps from this device. */
function useShown(by: 'sku' | 'location', value: string): { stock: StockRow[]; hidden: Hidden[]; loaded: boolean } {
  const { view, credential } = useFloor()
  const { deviceId } = credential
  const found = useLiveQuery(async () => {
    const [rows, hidden] = await Promise.all([stockWhere(view, by, value), hiddenFromUs(view, deviceId)])
    return { stock: rows.filter((row) => !isHidden(hidden, row)), hidden, loaded: true }
  }, [view, by, value, deviceId])
  return found ?? { stock: [], hidden: [], loaded: false }
}

function PlaceFound({ code, kind, within }: { code: string; kind: string; within: string | null }) {
  const { stock, hidden, loaded } = useShown('location', code)
  const due = hidden.some(({ location }) => location === code)
  return (
    <>
      <PageHeader
        title={code}
        detail={within === null ? spoken(kind) : t('{kind} in {within}', { kind: spoken(kind), within })}
      />
      {due && <Card>{t('A count is due here: what should be there is not shown.')}</Card>}
      {loaded && !due && stock.length === 0 && <Card>{t('Nothing is here.')}</Card>}
      {stock.length > 0 && (
        <List>
          {stock.map((row) => (
            <Row
              key={`${row.sku} ${row.lot} ${row.status}`}
              title={row.lot === '' ? row.sku : t('{sku} · lot {lot}', { sku: row.sku, lot: row.lot })}
              detail={[
                row.status === 'available' ? '' : row.status,
                row.allocated > 0 ? t('{allocated} for orders', { allocated: row.allocated }) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
              value={row.quantity}
            />
          ))}
        </List>
      )}
    </>
  )
}

function OrderFound({ named }: { named: Extract<Named, { kind: 'order' }> }) {
  const { view } = useFloor()
  const { order } = named
  const lines =
    useLiveQuery(() => view.replica.rows.orderLines.where('orderId').equals(order.id).toArray(), [view, order.id]) ?? []
  return (
    <>
      <PageHeader title={order.externalId} detail={`${order.customer} · ${order.channel}`} />
      <Facts
        facts={[
          { label: t('Status'), value: order.status },
          { label: t('Ship by'), value: order.shipBy === null ? t('no date') : dayText(order.shipBy) },
        ]}
      />
      <List>
        {lines.map((line) => (
          <Row
            key={line.id}
            title={line.sku}
            detail={t('{picked} picked · {shipped} shipped', { picked: line.picked, shipped: line.shipped })}
            value={line.quantity}
          />
        ))}
      </List>
    </>
  )
}
