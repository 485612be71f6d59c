/** Ship: an order whose units stand ready leaves the building. The carrier's label may be scanned. */
import type { ReadyOrder } from '../../replica/view.ts'
import { go, type Machine, type Step, type Stop, sentence, stay, stop, wordsOf } from '../flow.ts'

export interface ShipState {
  stage: 'order' | 'confirm' | 'partial'
  ready: ReadyOrder[]
  chosen: ReadyOrder | null
  tracking: string | null
  stop: Stop | null
}

export type ShipAction =
  | { type: 'ready'; ready: ReadyOrder[] }
  | { type: 'choose'; order: ReadyOrder }
  | { type: 'confirm' }
  | { type: 'ship-part' }
  | { type: 'back' }

export const startShip = (ready: ReadyOrder[]): ShipState => ({
  stage: 'order',
  ready,
  chosen: null,
  tracking: null,
  stop: null,
})

const choose = (state: ShipState, chosen: ReadyOrder): Step<ShipState> =>
  go({ ...state, stage: 'confirm', chosen, tracking: null, stop: null }, 'right', `Order ${chosen.order.externalId}`)

export const shipMachine: Machine<ShipState, ShipAction> = {
  scan(state, named) {
    if (named.kind === 'order') {
      const found = state.ready.find(({ order }) => order.id === named.order.id)
      return found
        ? choose(state, found)
        : stop(state, { scanned: wordsOf(named), expected: 'Nothing of it stands ready. Pick it first.' })
    }
    if (state.stage === 'confirm' && named.kind === 'text')
      return go({ ...state, tracking: named.text.slice(0, 200), stop: null }, 'right', 'Tracking number')
    return stop(state, { scanned: wordsOf(named), expected: sentence(shipMachine.say(state)) })
  },
  act(state, action) {
    switch (action.type) {
      case 'ready':
        return stay(refresh(state, action.ready))
      case 'choose':
        return choose(state, action.order)
      case 'confirm':
        if (!state.chosen) return stay(state)
        return state.chosen.missing > 0
          ? go({ ...state, stage: 'partial' }, 'attention', `${state.chosen.missing} are missing`)
          : record(state)
      case 'ship-part':
        return state.stage === 'partial' ? record(state) : stay(state)
      case 'back':
        return go(
          state.stage === 'partial' ? { ...state, stage: 'confirm', stop: null } : startShip(state.ready),
          'quiet',
        )
    }
  },
  say({ stage, chosen }) {
    switch (stage) {
      case 'order':
        return 'Scan or choose the order'
      case 'confirm':
        return `Scan the carrier label, or ship ${chosen?.order.externalId ?? ''}`
      case 'partial':
        return 'Not all of it is here'
    }
  },
}

/** The chosen order as it stands now; gone from the list, it was shipped elsewhere. */
function refresh(state: ShipState, ready: ReadyOrder[]): ShipState {
  if (state.chosen === null) return { ...state, ready }
  const chosen = ready.find(({ order }) => order.id === state.chosen?.order.id)
  if (!chosen) return startShip(ready)
  const stage = state.stage === 'partial' && chosen.missing === 0 ? 'confirm' : state.stage
  return { ...state, stage, ready, chosen }
}

function record(state: ShipState): Step<ShipState> {
  const { chosen, tracking } = state
  if (!chosen) return stay(state)
  const { order, ready } = chosen
  const lines = ready.map(({ sku, lot, location, quantity }) => ({
    sku,
    lot: lot === '' ? null : lot,
    from: location,
    quantity,
  }))
  const payload = {
    orderId: order.id,
    channel: order.channel,
    orderExternalId: order.externalId,
    lines,
    ...(tracking === null ? {} : { trackingNumber: tracking }),
  }
  return {
    state: startShip(state.ready.filter((other) => other.order.id !== order.id)),
    tone: 'done',
    word: `${order.externalId} shipped`,
    record: [{ type: 'ship', payload }],
    undo: `shipping ${order.externalId}`,
  }
}
