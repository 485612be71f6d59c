/** Feeds 2021-06-30: createFeedDocument, createFeed, getFeed, getFeeds, getFeedDocument. */
import type { Hono } from 'hono'
import { invalidInput, notFound } from './errors.ts'
import { addFeedDocuments } from './feed-documents.ts'
import { type Feed, type Feeds, feedStatus } from './feeds.ts'
import type { Gate } from './gate.ts'
import { bodyOf, iso, listOf, oneOfEach, requireMarketplace, timeParameter } from './query.ts'
import type { Random } from './random.ts'

interface Parts {
  gate: Gate
  feeds: Feeds
  now: () => number
  random: Random
  marketplaceId: string
}

const STATUSES = ['CANCELLED', 'DONE', 'FATAL', 'IN_PROGRESS', 'IN_QUEUE']

function feedView(feed: Feed, now: number, marketplaceId: string) {
  const processingStatus = feedStatus(feed, now)
  const started = processingStatus === 'IN_QUEUE' ? {} : { processingStartTime: iso(feed.startsAt) }
  const ended = feed.outcome ? { processingEndTime: iso(feed.endsAt) } : {}
  const result = feed.resultDocumentId === undefined ? {} : { resultFeedDocumentId: feed.resultDocumentId }
  const fixed = {
    feedId: feed.id,
    feedType: feed.type,
    marketplaceIds: [marketplaceId],
    createdTime: iso(feed.createdAt),
  }
  return { ...fixed, processingStatus, ...started, ...ended, ...result }
}

export function addFeedRoutes(app: Hono, { gate, feeds, now, random, marketplaceId }: Parts): void {
  const presign = addFeedDocuments(app, { gate, feeds, now, random })
  const createDocument = gate.operation('createFeedDocument', async (context) => {
    const { contentType } = await bodyOf(context)
    if (typeof contentType !== 'string' || contentType === '') throw invalidInput('contentType is required.')
    const { id } = feeds.createDocument(contentType)
    return context.json({ feedDocumentId: id, url: presign(context, id, 'PUT') }, 201)
  })
  const createFeed = gate.operation('createFeed', async (context) => {
    const { feedType, marketplaceIds, inputFeedDocumentId } = await bodyOf(context)
    if (feedType !== 'JSON_LISTINGS_FEED') throw invalidInput('The simulator takes feedType JSON_LISTINGS_FEED only.')
    if (!Array.isArray(marketplaceIds)) throw invalidInput('marketplaceIds is required.')
    requireMarketplace(marketplaceIds, marketplaceId)
    if (typeof inputFeedDocumentId !== 'string') throw invalidInput('inputFeedDocumentId is required.')
    if (feeds.document(inputFeedDocumentId)?.text === undefined)
      throw invalidInput('The input document is not uploaded.')
    return context.json({ feedId: feeds.create(feedType, inputFeedDocumentId).id }, 202)
  })
  const getFeed = gate.operation('getFeed', (context) => {
    const feed = feeds.get(context.req.param('feedId') ?? '')
    if (!feed) throw notFound('The feed was not found.')
    return context.json(feedView(feed, now(), marketplaceId))
  })
  const getFeeds = gate.operation('getFeeds', (context) => {
    const types = listOf(context, 'feedTypes')
    if (types.length === 0) throw invalidInput('feedTypes is required.')
    const statuses = oneOfEach(context, 'processingStatuses', STATUSES)
    const since = timeParameter(context, 'createdSince') ?? 0
    const found = feeds
      .all()
      .filter(({ type, createdAt }) => types.includes(type) && createdAt >= since)
      .map((feed) => feedView(feed, now(), marketplaceId))
      .filter(({ processingStatus }) => statuses.length === 0 || statuses.includes(processingStatus))
    // One page is enough for what tests ever create.
    return context.json({ feeds: found.slice(0, 100) })
  })
  const getDocument = gate.operation('getFeedDocument', (context) => {
    const document = feeds.document(context.req.param('feedDocumentId') ?? '')
    if (!document) throw notFound('The feed document was not found.')
    return context.json({ feedDocumentId: document.id, url: presign(context, document.id, 'GET') })
  })
  app.post('/feeds/2021-06-30/documents', createDocument)
  app.get('/feeds/2021-06-30/documents/:feedDocumentId', getDocument)
  app.post('/feeds/2021-06-30/feeds', createFeed)
  app.get('/feeds/2021-06-30/feeds/:feedId', getFeed)
  app.get('/feeds/2021-06-30/feeds', getFeeds)
}
