/** One call of Shopify's Admin GraphQL API, and what became of it in the words of the connector. */
import * as v from 'valibot'
import { refusedAddress } from '../../outgoing/refused.ts'
import type { Outside, Said } from '../connector.ts'

const VERSION = '2026-10'
const WAIT_MS = 20_000

export interface Shop {
  baseUrl: string
  accessToken: string
}

export type CallFailure =
  | ({ kind: 'later'; waitMs?: number; counts: boolean } & Said)
  /** The call was sent, and nobody knows whether it was carried out. */
  | ({ kind: 'unsure' } & Said)

export type CallResult = { kind: 'data'; data: Record<string, unknown> } | CallFailure

const answerSchema = v.object({
  data: v.nullish(v.record(v.string(), v.unknown())),
  errors: v.optional(v.union([v.array(v.looseObject({ message: v.string() })), v.string()])),
  extensions: v.optional(v.looseObject({})),
})
type GraphqlAnswer = v.InferOutput<typeof answerSchema>

const costSchema = v.object({
  cost: v.object({
    requestedQueryCost: v.number(),
    throttleStatus: v.object({ currentlyAvailable: v.number(), restoreRate: v.number() }),
  }),
})

const PASSES = 'It is tried again by itself; nothing needs to be done.'

export async function callShopify(
  { baseUrl, accessToken }: Shop,
  { fetch }: Outside,
  query: string,
  variables: Record<string, unknown>,
): Promise<CallResult> {
  let response: Response
  try {
    response = await fetch(`${baseUrl}/admin/api/${VERSION}/graphql.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shopify-access-token': accessToken },
      body: JSON.stringify({ query, variables }),
      redirect: 'error',
      signal: AbortSignal.timeout(WAIT_MS),
    })
  } catch (error) {
    return refusedAddress(error) ?? unsure('not-reached', 'Shopify did not answer in time.')
  }
  if (response.status === 401 || response.status === 403) return refusedCredentials(response.status)
  if (response.status === 429) return throttled(Number(response.headers.get('retry-after') ?? 1) * 1_000)
  if (response.status >= 500) return unsure('platform-fault', `Shopify had a fault of its own (${response.status}).`)
  if (!response.ok) return notTaken(`Shopify answered ${response.status}.`)
  return readAnswer(response)
}

async function readAnswer(response: Response): Promise<CallResult> {
  const parsed = v.safeParse(answerSchema, await response.json().catch(() => null))
  if (!parsed.success) return unsure('unreadable-answer', 'The answer of Shopify could not be read.')
  const { data, errors } = parsed.output
  if (errors === undefined) return data ? { kind: 'data', data } : notTaken('Shopify answered nothing.')
  const list = typeof errors === 'string' ? [{ message: errors }] : errors
  if (list.some(isThrottled)) return throttled(restoredAfterMs(parsed.output))
  return notTaken(`Shopify refused the call: ${list.map(({ message }) => message).join(' ')}`)
}

const isThrottled = (error: Record<string, unknown>): boolean =>
  v.is(v.object({ extensions: v.object({ code: v.literal('THROTTLED') }) }), error)

/** Until the bucket holds what the call costs. */
function restoredAfterMs({ extensions }: GraphqlAnswer): number {
  const known = v.safeParse(costSchema, extensions)
  if (!known.success) return 1_000
  const { requestedQueryCost, throttleStatus } = known.output.cost
  const missing = requestedQueryCost - throttleStatus.currentlyAvailable
  return Math.ceil((Math.max(0, missing) / Math.max(1, throttleStatus.restoreRate)) * 1_000)
}

const unsure = (code: string, detail: string): CallFailure => ({ kind: 'unsure', code, detail, advice: PASSES })

const throttled = (waitMs: number): CallFailure => ({
  kind: 'later',
  waitMs: Math.max(waitMs, 100),
  counts: false,
  code: 'throttled',
  detail: 'Shopify takes no more calls for the moment.',
  advice: PASSES,
})

const notTaken = (detail: string): CallFailure => ({
  kind: 'later',
  counts: true,
  code: 'call-refused',
  detail,
  advice: 'It is tried again. If it stays so, look at the settings of this connector.',
})

const refusedCredentials = (status: number): CallFailure => ({
  kind: 'later',
  counts: true,
  code: 'credentials-refused',
  detail: `Shopify does not take the access token any more (${status}).`,
  advice: 'Make a new access token in the shop and give it to this connector; what waits is sent then.',
})
