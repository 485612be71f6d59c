/** Feeds and their documents. A feed is read when its processing ends, whoever notices that first. */
import type { Outcome, ReadFeed } from './feed-report.ts'
import type { Random } from './random.ts'

export interface FeedDocument {
  id: string
  contentType: string
  /** Undefined until it is uploaded. */
  text?: string
}

export interface Feed {
  id: string
  type: string
  createdAt: number
  startsAt: number
  endsAt: number
  inputDocumentId: string
  outcome?: Outcome['status']
  resultDocumentId?: string
}

export interface Feeds {
  createDocument(contentType: string): FeedDocument
  document(id: string): FeedDocument | undefined
  create(type: string, inputDocumentId: string): Feed
  get(id: string): Feed | undefined
  all(): Feed[]
  /** Milliseconds in the queue and in work, for feeds that are created from now on. */
  setTimes(times: { queueMs?: number; workMs?: number }): void
  /** Reads what is due, oldest first. */
  settle(): void
}

export function createFeeds(now: () => number, random: Random, read: ReadFeed): Feeds {
  const documents = new Map<string, FeedDocument>()
  const feeds = new Map<string, Feed>()
  let open: Feed[] = []
  let times = { queueMs: 30_000, workMs: 60_000 }

  function createDocument(contentType: string): FeedDocument {
    const document: FeedDocument = { id: `amzn1.tortuga.3.${random.uuid()}`, contentType }
    documents.set(document.id, document)
    return document
  }
  function create(type: string, inputDocumentId: string): Feed {
    const at = now()
    const startsAt = at + times.queueMs
    const feed = {
      id: random.digits(10),
      type,
      createdAt: at,
      startsAt,
      endsAt: startsAt + times.workMs,
      inputDocumentId,
    }
    feeds.set(feed.id, feed)
    open.push(feed)
    return feed
  }
  function finish(feed: Feed): void {
    const { status, report } = read(feed.id, documents.get(feed.inputDocumentId)?.text ?? '')
    const result = createDocument('application/json')
    result.text = JSON.stringify(report)
    feed.outcome = status
    feed.resultDocumentId = result.id
  }
  function settle(): void {
    const due = open.filter(({ endsAt }) => endsAt <= now()).toSorted((a, b) => a.endsAt - b.endsAt)
    open = open.filter(({ endsAt }) => endsAt > now())
    for (const feed of due) finish(feed)
  }
  return {
    createDocument,
    document: (id) => {
      settle()
      return documents.get(id)
    },
    create,
    get: (id) => {
      settle()
      return feeds.get(id)
    },
    all: () => {
      settle()
      return [...feeds.values()]
    },
    setTimes: (changes) => {
      times = { ...times, ...changes }
    },
    settle,
  }
}

export function feedStatus(feed: Feed, now: number): 'IN_QUEUE' | 'IN_PROGRESS' | Outcome['status'] {
  if (feed.outcome) return feed.outcome
  return now < feed.startsAt ? 'IN_QUEUE' : 'IN_PROGRESS'
}
