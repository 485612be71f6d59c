/**
 * Feeds: thousands of numbers in one submission (JSON_LISTINGS_FEED). It acts when its work ends, and then puts its numbers over
 * whatever was told meanwhile; so whoever begins one tells none of its listings anything before it has ended.
 */
import * as v from 'valibot'
import type { Bulk, BulkState, Failed, Outside, Update, UpdateOutcome } from '../connector.ts'
import type { Call } from './call.ts'
import { outcomeOf, quantityPatch } from './listing.ts'
import { notReached, notTaken, notTold, unsure } from './said.ts'
import { WAIT_MS } from './wait.ts'
import type { Seller, WhoSends } from './who-sends.ts'

const FEED_TYPE = 'JSON_LISTINGS_FEED'
const CONTENT_TYPE = 'application/json; charset=UTF-8'

/** Amazon takes 25,000; the fewer, the sooner each of them can be told something else. */
const MOST = 5_000
/** A feed that has not begun by then is not begun any more: see SUBMIT_MS in channels/bulk.ts. */
const BEGIN_MS = 60_000
/** How often a feed is looked at. */
const LOOK_MS = 20_000
/** A feed of which no name was heard may begin a little after the call was given up; clocks differ a little too. */
const GRACE_MS = 120_000

const document = v.object({ feedDocumentId: v.string(), url: v.string() })
const created = v.object({ feedId: v.string() })
const feed = v.object({ processingStatus: v.string(), resultFeedDocumentId: v.nullish(v.string()) })
const list = v.object({ feeds: v.array(v.object({ processingStatus: v.string() })) })
const result = v.object({ url: v.string(), compressionAlgorithm: v.nullish(v.string()) })
const report = v.object({
  issues: v.array(
    v.object({
      messageId: v.nullish(v.number()),
      code: v.string(),
      message: v.string(),
      severity: v.nullish(v.string()),
    }),
  ),
})

const unreadable = unsure('unreadable-answer', 'The answer of Amazon could not be read.')

export function feeds(call: Call, seller: Seller, whoSends: WhoSends, outside: Outside, from: number): Bulk {
  const { sellerId, marketplaceId } = seller

  /** Nothing that is sent here acts. */
  async function upload(updates: readonly Update[]): Promise<string | Failed> {
    const path = '/feeds/2021-06-30/documents'
    const body = { contentType: CONTENT_TYPE }
    const answer = await call({ operation: 'createFeedDocument', method: 'POST', path, body })
    if (answer.kind === 'unknown') return notTaken('Amazon takes no documents for feeds.')
    if (answer.kind !== 'answered') return notTold(answer)
    if (!v.is(document, answer.body)) return notTold(unreadable)
    const { feedDocumentId, url } = answer.body
    const messages = updates.map(({ listing, quantity }, nth) => ({
      messageId: nth + 1,
      sku: listing,
      operationType: 'PATCH',
      ...quantityPatch(quantity),
    }))
    const text = JSON.stringify({ header: { sellerId, version: '2.0', issueLocale: 'en_US' }, messages })
    const put = await reach(outside, url, { method: 'PUT', headers: { 'content-type': CONTENT_TYPE }, body: text })
    return put?.ok ? feedDocumentId : notReached('The document of a feed could not be uploaded.')
  }

  async function begin(inputFeedDocumentId: string): Promise<{ kind: 'begun'; name: string } | Failed> {
    const body = { feedType: FEED_TYPE, marketplaceIds: [marketplaceId], inputFeedDocumentId }
    const answer = await call({ operation: 'createFeed', method: 'POST', path: '/feeds/2021-06-30/feeds', body })
    if (answer.kind === 'unknown') return notTaken('Amazon takes no feeds.')
    if (answer.kind !== 'answered') return answer
    return v.is(created, answer.body) ? { kind: 'begun', name: answer.body.feedId } : unreadable
  }

  async function lookAt(name: string, listings: readonly string[]): Promise<BulkState | Failed> {
    const path = `/feeds/2021-06-30/feeds/${encodeURIComponent(name)}`
    const answer = await call({ operation: 'getFeed', method: 'GET', path })
    if (answer.kind === 'unknown') return { kind: 'ended', outcomes: null }
    if (answer.kind !== 'answered') return answer
    if (!v.is(feed, answer.body)) return unreadable
    const { processingStatus, resultFeedDocumentId } = answer.body
    if (isUnfinished(processingStatus)) return { kind: 'running', waitMs: LOOK_MS }
    // One that was broken off may have done some of its work.
    if (processingStatus !== 'DONE' || !resultFeedDocumentId) return { kind: 'ended', outcomes: null }
    const outcomes = await readReport(resultFeedDocumentId, listings)
    return outcomes instanceof Map ? { kind: 'ended', outcomes } : outcomes
  }

  async function readReport(id: string, listings: readonly string[]): Promise<Map<string, UpdateOutcome> | Failed> {
    const path = `/feeds/2021-06-30/documents/${encodeURIComponent(id)}`
    const answer = await call({ operation: 'getFeedDocument', method: 'GET', path })
    if (answer.kind === 'unknown') return unreadable
    if (answer.kind !== 'answered') return answer
    if (!v.is(result, answer.body)) return unreadable
    const response = await reach(outside, answer.body.url, { method: 'GET' })
    const content: unknown = response?.ok ? await contentOf(response, answer.body.compressionAlgorithm) : undefined
    return v.is(report, content) ? outcomesIn(content, listings) : unreadable
  }

  /** No name was heard: as long as any feed that it could be is unfinished, it may act. */
  async function lookForAny(since: number): Promise<BulkState | Failed> {
    const early = since + GRACE_MS - outside.now()
    if (early > 0) return { kind: 'running', waitMs: early }
    const query = new URLSearchParams({
      feedTypes: FEED_TYPE,
      processingStatuses: 'IN_QUEUE,IN_PROGRESS',
      createdSince: new Date(since - GRACE_MS).toISOString(),
      pageSize: '100',
    })
    const answer = await call({ operation: 'getFeeds', method: 'GET', path: `/feeds/2021-06-30/feeds?${query}` })
    if (answer.kind === 'unknown') return unreadable
    if (answer.kind !== 'answered') return answer
    if (!v.is(list, answer.body)) return unreadable
    const unfinished = answer.body.feeds.some(({ processingStatus }) => isUnfinished(processingStatus))
    return unfinished ? { kind: 'running', waitMs: 3 * LOOK_MS } : { kind: 'ended', outcomes: null }
  }

  return {
    // A feed takes minutes: what single calls reach in that time goes by them.
    least: Math.ceil(from / 3),
    sooner: Math.floor((from * 2) / 3),
    most: MOST,
    async prepare(listings) {
      const failed = await whoSends.askMany(listings)
      return failed ? notTold(failed) : { kind: 'ready', listings: listings.filter(whoSends.isMerchants) }
    },
    async submit(updates) {
      const until = outside.now() + BEGIN_MS
      const id = await upload(updates)
      if (typeof id !== 'string') return id
      // Somebody else may take this server for dead by now.
      return outside.now() < until ? begin(id) : notReached('The document of a feed took too long to upload.')
    },
    look: (name, since, listings) => (name === null ? lookForAny(since) : lookAt(name, listings)),
  }
}

const isUnfinished = (status: string): boolean => status === 'IN_QUEUE' || status === 'IN_PROGRESS'

/** By the number of each message; what nothing is said of was taken. */
function outcomesIn({ issues }: v.InferOutput<typeof report>, listings: readonly string[]) {
  const outcomes = new Map<string, UpdateOutcome>()
  for (const listing of new Set(issues.flatMap(({ messageId }) => listings[(messageId ?? 0) - 1] ?? []))) {
    const own = issues
      .filter(({ messageId }) => listings[(messageId ?? 0) - 1] === listing)
      .map(({ code, message, severity }) => ({ code, message, severity: severity ?? 'ERROR' }))
    if (own.some(({ severity }) => severity === 'ERROR'))
      outcomes.set(listing, outcomeOf({ status: 'INVALID', issues: own }))
  }
  return outcomes
}

/** Undefined: there was no answer. The address was made for this one call, and no token goes there. */
async function reach({ fetch }: Outside, url: string, init: RequestInit): Promise<Response | undefined> {
  try {
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(WAIT_MS) })
  } catch {
    return undefined
  }
}

async function contentOf(response: Response, compression: string | null | undefined): Promise<unknown> {
  try {
    if (compression !== 'GZIP' || response.body === null) return await response.json()
    return await new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).json()
  } catch {
    return undefined
  }
}
