/** One JSON_LISTINGS_FEED, read and answered by the processing report (v2). */
import type { Listings } from './listings.ts'
import { FULFILLMENT, type Issue, type Patch, readPatches, unknownSku } from './patch.ts'
import type { Submit } from './submissions.ts'

export interface ReportIssue {
  messageId?: number
  sku?: string
  code: string
  severity: Issue['severity']
  message: string
  attributeName?: string
}

export interface ProcessingReport {
  header: { sellerId: string; version: '2.0'; feedId: string }
  issues: ReportIssue[]
  summary: {
    errors: number
    warnings: number
    messagesProcessed: number
    messagesAccepted: number
    messagesInvalid: number
  }
}

export interface Outcome {
  status: 'DONE' | 'FATAL'
  report: ProcessingReport
}

type Message = Record<string, unknown>

const MOST_MESSAGES = 25_000
const malformed = (message: string): Issue => ({ code: '4000001', severity: 'ERROR', message, categories: [] })

/** The feed's messages, or why it is none. */
function messagesOf(text: string, sellerId: string): Message[] | string {
  let feed: { header?: Message; messages?: unknown }
  try {
    feed = JSON.parse(text)
  } catch {
    return 'The feed is not valid JSON.'
  }
  if (feed?.header?.version !== '2.0') return "'header.version' must be '2.0'."
  if (feed.header.sellerId !== sellerId) return "'header.sellerId' is not the seller of this request."
  const { messages } = feed
  if (!Array.isArray(messages) || messages.length === 0) return "'messages' must not be empty."
  return messages.length > MOST_MESSAGES ? `At most ${MOST_MESSAGES} messages.` : messages
}

/** PARTIAL_UPDATE is the same as patches with `replace`. */
function patchesOf(message: Message): Patch[] | undefined {
  try {
    if (message.operationType === 'PATCH') return readPatches(message.patches)
    const attributes = Object.entries(Object(message.attributes) as Record<string, unknown>)
    return readPatches(attributes.map(([name, value]) => ({ op: 'replace', path: `/attributes/${name}`, value })))
  } catch {
    return undefined
  }
}

interface Parts {
  listings: Listings
  submit: Submit
  sellerId: string
}

export function createFeedReader({ listings, submit, sellerId }: Parts) {
  function remove(sku: string): Issue[] {
    if (!listings.get(sku)) return [unknownSku()]
    listings.remove(sku)
    return []
  }
  function issuesIn(message: Message, seen: Set<unknown>): Issue[] {
    const { messageId, sku, operationType, productType } = message
    if (!Number.isInteger(messageId) || seen.has(messageId))
      return [malformed("'messageId' must be a number used once.")]
    seen.add(messageId)
    if (typeof sku !== 'string' || sku === '') return [malformed("'sku' is required.")]
    if (operationType === 'DELETE') return remove(sku)
    if (!['UPDATE', 'PARTIAL_UPDATE', 'PATCH'].includes(String(operationType)))
      return [malformed("Unknown 'operationType'.")]
    const patches = patchesOf(message)
    if (!patches) return [malformed(`The message has no valid patches or attributes, such as ${FULFILLMENT}.`)]
    return submit({ sku, productType, patches })
  }
  const reported = (message: Message, { code, severity, message: text, attributeNames }: Issue): ReportIssue => ({
    ...(Number.isInteger(message.messageId) ? { messageId: message.messageId as number } : {}),
    ...(typeof message.sku === 'string' ? { sku: message.sku } : {}),
    code,
    severity,
    message: text,
    ...(attributeNames?.[0] === undefined ? {} : { attributeName: attributeNames[0] }),
  })
  /** Every message stands alone: the valid ones are taken, the others are in the report. */
  return (feedId: string, text: string): Outcome => {
    const header = { sellerId, version: '2.0' as const, feedId }
    const messages = messagesOf(text, sellerId)
    if (typeof messages === 'string') {
      const summary = { errors: 1, warnings: 0, messagesProcessed: 0, messagesAccepted: 0, messagesInvalid: 0 }
      return { status: 'FATAL', report: { header, issues: [reported({}, malformed(messages))], summary } }
    }
    const seen = new Set<unknown>()
    const results = messages.map((message) => issuesIn(message, seen).map((issue) => reported(message, issue)))
    const messagesInvalid = results.filter((issues) => issues.length > 0).length
    const issues = results.flat()
    const counts = {
      messagesProcessed: messages.length,
      messagesAccepted: messages.length - messagesInvalid,
      messagesInvalid,
    }
    return { status: 'DONE', report: { header, issues, summary: { errors: issues.length, warnings: 0, ...counts } } }
  }
}

export type ReadFeed = ReturnType<typeof createFeedReader>
