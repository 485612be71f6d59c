/** POST /auth/o2/token of api.amazon.com, served here by the same application. */
import type { Context, Hono } from 'hono'
import type { Credentials } from './credentials.ts'
import type { Gate } from './gate.ts'

/** A form, as the documentation sends it, or JSON, which Amazon takes too. */
async function formOf(context: Context): Promise<Record<string, unknown>> {
  const json = context.req.header('content-type')?.startsWith('application/json') === true
  const read: Promise<unknown> = json ? context.req.json() : context.req.parseBody()
  const form = await read.catch(() => undefined)
  return typeof form === 'object' && form !== null ? (form as Record<string, unknown>) : {}
}

export function addTokenRoute(app: Hono, gate: Gate, credentials: Credentials): void {
  const token = gate.open('token', async (context) => {
    const { status, body } = credentials.grant(await formOf(context))
    return context.json(body, status, { 'cache-control': 'no-store' })
  })
  app.post('/auth/o2/token', token)
}
