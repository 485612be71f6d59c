/** For whoever watches the process: does it live, can it work, what has it done. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Hono } from 'hono'
import { Problem } from '../problem.ts'
import type { Metrics } from '../watch/metrics.ts'
import type { ServerDeps } from './deps.ts'
import type { Readiness } from './readiness.ts'

export interface Watched {
  metrics: Metrics
  /** Brings up to date what is read from the database. */
  refresh(): Promise<void>
}

export function mountHealth(
  app: Hono,
  { epoch, metricsToken }: Pick<ServerDeps, 'epoch' | 'metricsToken'>,
  readiness: Readiness,
  { metrics, refresh }: Watched,
): void {
  app.get('/healthz', (context) => context.json({ status: 'live' }))
  app.get('/readyz', async (context) => {
    await readiness.check()
    return context.json({ status: 'ready', epoch })
  })
  app.get('/metrics', async (context) => {
    if (metricsToken !== undefined) refuseOther(context.req.header('authorization'), metricsToken)
    await refresh()
    return context.text(await metrics.registry.metrics(), 200, { 'Content-Type': metrics.registry.contentType })
  })
}

/** Compared as hashes: these have one length, and tell nothing by the time that it takes. */
function refuseOther(given: string | undefined, token: string): void {
  if (given !== undefined && timingSafeEqual(hashOf(given), hashOf(`Bearer ${token}`))) return
  throw new Problem(
    401,
    'unauthorised',
    'These figures want the token of LOTLINE_METRICS_TOKEN, sent as "Authorization: Bearer …".',
  )
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()
