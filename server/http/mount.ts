/** From an operation to a route: authenticate, authorise, parse, call, answer. The same for all, and only here. */
import type { Context, Hono } from 'hono'
import { may } from '../../shared/rules/permissions.ts'
import { type Act, logging } from '../auth/audit-log.ts'
import { type Caller, callerOf } from '../auth/callers.ts'
import { withReplica } from '../db/reports.ts'
import { Problem } from '../problem.ts'
import { checked } from './checked.ts'
import { clientOf, NO_PROXIES } from './client-address.ts'
import type { ServerDeps, WiredDeps } from './deps.ts'
import type { Access, AnswerFile, Operation } from './operation.ts'
import { readJson } from './read-json.ts'

const NOBODY: Caller = { kind: 'token', id: 'nobody', name: 'nobody', roles: [] }

export function mount(app: Hono, deps: WiredDeps, operation: Operation): void {
  const reporting = deps.replica ? { ...deps, work: withReplica(deps.work, deps.replica) } : deps
  const path = `/api/v1${operation.path.replace(/\{(\w+)\}/g, ':$1')}`
  app.on(operation.method.toUpperCase(), path, async (context) => {
    const told = context.get('told')
    told.route = operation.path
    const caller = await authorise(deps, operation, context)
    const named = context.req.query('warehouse')
    const warehouse = named ?? ('warehouse' in caller ? caller.warehouse : null) ?? 'MAIN'
    // A day that has begun is begun before anything is read or decided on it.
    await deps.day.ensure(warehouse)
    const params = context.req.param() as Record<string, string>
    told.params = params
    const body = operation.body ? checked(operation.body, await readJson(context)) : undefined
    const client = clientOf(context, deps.proxies ?? NO_PROXIES)
    const answer = await operation.run({
      deps: isSensitive(operation)
        ? { ...deps, work: logging(deps.work, actOf(operation, caller, { warehouse, params, body })) }
        : operation.isReport
          ? reporting
          : deps,
      caller,
      warehouse,
      isWarehouseNamed: named !== undefined,
      params,
      query: operation.query ? checked(operation.query, context.req.query()) : {},
      body,
      idempotencyKey: idempotencyKey(context),
      request: context.req.raw,
      address: client.address,
      isSecure: client.scheme === 'https',
      unlogged: deps.work,
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

/** Open to whoever has their code. It is a secret, also when it has been used. */
const BY_CODE: ReadonlySet<string> = new Set(['/devices/enrol', '/auth/first-start'])

export const isSensitive = ({ method, path, access }: Operation): boolean =>
  method !== 'get' && (SENSITIVE.has(access) || BY_CODE.has(path))

const actOf = (
  { method, path }: Operation,
  { kind, id, name }: Caller,
  { body, ...about }: { warehouse: string; params: Record<string, string>; body: unknown },
): Act => ({
  ...{ by: `${kind} ${id}`, name, act: `${method.toUpperCase()} ${path}` },
  details: { ...about, body: BY_CODE.has(path) ? withoutCode(body as { code?: string }) : body },
})

const withoutCode = ({ code: _, ...body }: { code?: string }): object => body

/** A browser shows these in a place of their own, where nothing in them runs. Anything else it only saves. */
const isShown = (type: string): boolean => type === 'application/pdf' || /^image\/(jpeg|png|webp)$/.test(type)

/** Offered under its name. */
const fileResponse = ({ name, type, content }: AnswerFile): Response =>
  new Response(content as ConstructorParameters<typeof Response>[0], {
    headers: {
      'content-type': type,
      'content-disposition': `${isShown(type) ? 'inline' : 'attachment'}; filename="${name.replace(/[^\w.-]+/g, '_')}"`,
    },
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

function idempotencyKey(context: Context): string | undefined {
  const key = context.req.header('idempotency-key')
  if (key === undefined || (key.length >= 1 && key.length <= 200)) return key
  throw new Problem(422, 'invalid', 'Idempotency-Key: Use 1 to 200 characters.', { field: 'Idempotency-Key' })
}
