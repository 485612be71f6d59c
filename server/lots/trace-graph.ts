/** The way of a lot as a picture: suppliers → lots → channels → customers, with the units that went along each link. */
import { apportion } from '../../shared/rules/apportion.ts'
import { grouped } from '../../shared/rules/grouped.ts'
import { keyOf, lotKey } from '../../shared/wire/pull.ts'
import type { Consignment } from './consignments.ts'
import type { Link, LotName } from './genealogy.ts'
import type { LotRow } from './read-lots.ts'
import type { Source } from './sources.ts'

export interface GraphNode {
  id: string
  kind: 'supplier' | 'lot' | 'channel' | 'customer'
  label: string
  sku?: string
  lot?: string
  quantity?: number
}

export interface GraphLink {
  from: string
  to: string
  quantity: number
}

export interface Graph {
  nodes: GraphNode[]
  links: GraphLink[]
}

/** More customers of a channel are drawn as one. */
const MOST_CUSTOMERS = 12

const UNKNOWN_SUPPLIER = 'Supplier not known'
export const UNKNOWN_CHANNEL = 'Channel not known'

const supplierId = (supplier: string | null) => keyOf('supplier', supplier ?? '')
const lotId = ({ sku, lot }: LotName) => keyOf('lot', sku, lot)
const channelId = (channel: string) => keyOf('channel', channel)

interface Way {
  /** Every lot of the way, by `lotKey`. */
  known: ReadonlyMap<string, LotRow>
  sources: readonly Source[]
  links: readonly Link[]
  consignments: readonly Consignment[]
}

export function graphOf({ known, sources, links, consignments }: Way): Graph {
  const left = consignments.filter((one) => one.shipped > 0)
  const channels = [...grouped(left, (one) => one.channel)]
  return {
    nodes: [
      ...[...grouped(sources, ({ supplier }) => supplier)].map(
        ([supplier, from]): GraphNode => ({
          id: supplierId(supplier),
          kind: 'supplier',
          label: supplier ?? UNKNOWN_SUPPLIER,
          quantity: units(from),
        }),
      ),
      ...[...lotsOf(links, known).values()].map(
        ({ sku, lot, label }): GraphNode => ({ id: lotId({ sku, lot }), kind: 'lot', label, sku, lot }),
      ),
      ...channels.map(
        ([channel, sent]): GraphNode => ({
          id: channelId(channel),
          kind: 'channel',
          label: channel === '' ? UNKNOWN_CHANNEL : channel,
          quantity: shippedOf(sent),
        }),
      ),
      ...channels.flatMap(([channel, sent]) => customersOf(channel, sent)),
    ],
    links: together([
      ...sources.map((one) => ({ from: supplierId(one.supplier), to: lotId(one), quantity: one.quantity })),
      ...lotLinks(links),
      ...left.map((one) => ({ from: lotId(one), to: channelId(one.channel), quantity: one.shipped })),
      ...channels.flatMap(([channel, sent]) =>
        customersOf(channel, sent).map(({ id, quantity = 0 }) => ({ from: channelId(channel), to: id, quantity })),
      ),
    ]),
  }
}

const units = (rows: readonly { quantity: number }[]): number => rows.reduce((sum, { quantity }) => sum + quantity, 0)
const shippedOf = (rows: readonly Consignment[]): number => rows.reduce((sum, { shipped }) => sum + shipped, 0)

/** All lots that are linked, and those that are known: items without lots take part in transformations too. */
function lotsOf(links: readonly Link[], known: ReadonlyMap<string, LotRow>) {
  const names = [
    ...[...known.values()].map(({ sku, lot }) => ({ sku, lot })),
    ...links.flatMap(({ from, into }) => [from, into]),
  ]
  return new Map(
    names.map(({ sku, lot }) => [lotKey(sku, lot), { sku, lot, label: known.get(lotKey(sku, lot))?.name ?? sku }]),
  )
}

/** What went in is shared out over what came out of it, by units, so that no unit is drawn twice. */
const lotLinks = (links: readonly Link[]): GraphLink[] =>
  [...grouped(links, ({ transactionId, from }) => `${transactionId}\n${lotId(from)}`).values()].flatMap((same) => {
    const outOf = [...new Map(same.map((link) => [lotId(link.into), link])).values()]
    const shares = apportion(
      outOf[0]?.from.quantity ?? 0,
      outOf.map(({ into }) => into.quantity),
    )
    return outOf.map(({ from, into }, index) => ({ from: lotId(from), to: lotId(into), quantity: shares[index] ?? 0 }))
  })

/** The largest ones by name, the rest as one node. */
function customersOf(channel: string, sent: readonly Consignment[]): GraphNode[] {
  const all = [...grouped(sent, ({ customer }) => customer.id)]
    .map(([id, theirs]) => ({ id, label: theirs[0]?.customer.name ?? id, quantity: shippedOf(theirs) }))
    .sort((a, b) => b.quantity - a.quantity || a.id.localeCompare(b.id))
  const nodeOf = ({ id, label, quantity }: (typeof all)[number]): GraphNode => ({
    id: keyOf('customer', channel, id),
    kind: 'customer',
    label,
    quantity,
  })
  const rest = all.slice(MOST_CUSTOMERS)
  if (rest.length === 0) return all.map(nodeOf)
  const others: GraphNode = {
    id: keyOf('customers', channel),
    kind: 'customer',
    label: `${rest.length.toLocaleString('en-US')} more`,
    quantity: units(rest),
  }
  return [...all.slice(0, MOST_CUSTOMERS).map(nodeOf), others]
}

/** Links between the same two are one. */
function together(links: readonly GraphLink[]): GraphLink[] {
  return [...grouped(links, ({ from, to }) => `${from}\n${to}`).values()].flatMap((same) =>
    same[0] ? [{ ...same[0], quantity: units(same) }] : [],
  )
}
