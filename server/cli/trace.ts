import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { archivesIn } from '../archive/file.ts'
import { type TracedLot, type TracedOrder, traceLot, traceOrder } from '../archive/trace.ts'
import { type Command, UsageError } from './command.ts'
import { migrationsOf, withDatabase } from './environment.ts'

export const traceCommand: Command = {
  name: 'trace',
  usage: 'trace SKU LOT | trace --order NUMBER [--json]',
  summary: 'Tell the way of a lot, or the lots of an order, from the database and from all archives.',
  async run(words, environment) {
    const { values, positionals } = parse(words)
    const { order, json } = values
    const [sku, lot] = positionals
    if (positionals.length !== (order === undefined ? 2 : 0))
      throw new UsageError('Say which lot of which item, or which order.')
    const { folder } = environment.archives
    const found = await withDatabase(environment, async (database) => {
      const archives = existsSync(folder) ? archivesIn(folder) : []
      const where = { database, archives, migrations: migrationsOf(environment) }
      return order === undefined
        ? (await traceLot(where, sku ?? '', lot ?? '')).map((one) => ({ one, words: lotWords(one) }))
        : (await traceOrder(where, order)).map((one) => ({ one, words: orderWords(one) }))
    })
    if (found.length === 0) {
      const what = order === undefined ? `lot ${lot} of ${sku}` : `order ${order}`
      process.stderr.write(`There is no ${what}, neither in the database nor in the archives in ${folder}.\n`)
      return 1
    }
    process.stdout.write(
      json
        ? `${JSON.stringify(
            found.map(({ one }) => one),
            null,
            1,
          )}\n`
        : `${found.map(({ words: lines }) => lines.join('\n')).join('\n\n')}\n`,
    )
    return 0
  },
}

function parse(words: string[]) {
  const options = { order: { type: 'string' }, json: { type: 'boolean', default: false } } as const
  try {
    return parseArgs({ args: words, allowPositionals: true, options })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

const keptIn = (archive: string | null): string => (archive === null ? 'in the database' : `in ${archive}`)
const dayOf = (instant: string): string => instant.slice(0, 10)

function lotWords({ archive, trace }: TracedLot): string[] {
  const { lot, received, madeFrom, madeInto, shipped, returned, onHand, inTransit, scrapped } = trace
  return [
    `Lot ${lot.lot} of ${lot.sku} (${lot.name}), ${keptIn(archive)}`,
    ...(lot.expiresOn === null ? [] : [`  expires ${lot.expiresOn}`]),
    ...received.map(
      (one) =>
        `  received ${dayOf(one.at)}: ${one.quantity} from ${one.supplier ?? 'a supplier that is not known'}` +
        `${one.supplierLot === null ? '' : `, their lot ${one.supplierLot}`}${one.reference === null ? '' : `, ${one.reference}`}`,
    ),
    ...madeFrom.map((one) => `  made ${dayOf(one.at)} from ${one.quantity} of ${one.sku} lot ${one.lot}`),
    ...madeInto.map((one) => `  made ${dayOf(one.at)} into ${one.quantity} of ${one.sku} lot ${one.lot}`),
    ...shipped.map(
      (one) =>
        `  shipped ${dayOf(one.shippedAt)}: ${one.quantity} to ${one.customer.name} (${one.channel}), order ${one.order}` +
        `${one.trackingNumber === null ? '' : `, ${one.carrier ?? 'carrier'} ${one.trackingNumber}`}`,
    ),
    ...figures({ returned, 'on hand': onHand.quantity, 'in transit': inTransit, scrapped }),
  ]
}

const figures = (units: Record<string, number>): string[] =>
  Object.entries(units).flatMap(([what, quantity]) => (quantity === 0 ? [] : [`  ${what}: ${quantity}`]))

function orderWords({ externalId, channel, customer, status, placedAt, lines, shipped }: TracedOrder): string[] {
  return [
    `Order ${externalId} of ${customer.name} (${channel}), placed ${dayOf(placedAt)}, ${status}`,
    ...lines.map((line) => `  ordered: ${line.quantity} of ${line.sku}, ${line.shipped} shipped`),
    ...shipped.map(
      (one) =>
        `  shipped ${dayOf(one.at)}: ${one.quantity} of ${one.sku} lot ${one.lot}` +
        `${one.trackingNumber === null ? '' : `, ${one.carrier ?? 'carrier'} ${one.trackingNumber}`}, ${keptIn(one.archive)}`,
    ),
  ]
}
