/** Returns of an order that the shop has agreed to. */
import * as v from 'valibot'
import type { Failed, Outside } from '../connector.ts'
import type { PlatformReturn } from '../intake/platform-order.ts'
import { callShopify, type Shop } from './graphql.ts'
import { unreadable } from './unreadable.ts'

const RETURNS = `query Returns($id: ID!) {
  order(id: $id) {
    returns(first: 20) {
      nodes {
        id name status
        returnLineItems(first: 50) {
          nodes {
            quantity
            ... on ReturnLineItem {
              returnReason returnReasonNote customerNote
              fulfillmentLineItem { lineItem { id } }
            }
          }
        }
      }
    }
  }
}`

const answerSchema = v.object({
  order: v.nullable(
    v.object({
      returns: v.object({
        nodes: v.array(
          v.object({
            id: v.string(),
            name: v.string(),
            status: v.string(),
            returnLineItems: v.object({
              nodes: v.array(
                v.object({
                  quantity: v.number(),
                  returnReason: v.nullish(v.string()),
                  returnReasonNote: v.nullish(v.string()),
                  customerNote: v.nullish(v.string()),
                  fulfillmentLineItem: v.nullish(v.object({ lineItem: v.object({ id: v.string() }) })),
                }),
              ),
            }),
          }),
        ),
      }),
    }),
  ),
})

/** Agreed to, whether the goods have come back or not. */
const AGREED = new Set(['OPEN', 'CLOSED'])

export async function readReturns(shop: Shop, outside: Outside, id: string): Promise<PlatformReturn[] | Failed> {
  const answer = await callShopify(shop, outside, RETURNS, { id })
  if (answer.kind !== 'data') return answer
  const parsed = v.safeParse(answerSchema, answer.data)
  if (!parsed.success) return unreadable
  const found = parsed.output.order?.returns.nodes ?? []
  return found
    .filter(({ status }) => AGREED.has(status))
    .map(({ name, returnLineItems }) => ({
      reference: name,
      lines: returnLineItems.nodes.flatMap(({ quantity, fulfillmentLineItem, ...why }) =>
        fulfillmentLineItem ? [{ lineId: fulfillmentLineItem.lineItem.id, quantity, reason: reasonOf(why) }] : [],
      ),
    }))
}

interface Why {
  returnReason?: string | null | undefined
  returnReasonNote?: string | null | undefined
  customerNote?: string | null | undefined
}

/** WRONG_ITEM → wrong item; what the customer wrote says more. */
function reasonOf({ returnReason, returnReasonNote, customerNote }: Why): string {
  const reason = (returnReason ?? 'UNKNOWN').toLowerCase().replaceAll('_', ' ')
  const note = returnReasonNote || customerNote
  return (note ? `${reason}: ${note}` : reason).slice(0, 200)
}
