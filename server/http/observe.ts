/** Around every request: gives it an id, and tells log, metrics and contacts what became of it. */
import type { MiddlewareHandler } from 'hono'
import type { Contacts } from '../watch/contacts.ts'
import type { Log, LogFields } from '../watch/log.ts'
import type { Metrics } from '../watch/metrics.ts'
import type { Stop } from './stop.ts'
import { beginTold, type Told } from './told.ts'

export interface ObserveDeps {
  log: Log
  metrics: Metrics
  contacts: Contacts
  stop: Stop
}

export const observe =
  ({ log, metrics, contacts, stop }: ObserveDeps): MiddlewareHandler =>
  async (context, next) => {
    const began = performance.now()
    const told = beginTold(context)
    context.header('X-Request-Id', told.id)
    await next()
    // A connection that is kept would be closed under its next request.
    if (stop.stopping.aborted) context.res.headers.set('Connection', 'close')
    const { status } = context.res
    const { method } = context.req
    const route = told.route ?? routeBeside(context.req.path, status)
    const ms = performance.now() - began
    metrics.requests.inc({ method, route, status: `${Math.floor(status / 100)}xx` })
    metrics.requestSeconds.observe({ method, route }, ms / 1_000)
    for (const { type, outcome, duplicate } of told.transactions ?? [])
      if (!duplicate) metrics.transactions.inc({ type, outcome })
    if (told.caller) contacts.heard(told.caller, (name) => context.req.header(name))
    const level = levelOf(method, status, told.problem)
    if (log.isLevelEnabled(level)) log[level](fieldsOf(told, status, ms), `${method} ${route}`)
  }

/** What changes something or fails; reads only for whoever looks closely. */
function levelOf(method: string, status: number, problem: string | undefined): 'debug' | 'info' | 'warn' | 'error' {
  // Asked every few seconds: why was told where it was found out, and that it stops was meant.
  if (problem === 'not-ready' || problem === 'stopping') return 'debug'
  if (status >= 500) return 'error'
  // Somebody who may not, or asks too often, is worth knowing of, whatever it was.
  if (status === 401 || status === 403 || status === 429) return 'warn'
  if (method === 'GET' || method === 'HEAD') return 'debug'
  return status >= 400 ? 'warn' : 'info'
}

function fieldsOf(told: Told, status: number, ms: number): LogFields {
  const { id, caller, params, problem, device, stream, transactions } = told
  return {
    requestId: id,
    status,
    ms: Math.round(ms * 10) / 10,
    ...(caller && { by: `${caller.kind} ${caller.id}` }),
    ...(params && Object.keys(params).length > 0 && { params }),
    ...(problem !== undefined && { problem }),
    ...(device !== undefined && { device, stream }),
    ...(transactions && { transactions }),
  }
}

/** Of what is no operation of the API: a few names, however many paths are tried. */
const BESIDE = [
  '/healthz',
  '/readyz',
  '/metrics',
  '/api/v1/sync/events',
  '/api/v1/openapi.json',
  '/api/v1/openapi.d.ts',
  '/api/v1/postman.json',
  '/api/docs',
  '/hooks',
  '/demo',
]

function routeBeside(path: string, status: number): string {
  const known = BESIDE.find((one) => path === one || path.startsWith(`${one}/`) || path.startsWith(`${one}.`))
  return known ?? (status === 404 ? '(nothing)' : '(app)')
}
