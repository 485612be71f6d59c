/** For whoever watches the process: does it live, can it work, what has it done. */
import { sql } from 'drizzle-orm'
import type { Hono, MiddlewareHandler } from 'hono'
import type { ServerDeps } from './deps.ts'
import type { Readiness } from './readiness.ts'

const requests = new Map<string, number>()
let backupAt: number | null = null

/** When the newest backup was taken, UTC milliseconds; null: there is none. */
export const noteBackup = (at: number | null): void => {
  backupAt = at
}

let certificateEndsAt: number | null = null

/** Of the certificate that is served, UTC milliseconds. */
export const noteCertificate = (endsAt: number): void => {
  certificateEndsAt = endsAt
}

export const countRequests: MiddlewareHandler = async (context, next) => {
  await next()
  const key = `${context.req.method} ${Math.floor(context.res.status / 100)}xx`
  requests.set(key, (requests.get(key) ?? 0) + 1)
}

export function mountHealth(app: Hono, deps: ServerDeps, readiness: Readiness): void {
  app.get('/healthz', (context) => context.json({ status: 'live' }))
  app.get('/readyz', async (context) => {
    await readiness.check()
    return context.json({ status: 'ready', epoch: deps.epoch })
  })
  app.get('/metrics', async (context) =>
    context.text(await metrics(deps), 200, { 'Content-Type': 'text/plain; version=0.0.4' }),
  )
}

async function metrics(deps: ServerDeps): Promise<string> {
  const head = await deps.work.head()
  const open = await deps.work.read(({ db, t }) =>
    db
      .select({ type: t.exceptions.type, count: sql<number>`count(*)`.mapWith(Number) })
      .from(t.exceptions)
      .where(sql`${t.exceptions.state} = 'open'`)
      .groupBy(t.exceptions.type),
  )
  const lines = ['# TYPE lotline_http_requests_total counter']
  for (const [key, count] of requests) {
    const [method, status] = key.split(' ')
    lines.push(`lotline_http_requests_total{method="${method}",status="${status}"} ${count}`)
  }
  lines.push(
    '# TYPE lotline_feed_position gauge',
    `lotline_feed_position ${head.position}`,
    '# TYPE lotline_exceptions_open gauge',
  )
  for (const { type, count } of open) lines.push(`lotline_exceptions_open{type="${type}"} ${count}`)
  if (backupAt !== null)
    lines.push(
      '# TYPE lotline_backup_age_seconds gauge',
      `lotline_backup_age_seconds ${Math.round((deps.now() - backupAt) / 1_000)}`,
    )
  if (certificateEndsAt !== null)
    lines.push(
      '# TYPE lotline_certificate_left_seconds gauge',
      `lotline_certificate_left_seconds ${Math.round((certificateEndsAt - deps.now()) / 1_000)}`,
    )
  return `${lines.join('\n')}\n`
}
