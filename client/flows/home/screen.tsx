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
  Truck,
  Undo,
  Undo2,
} from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { dueCounts, isForUs } from '../../replica/counts.ts'
import { nameScan } from '../../replica/name.ts'
import { openPutBacks } from '../../replica/put-backs.ts'
import { standingOrders } from '../../replica/standing.ts'
import { freePickLists, openReceipts, pickWork, stockToPutAway, type View } from '../../replica/view.ts'
import { Chip } from '../../shell/chip.tsx'
import { useFloor } from '../../shell/floor.ts'
import { Notices } from '../../shell/notices.tsx'
import { inspects, worksInOffice } from '../../shell/office-roles.ts'
import { SignOut } from '../../shell/sign-out.tsx'
import { useCalmQuery } from '../../shell/use-calm-query.ts'
import { useScan } from '../../shell/use-scan.ts'
import { createBand, Frame, List, Row, ScanBand, Tile, Tiles } from '../../ui/index.ts'
import { begunCount } from '../count/begun.ts'
import { wordsOf } from '../flow.ts'
import { listName } from '../pick/job.ts'
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
const returnsWaiting = async (view: View) => (await import('../returns/screens.ts')).returnsWaiting(view)

export function HomeScreen() {
  const { view, session, credential, signal } = useFloor()
  const [, navigate] = useLocation()
  const [band] = useState(createBand)
  const { deviceId } = credential
  const { user } = session
  const waiting = useLiveQuery(() => counts(view, deviceId, user.id), [view, deviceId, user.id])
  const returns = useCalmQuery(() => returnsWaiting(view), [view])
  const counting = begunCount(session.sessionId)
  const inspecting = begunInspection(session.sessionId)
  useScan(band, (scan) => {
    void nameScan(view, scan).then((named) => {
      band.show(named.kind === 'problem' || named.kind === 'text' ? 'wrong' : 'recognised', wordsOf(named))
      signal(named.kind === 'problem' || named.kind === 'text' ? 'attention' : 'right')
      if (named.kind === 'order') navigate('/ship')
      if (named.kind === 'item' || named.kind === 'location') navigate('/look-up')
    })
  })
  return (
    <Frame
      title={session.user.name}
      progress={session.user.roles.join(', ')}
      chip={<Chip />}
      band={<ScanBand say="Scan anything, or choose" band={band} />}
      notice={<Notices />}
    >
      {waiting?.begun && (
        <List>
          <Row
            title={`Go on with ${listName(waiting.begun)}`}
            detail="Begun on this device"
            value={`${waiting.begun.tasks.filter((task) => task.remaining === 0).length} of ${waiting.begun.tasks.length}`}
            hot
            onPress={() => navigate('/pick')}
          />
        </List>
      )}
      {counting && (
        <List>
          <Row
            title={`Go on counting ${counting.place?.code ?? ''}`}
            detail="Begun, and not recorded yet"
            hot
            onPress={() => navigate('/count')}
          />
        </List>
      )}
      {inspecting && (
        <List>
          <Row
            title={`Go on inspecting ${inspecting.hand.goods.item.name}`}
            detail="Begun, and not recorded yet"
            hot
            onPress={() => navigate('/inspect')}
          />
        </List>
      )}
      <Tiles>
        <Tile
          label="Pick"
          icon={<ShoppingCart aria-hidden />}
          count={waiting?.pick}
          hot={(waiting?.pick ?? 0) > 0}
          onPress={() => navigate('/pick')}
        />
        <Tile label="Pack" icon={<Package aria-hidden />} count={waiting?.pack} onPress={() => navigate('/pack')} />
        <Tile label="Ship" icon={<Truck aria-hidden />} count={waiting?.ship} onPress={() => navigate('/ship')} />
        <Tile
          label="Receive"
          icon={<PackageOpen aria-hidden />}
          count={waiting?.receive}
          onPress={() => navigate('/receive')}
        />
        {(waiting?.transfers ?? 0) > 0 && (
          <Tile
            label="In transit"
            icon={<ArrowRightLeft aria-hidden />}
            count={waiting?.transfers}
            onPress={() => navigate('/transfers-in')}
          />
        )}
        <Tile
          label="Put away"
          icon={<Forklift aria-hidden />}
          count={waiting?.putAway}
          onPress={() => navigate('/put-away')}
        />
        <Tile
          label="Put back"
          icon={<Undo2 aria-hidden />}
          count={waiting?.putBack}
          hot={(waiting?.putBack ?? 0) > 0}
          onPress={() => navigate('/put-back')}
        />
        <Tile
          label="Count"
          icon={<ClipboardCheck aria-hidden />}
          count={waiting?.count}
          onPress={() => navigate('/count')}
        />
        <Tile
          label="Returns"
          icon={<Undo aria-hidden />}
          count={returns?.expected}
          onPress={() => navigate('/returns')}
        />
        {inspects(user.roles) && (
          <Tile
            label="Inspect"
            icon={<ScanSearch aria-hidden />}
            count={returns?.goods}
            onPress={() => navigate('/inspect')}
          />
        )}
        <Tile label="Make" icon={<Blend aria-hidden />} note="goods, repack, kit" onPress={() => navigate('/make')} />
        <Tile
          label="Look up"
          icon={<Search aria-hidden />}
          note="item, bin, order"
          onPress={() => navigate('/look-up')}
        />
        <Tile
          label="Sent"
          icon={<PackageCheck aria-hidden />}
          note="what you recorded"
          onPress={() => navigate('/outbox')}
        />
        {worksInOffice(session.user.roles) && (
          <Tile
            label="Exceptions"
            icon={<CircleAlert aria-hidden />}
            note="settle on the spot"
            onPress={() => navigate('/exceptions')}
          />
        )}
        {worksInOffice(session.user.roles) && (
          <Tile
            label="Office"
            icon={<ChartColumn aria-hidden />}
            note="stock, orders"
            onPress={() => navigate('/office')}
          />
        )}
      </Tiles>
      <List>
        <Row title="Check the scanner" icon={<ScanBarcode aria-hidden />} onPress={() => navigate('/scanner')} />
      </List>
      <SignOut />
    </Frame>
  )
}
