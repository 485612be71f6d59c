/** What Amazon holds of the seller's goods and sends by itself (FBA Inventory v1). */
import * as v from 'valibot'
import type { Failed, Pool, Session } from '../connector.ts'
import type { Call } from './call.ts'
import { unsure } from './said.ts'

/** A page's token lives for half a minute; what is older begins anew. */
const TOKEN_MS = 25_000
/** More is kept by nobody: see channels/pools.ts. */
export const MOST_POOLS = 20_000

const count = v.nullish(v.number())

const summary = v.object({
  sellerSku: v.string(),
  productName: v.nullish(v.string()),
  lastUpdatedTime: v.nullish(v.string()),
  totalQuantity: count,
  inventoryDetails: v.nullish(
    v.object({
      fulfillableQuantity: count,
      inboundShippedQuantity: count,
      inboundReceivingQuantity: count,
      reservedQuantity: v.nullish(v.object({ totalReservedQuantity: count })),
      unfulfillableQuantity: v.nullish(v.object({ totalUnfulfillableQuantity: count })),
    }),
  ),
})

const answerSchema = v.object({
  payload: v.object({ inventorySummaries: v.array(summary) }),
  pagination: v.nullish(v.object({ nextToken: v.nullish(v.string()) })),
})

export function poolReader(call: Call, marketplaceId: string, now: () => number): NonNullable<Session['pools']> {
  /** As far as the last call has come. */
  let begun: { pools: Pool[]; token: string; at: number } | undefined

  const ask = (token: string | undefined) => {
    const query = new URLSearchParams({
      details: 'true',
      granularityType: 'Marketplace',
      granularityId: marketplaceId,
      marketplaceIds: marketplaceId,
      ...(token !== undefined && { nextToken: token }),
    })
    return call({ operation: 'getInventorySummaries', method: 'GET', path: `/fba/inventory/v1/summaries?${query}` })
  }

  return async function pools(): Promise<{ kind: 'pools'; pools: Pool[] } | Failed> {
    if (begun && begun.at + TOKEN_MS < now()) begun = undefined
    for (;;) {
      const answer = await ask(begun?.token)
      if (answer.kind === 'refused') begun = undefined
      if (answer.kind === 'unknown') return unreadable
      if (answer.kind !== 'answered') return answer
      const parsed = v.safeParse(answerSchema, answer.body)
      if (!parsed.success) return unreadable
      const { payload, pagination } = parsed.output
      const found: Pool[] = [...(begun?.pools ?? []), ...payload.inventorySummaries.map(poolOf)]
      const token = pagination?.nextToken
      begun = token ? { pools: found, token, at: now() } : undefined
      if (!begun || found.length >= MOST_POOLS) {
        begun = undefined
        return { kind: 'pools', pools: found.slice(0, MOST_POOLS) }
      }
    }
  }
}

const unreadable = unsure('unreadable-answer', 'The answer of Amazon could not be read.')

function poolOf({
  sellerSku,
  productName,
  totalQuantity,
  lastUpdatedTime,
  inventoryDetails,
}: v.InferOutput<typeof summary>): Pool {
  const changedAt = Date.parse(lastUpdatedTime ?? '')
  return {
    listing: sellerSku,
    title: productName ?? null,
    sellable: inventoryDetails?.fulfillableQuantity ?? totalQuantity ?? 0,
    reserved: inventoryDetails?.reservedQuantity?.totalReservedQuantity ?? 0,
    unsellable: inventoryDetails?.unfulfillableQuantity?.totalUnfulfillableQuantity ?? 0,
    onTheWay: (inventoryDetails?.inboundShippedQuantity ?? 0) + (inventoryDetails?.inboundReceivingQuantity ?? 0),
    changedAt: Number.isNaN(changedAt) ? null : changedAt,
  }
}
