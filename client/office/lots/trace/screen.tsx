/** The whole way of one lot, from suppliers through what it was made from and into, to channels and customers. */

import { Redirect } from 'wouter'
import { t } from '../../../language/t.ts'
import { useAddress } from '../../shell/address.ts'
import { ActionLink } from '../../ui/action.tsx'
import { DownloadMenu } from '../../ui/download-menu.tsx'
import { Failure, Note } from '../../ui/note.tsx'
import { Screen, Scroll } from '../../ui/screen.tsx'
import { dateText } from '../../words.ts'
import type { Trace } from '../contract.ts'
import { lotHref, useTrace } from '../queries.ts'
import { readLot } from '../screen.tsx'
import { PartDrawer } from './part-drawer.tsx'
import { useLabelledGraph } from './parts.ts'
import { TracePicture } from './picture.tsx'
import { TraceTable } from './table.tsx'
import { traceFile } from './trace-file.ts'

export default function TraceScreen() {
  const { params } = useAddress()
  const lot = readLot(params)
  return lot ? <TraceOf key={`${lot.sku} ${lot.lot}`} {...lot} /> : <Redirect to="/office/lots" />
}

function TraceOf(lot: { sku: string; lot: string }) {
  const { data, error } = useTrace(lot)
  return data ? (
    <Inside trace={data} />
  ) : (
    <Screen title={t('Trace of lot {lot}', { lot: lot.lot })}>
      <Scroll>
        <Failure of={error} />
      </Scroll>
    </Screen>
  )
}

function Inside({ trace }: { trace: Trace }) {
  const { params, change } = useAddress()
  const open = params.get('part')
  const setOpen = (part: string | null) => change({ part }, part !== null)
  const graph = useLabelledGraph(trace.graph)
  const part = graph.nodes.find(({ id }) => id === open)
  return (
    <Screen
      title={t('Trace of lot {lot}', { lot: trace.lot.lot })}
      say={sentenceOf(trace)}
      actions={
        <>
          <ActionLink href={lotHref('/office/lots', trace.lot)}>{t('The lot')}</ActionLink>
          <DownloadMenu file={traceFile(graph, trace.lot)} />
        </>
      }
      drawer={
        part && <PartDrawer key={part.id} part={part} graph={graph} trace={trace} onClose={() => setOpen(null)} />
      }
    >
      <Scroll>
        {trace.lot.hold !== null && <Note tone="bad">{t('On hold: {hold}', { hold: trace.lot.hold })}</Note>}
        <TracePicture graph={graph} about={trace.lot} open={open} onOpen={setOpen} />
        <TraceTable graph={graph} />
      </Scroll>
    </Screen>
  )
}

function sentenceOf({ lot, onHand, shipped }: Trace): string {
  const customers = new Set(shipped.flatMap(({ customer, channel }) => (customer ? [`${channel} ${customer.id}`] : [])))
  const units = shipped.reduce((sum, { quantity }) => sum + quantity, 0)
  return [
    lot.name,
    lot.sku,
    lot.expiresOn && t('expires {date}', { date: dateText(lot.expiresOn) }),
    t('{quantity} on hand', { quantity: onHand.quantity }),
    units === 0
      ? t('none shipped as this lot')
      : t('{units} shipped as this lot to {count} customers', { count: customers.size, units }),
  ]
    .filter(Boolean)
    .join(' · ')
}
