/** From an operation to a route: authenticate, authorise, parse, call, answer. The same for all, and only here. */
import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import { type Act, logging } from '../auth/audit-log.ts'
import { type Caller, callerOf } from '../auth/callers.ts'
import { may } from '../auth/permissions.ts'
import { Problem } from '../problem.ts'
import { unlessBrokenOff } from './broken-off.ts'
import { checked } from './checked.ts'
import type { ServerDeps, WiredDeps } from './deps.ts'
import type { Access, AnswerFile, Operation } from './operation.ts'

const NOBODY: Caller = { kind: 'token', id: 'nobody', name: 'nobody', roles: [] }

export function mount(app: Hono, deps: WiredDeps, operation: Operation): void {
  const path = `/api/v1${operation.path.replace(/\{(\w+)\}/g, ':$1')}`
  app.on(operation.method.toUpperCase(), path, async (context) => {
    const told = context.get('told')
    told.route = operation.path
    const caller = await authorise(deps, operation, context)
    const warehouse = context.req.query('warehouse') ?? ('warehouse' in caller ? caller.warehouse : null) ?? 'MAIN'
    // A day that has begun is begun before anything is read or decided on it.
    await deps.day.ensure(warehouse)
    const params = context.req.param() as Record<string, string>
    told.params = params
    const body = operation.body ? checked(operation.body, await readJson(context)) : undefined
    const answer = await operation.run({
      deps: isSensitive(operation)
        ? { ...deps, work: logging(deps.work, actOf(operation, caller, { warehouse, params, body })) }
        : deps,
      caller,
      warehouse,
      params,
      query: operation.query ? checked(operation.query, context.req.query()) : {},
      body,
      idempotencyKey: idempotencyKey(context),
      request: context.req.raw,
      address: addressOf(context),
      told,
    })
    return answer.file ? fileResponse(answer.file) : context.json(answer.body as object, answer.status)
  })
}

/** What others must be able to rely on: who may do what, what is sold, held or recalled, and what was decided about it. */
const SENSITIVE: ReadonlySet<Access> = new Set<Access>([
  'users:write',
  'devices:enrol',
  'keys:write',
  'master:write',
  'connectors:write',
  'costing:write',
  'protections:write',
  'receipts:write',
  'lots:hold',
  'lots:complete',
  'recalls:write',
  'floor:adjust',
  'exceptions:resolve',
  'refused:resolve',
])

/** Its code is a secret, also when it has been used. */
const ENROL = '/devices/enrol'

export const isSensitive = ({ method, path, access }: Operation): boolean =>
  method !== 'get' && (SENSITIVE.has(access) || path === ENROL)

const actOf = (
  { method, path }: Operation,
  { kind, id, name }: Caller,
  { body, ...about }: { warehouse: string; params: Record<string, string>; body: unknown },
): Act => ({
  ...{ by: `${kind} ${id}`, name, act: `${method.toUpperCase()} ${path}` },
  details: { ...about, body: path === ENROL ? { deviceId: (body as { deviceId?: string }).deviceId } : body },
})

/** Offered under its name; shown in the browser where it can be. */
const fileResponse = ({ name, type, content }: AnswerFile): Response =>
  new Response(content as ConstructorParameters<typeof Response>[0], {
    headers: { 'content-type': type, 'content-disposition': `inline; filename="${name.replace(/[^\w.-]+/g, '_')}"` },
  })

async function authorise(deps: ServerDeps, { access }: Operation, context: Context): Promise<Caller> {
  if (access === 'open') return NOBODY
  const caller = await bearer(deps, context)
  if (access !== 'any' && !may(caller.roles, access)) {
    throw new Problem(403, 'forbidden', `This needs the permission ${access}, which ${caller.name} does not have.`)
  }
  return caller
}

/** Undefined: the token is none, or none any more. */
export async function callerFrom(deps: ServerDeps, context: Context): Promise<Caller | undefined> {
  const token = /^Bearer (\S{1,200})$/.exec(context.req.header('authorization') ?? '')?.[1]
  const caller = token === undefined ? undefined : await callerOf(deps.work, token, deps.now())
  if (caller) context.get('told').caller = caller
  return caller
}

export async function bearer(deps: ServerDeps, context: Context): Promise<Caller> {
  const caller = await callerFrom(deps, context)
  if (caller?.kind === 'token') deps.keyUsed?.(caller.id)
  if (caller) return caller
  throw new Problem(
    401,
    'unauthorised',
    'Send a valid token as "Authorization: Bearer …". Sign in again, or enrol the device again.',
  )
}

/** Of the other end of the connection; undefined where there is none, as in a test. */
const addressOf = (context: Context): string | undefined =>
  (context.env as Partial<HttpBindings> | undefined)?.incoming?.socket?.remoteAddress

/** An empty body is `undefined`: operations without a required body can be called without one. */
async function readJson(context: Context): Promise<unknown> {
  const text = await unlessBrokenOff(context.req.text())
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'malformed-json', 'The body is not valid JSON. Nothing was changed.')
  }
}

function idempotencyKey(context: Context): string | undefined {
  const key = context.req.header('idempotency-key')
  if (key === undefined || (key.length >= 1 && key.length <= 200)) return key
  throw new Problem(422, 'invalid', 'Idempotency-Key: Use 1 to 200 characters.', { field: 'Idempotency-Key' })
}
