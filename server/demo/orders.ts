/** Two dozen open orders, as their channels would send them. */
import type { OrderInput } from '../orders/input.ts'
import { CATALOGUE, type DemoItem, SCARCE_SKU } from './catalogue.ts'
import type { DemoChannel } from './channels.ts'
import { daysAfter } from './dates.ts'
import type { Dice } from './dice.ts'

interface Habit {
  channel: DemoChannel
  orders: number
  lines: readonly [least: number, most: number]
  /** Units, or cases where whole cases are ordered. */
  quantity: readonly [least: number, most: number]
  wholeCases: boolean
  /** Price as a multiple of cost. */
  markup: number
  onShort: OrderInput['onShort']
  numbered(index: number): string
  customers: readonly [string, ...string[]]
  /** Units of the scarce item that the order of this index asks for besides. Together more than there are. */
  scarce?: Readonly<Record<number, number>>
}

const habits: readonly Habit[] = [
  {
    channel: 'greenfield',
    orders: 4,
    lines: [4, 6],
    quantity: [2, 6],
    wholeCases: true,
    markup: 1.7,
    // What lives too short for it waits for younger lots.
    onShort: 'backorder',
    numbered: (index) => `45001187${10 + index}`,
    customers: ['Greenfield DC Columbus', 'Greenfield DC Reno'],
  },
  {
    channel: 'amazon',
    orders: 8,
    lines: [1, 2],
    quantity: [1, 3],
    wholeCases: false,
    markup: 2.6,
    // A marketplace tells of what it has already sold: there is nothing left to refuse.
    onShort: 'record',
    numbered: (index) => `113-48${20 + index}731-90${30 + index * 7}468`,
    customers: ['J. Whitaker', 'P. Okafor', 'S. Lindqvist', 'M. Delgado'],
    scarce: { 1: 4, 3: 3 },
  },
  {
    channel: 'shop',
    orders: 8,
    lines: [1, 4],
    quantity: [1, 4],
    wholeCases: false,
    markup: 2.4,
    onShort: 'reject',
    numbered: (index) => `S-${2041 + index}`,
    customers: ['Ada Brennan', 'Leo Fischer', 'Noor Haddad', 'Grace Tan', 'Oscar Meyer'],
  },
  {
    channel: 'wholesale',
    orders: 4,
    lines: [3, 5],
    quantity: [1, 4],
    wholeCases: true,
    markup: 1.5,
    onShort: 'backorder',
    numbered: (index) => `W-${771 + index}`,
    customers: ['Corner Pantry Supply', 'Harbor Cafe Group'],
    scarce: { 3: 12 },
  },
]

export interface DemoOrder {
  input: OrderInput
  /** Released for picking when the demo opens. */
  released: boolean
}

export function openOrders(today: string, dice: Dice): DemoOrder[] {
  const offered = dice.shuffled(CATALOGUE.filter((item) => item.shelfLifeDays !== null && item.sku !== SCARCE_SKU))
  let next = 0
  // Every item has its turn, so that the orders are spread over the whole warehouse.
  const nextItem = () => offered[next++ % offered.length] as DemoItem
  return habits.flatMap((habit) =>
    Array.from({ length: habit.orders }, (_, index) => orderOf(habit, index, today, nextItem, dice)),
  )
}

function orderOf(habit: Habit, index: number, today: string, nextItem: () => DemoItem, dice: Dice): DemoOrder {
  const customer = dice.oneOf(habit.customers)
  const lines = Array.from({ length: dice.whole(...habit.lines) }, () => {
    const item = nextItem()
    const quantity = dice.whole(...habit.quantity) * (habit.wholeCases ? item.caseQuantity : 1)
    return line(item, quantity, habit.markup)
  })
  return {
    released: index % 2 === 0,
    input: {
      externalId: habit.numbered(index),
      channel: habit.channel,
      customer: { id: `${habit.channel}-${customer.toLowerCase().replace(/\W+/g, '-')}`, name: customer },
      shipBy: daysAfter(today, Math.floor(index / 2)),
      onShort: habit.onShort,
      lines: [...lines, ...scarceLine(habit, index)],
    },
  }
}

const line = (item: DemoItem, quantity: number, markup: number): OrderInput['lines'][number] => ({
  sku: item.sku,
  quantity,
  unitPrice: { amount: Math.round(item.cost * markup), currency: 'USD' },
})

function scarceLine({ scarce, markup }: Habit, index: number): OrderInput['lines'] {
  const item = CATALOGUE.find(({ sku }) => sku === SCARCE_SKU)
  const quantity = scarce?.[index]
  return item && quantity !== undefined ? [line(item, quantity, markup)] : []
}
