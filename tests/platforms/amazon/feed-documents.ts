/** The storage behind presigned URLs: no access token, five minutes, and the content type that was announced. */
import type { Context, Hono } from 'hono'
import type { Feeds } from './feeds.ts'
import type { Gate } from './gate.ts'
import type { Random } from './random.ts'

export const URL_LIFE_MS = 300_000

interface Grant {
  documentId: string
  method: 'GET' | 'PUT'
  expires: number
}

interface Parts {
  gate: Gate
  feeds: Feeds
  now: () => number
  random: Random
}

const refused = (context: Context, code: string) =>
  context.body(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`, 403, {
    'content-type': 'application/xml',
  })

/** Adds the routes, and returns what presigns a URL of the host that was called. */
export function addFeedDocuments(app: Hono, { gate, feeds, now, random }: Parts) {
  const grants = new Map<string, Grant>()
  function granted(context: Context, method: Grant['method']) {
    const grant = grants.get(context.req.query('X-Amz-Signature') ?? '')
    const fits =
      grant && grant.method === method && grant.documentId === context.req.param('id') && now() < grant.expires
    return fits ? feeds.document(grant.documentId) : undefined
  }
  const upload = gate.open('upload', async (context) => {
    const document = granted(context, 'PUT')
    if (!document) return refused(context, 'AccessDenied')
    if (context.req.header('content-type') !== document.contentType) return refused(context, 'SignatureDoesNotMatch')
    document.text = await context.req.text()
    return context.body(null, 200)
  })
  const download = gate.open('download', (context) => {
    const document = granted(context, 'GET')
    if (document?.text === undefined) return refused(context, 'AccessDenied')
    return context.body(document.text, 200, { 'content-type': document.contentType })
  })
  app.put('/feed-documents/:id', upload)
  app.get('/feed-documents/:id', download)
  return (context: Context, documentId: string, method: Grant['method']): string => {
    const signature = random.uuid()
    grants.set(signature, { documentId, method, expires: now() + URL_LIFE_MS })
    return `${new URL(context.req.url).origin}/feed-documents/${documentId}?X-Amz-Signature=${signature}`
  }
}
