/** Home: what is waiting, by task. A scan goes where it belongs. */

import { useLiveQuery } from 'dexie-react-hooks'
import {
  ArrowRightLeft,
  Blend,
  ChartColumn,
  CircleAlert,
  ClipboardCheck,
  Forklift,
  Package,
  PackageCheck,
  PackageOpen,
  ScanBarcode,
  ScanSearch,
  Search,
  ShoppingCart,
  Smartphone,
  SquarePlus,
  Truck,
  Undo,
  Undo2,
} from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { useLocation } from 'wouter'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { dueCounts, isForUs } from '../../replica/counts.ts'
import { nameScan } from '../../replica/name.ts'
import { openPutBacks } from '../../replica/put-backs.ts'
import { standingOrders } from '../../replica/standing.ts'
import { atOneMoment, freePickLists, openReceipts, pickWork, stockToPutAway, type View } from '../../replica/view.ts'
import { Chip } from '../../shell/chip.tsx'
import { deviceState } from '../../shell/device-state.ts'
import { useFloor } from '../../shell/floor.ts'
import { Notices } from '../../shell/notices.tsx'
import { inspects, worksInOffice } from '../../shell/office-roles.ts'
import { SignOut } from '../../shell/sign-out.tsx'
import { useCalmQuery } from '../../shell/use-calm-query.ts'
import { useScan } from '../../shell/use-scan.ts'
import { createBand, Frame, List, Row, ScanBand, Tile, Tiles } from '../../ui/index.ts'
import { begunCount } from '../count/begun.ts'
import { wordsOf } from '../flow.ts'
import { listName } from '../pick/list-name.ts'
import { begunInspection } from '../returns/inspect/begun.ts'

async function counts(view: View, deviceId: string, userId: string) {
  const [mine, free, receipts, docks, standing, putBacks, due, coming] = await Promise.all([
    pickWork(view, deviceId),
    freePickLists(view),
    openReceipts(view),
    stockToPutAway(view),
    standingOrders(view),
    openPutBacks(view),
    dueCounts(view, deviceId, userId),
    view.replica.rows.transfers.count(),
  ])
  const open = mine.filter(({ tasks }) => tasks.some((task) => task.remaining > 0))
  return {
    pick: open.length + free.length,
    begun: open.find(({ tasks }) => tasks.some((task) => task.done > 0)),
    receive: receipts.length,
    putAway: docks.length,
    pack: standing.filter(({ lines }) => lines.some(({ packed }) => !packed)).length,
    ship: standing.filter(({ missing }) => missing === 0).length,
    putBack: putBacks.length,
    count: due.filter(isForUs).length,
    transfers: coming,
  }
}

/** Returns come in a piece of their own: the first load is the pickers'. */
async function countReturns(view: View) {
  const { returnsWaiting } = await import('../returns/waiting.ts')
  return atOneMoment(view, returnsWaiting)
}

export function HomeScreen() {
  const { view, session, credential, signal } = useFloor()
  const [, navigate] = useLocation()
  const [band] = useState(createBand)
  const [nextBadge, setNextBadge] = useState<string | null>(null)
  const { deviceId } = credential
  const { user } = session
  const waiting = useLiveQuery(
    () => atOneMoment(view, (now) => counts(now, deviceId, user.id)),
    [view, deviceId, user.id],
  )
  const returns = useCalmQuery(() => countReturns(view), [view])
  const counting = begunCount(session.sessionId)
  const inspecting = begunInspection(session.sessionId)
  useScan(band, (scan) => {
    void nameScan(view, scan).then((named) => {
      band.show(named.kind === 'problem' || named.kind === 'text' ? 'wrong' : 'recognised', wordsOf(named))
      signal(named.kind === 'problem' || named.kind === 'text' ? 'attention' : 'right')
      if (named.kind === 'badge') setNextBadge(named.secret)
      if (named.kind === 'order') navigate('/ship')
      if (named.kind === 'item' || named.kind === 'location') navigate('/look-up')
    })
  })
  return (
    <Frame
      title={session.user.name}
      progress={session.user.roles.map(spoken).join(', ')}
      chip={<Chip />}
      band={<ScanBand say={t('Scan anything, or choose')} band={band} />}
      notice={<Notices between />}
    >
      {waiting?.begun && (
        <List>
          <Row
            title={t('Go on with {begun}', { begun: listName(waiting.begun) })}
            detail={t('Begun on this device')}
            value={t('{tasks} of {tasks2}', {
              tasks: waiting.begun.tasks.filter((task) => task.remaining === 0).length,
              tasks2: waiting.begun.tasks.length,
            })}
            hot
            onPress={() => navigate(`/pick?list=${waiting.begun?.list.id}`)}
          />
        </List>
      )}
      {counting && (
        <List>
          <Row
            title={t('Go on counting {code}', { code: counting.place?.code ?? '' })}
            detail={t('Begun, and not recorded yet')}
            hot
            onPress={() => navigate('/count')}
          />
        </List>
      )}
      {inspecting && (
        <List>
          <Row
            title={t('Go on inspecting {name}', { name: inspecting.hand.goods.item.name })}
            detail={t('Begun, and not recorded yet')}
            hot
            onPress={() => navigate('/inspect')}
          />
        </List>
      )}
      <Tiles>
        <Tile
          label={t('Pick')}
          icon={<ShoppingCart aria-hidden />}
          count={waiting?.pick}
          hot={(waiting?.pick ?? 0) > 0}
          onPress={() => navigate('/pick')}
        />
        <Tile
          label={t('Pack')}
          icon={<Package aria-hidden />}
          count={waiting?.pack}
          onPress={() => navigate('/pack')}
        />
        <Tile label={t('Ship')} icon={<Truck aria-hidden />} count={waiting?.ship} onPress={() => navigate('/ship')} />
        <Tile
          label={t('Receive')}
          icon={<PackageOpen aria-hidden />}
          count={waiting?.receive}
          onPress={() => navigate('/receive')}
        />
        {(waiting?.transfers ?? 0) > 0 && (
          <Tile
            label={t('In transit')}
            icon={<ArrowRightLeft aria-hidden />}
            count={waiting?.transfers}
            onPress={() => navigate('/transfers-in')}
          />
        )}
        <Tile
          label={t('Put away')}
          icon={<Forklift aria-hidden />}
          count={waiting?.putAway}
          onPress={() => navigate('/put-away')}
        />
        <Tile
          label={t('Put back')}
          icon={<Undo2 aria-hidden />}
          count={waiting?.putBack}
          hot={(waiting?.putBack ?? 0) > 0}
          onPress={() => navigate('/put-back')}
        />
        <Tile
          label={t('Count')}
          icon={<ClipboardCheck aria-hidden />}
          count={waiting?.count}
          onPress={() => navigate('/count')}
        />
        <Tile
          label={t('Returns')}
          icon={<Undo aria-hidden />}
          count={returns?.expected}
          onPress={() => navigate('/returns')}
        />
        {inspects(user.roles) && (
          <Tile
            label={t('Inspect')}
            icon={<ScanSearch aria-hidden />}
            count={returns?.goods}
            onPress={() => navigate('/inspect')}
          />
        )}
        <Tile
          label={t('Make')}
          icon={<Blend aria-hidden />}
          note={t('goods, repack, kit')}
          onPress={() => navigate('/make')}
        />
        <Tile
          label={t('Look up')}
          icon={<Search aria-hidden />}
          note={t('item, bin, order')}
          onPress={() => navigate('/look-up')}
        />
        <Tile
          label={t('Sent')}
          icon={<PackageCheck aria-hidden />}
          note={t('what you recorded')}
          onPress={() => navigate('/outbox')}
        />
        {worksInOffice(session.user.roles) && (
          <Tile
            label={t('Exceptions')}
            icon={<CircleAlert aria-hidden />}
            note={t('settle on the spot')}
            onPress={() => navigate('/exceptions')}
          />
        )}
        {worksInOffice(session.user.roles) && (
          <Tile
            label={t('Office')}
            icon={<ChartColumn aria-hidden />}
            note={t('today, stock, orders')}
            onPress={() => navigate('/office/today')}
          />
        )}
      </Tiles>
      <List>
        <Row title={t('Check the scanner')} icon={<ScanBarcode aria-hidden />} onPress={() => navigate('/scanner')} />
        <DeviceRow onPress={() => navigate('/device')} />
        <InstallRow />
      </List>
      <SignOut next={nextBadge} onStay={() => setNextBadge(null)} />
    </Frame>
  )
}

function DeviceRow({ onPress }: { onPress(): void }) {
  const { evictable } = useSyncExternalStore(deviceState.subscribe, deviceState.read)
  return (
    <Row
      title={t('This device')}
      detail={t('Colours, size of text, sounds, language')}
      state={evictable ? t('The browser may delete what is not sent') : undefined}
      tone={evictable ? 'warn' : 'plain'}
      icon={<Smartphone aria-hidden />}
      onPress={onPress}
    />
  )
}

/** While the browser offers it, and with a reason. */
function InstallRow() {
  const { install } = useSyncExternalStore(deviceState.subscribe, deviceState.read)
  if (!install) return null
  return (
    <Row
      title={t('Install Lotline')}
      detail={t('Opens at once, on the whole screen, and what you record is deleted last')}
      icon={<SquarePlus aria-hidden />}
      onPress={() => void install()}
    />
  )
}
