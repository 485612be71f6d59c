/** The HTTP side: token, body, points, faults; then GraphQL. Answers are the platform's own, also for what goes wrong. */
import { Hono } from 'hono'
import type { Bucket } from './bucket.ts'
import type { FaultCounts, Faults } from './faults.ts'
import { requestedCost } from './graphql/cost.ts'
import { execute, type View } from './graphql/execute.ts'
import { parse } from './graphql/parse.ts'
import type { GraphqlError } from './graphql/problem.ts'
import { type Operation, type Selection, SyntaxFault } from './graphql/syntax.ts'
import { validate } from './graphql/validate.ts'
import { readVariables, type Variables } from './graphql/variables.ts'
import type { Random } from './random.ts'
import { API_VERSION } from './webhooks.ts'

const DEAREST = 1_000
const DOCS = 'https://shopify.dev/api/usage/rate-limits'
const UNAUTHORIZED = { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' }

export interface AdminApiOptions {
  random: Random
  bucket: Bucket
  faults: Faults
  faultCounts: FaultCounts
  /** Calls by root field, counted when they came with a good token. */
  calls: Record<string, number>
  /** The token that is good now; undefined when it has expired. */
  token: () => string | undefined
  roots: { query: View; mutation: View }
}

interface Ask {
  operation: Operation
  variables: Variables
}

type Answer = { status: 200 | 400; body: unknown }

/** The app. A rejected promise is the injected time-out: over HTTP it becomes a 504 of the gateway. */
export function createAdminApi(options: AdminApiOptions): Hono {
  const app = new Hono()
  app.onError((error) => {
    throw error
  })
  app.notFound((c) => c.json({ errors: 'Not Found' }, 404))
  app.post(`/admin/api/${API_VERSION}/graphql.json`, async (c) => {
    const { token, faults, faultCounts, random } = options
    const good = token()
    if (good === undefined || c.req.header('X-Shopify-Access-Token') !== good) {
      faultCounts.unauthorized += 1
      return c.json(UNAUTHORIZED, 401)
    }
    const text = await c.req.text()
    const failure = random.chance(faults.serverError)
    const timeout = random.chance(faults.timeoutAfterActing)
    if (failure) return serverError(options)
    const { status, body } = answer(options, text)
    if (timeout) {
      faultCounts.timeouts += 1
      throw new DOMException('The operation was aborted due to timeout', 'TimeoutError')
    }
    return c.json(body as object, status, { 'X-Shopify-API-Version': API_VERSION })
  })
  return app
}

function serverError({ random, faultCounts }: AdminApiOptions): Response {
  faultCounts.serverErrors += 1
  const status = [500, 502, 503][random.whole(0, 2)] ?? 500
  if (status === 500) return Response.json({ errors: 'Internal Server Error' }, { status })
  return new Response('<!DOCTYPE html><html><body>Something went wrong</body></html>', {
    status,
    headers: { 'Content-Type': 'text/html' },
  })
}

function answer(options: AdminApiOptions, text: string): Answer {
  const ask = read(text)
  if ('status' in ask) return ask
  count(options.calls, ask.operation.selections)
  const requested = requestedCost(ask.operation, ask.variables)
  if (requested > DEAREST) return { status: 200, body: { errors: [tooDear(requested)] } }
  if (!options.bucket.take(requested)) return throttled(options, requested)
  return run(options, ask, requested)
}

/** The operation to run, or the answer that refuses it. */
function read(text: string): Ask | Answer {
  const body = json(text)
  if (typeof body?.query !== 'string')
    return { status: 400, body: { errors: { query: 'Required parameter missing or invalid' } } }
  try {
    const all = parsed(body.query)
    const named = all.find(({ name }) => name === body.operationName)
    const operation = body.operationName ? named : all.length === 1 ? all[0] : undefined
    if (!operation) return refused([{ message: 'An operation name is required', extensions: { code: 'BAD_REQUEST' } }])
    const mistakes = validate(operation)
    if (mistakes.length > 0) return refused(mistakes)
    const variables = readVariables(operation, (body.variables ?? {}) as Variables)
    return isError(variables) ? refused([variables]) : { operation, variables }
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error
    return refused([{ message: error.message, locations: [error.at], extensions: { code: 'PARSE_ERROR' } }])
  }
}

const refused = (errors: GraphqlError[]): Answer => ({ status: 200, body: { errors } })

const isError = (value: Variables | GraphqlError): value is GraphqlError => 'extensions' in value && 'message' in value

function json(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return undefined
  }
}

/** Clients send the same few documents over and over; parsing is kept, up to a limit. */
const seen = new Map<string, Operation[]>()
const MOST_SEEN = 500

function parsed(query: string): Operation[] {
  const before = seen.get(query)
  if (before) return before
  const made = parse(query)
  if (seen.size >= MOST_SEEN) seen.clear()
  seen.set(query, made)
  return made
}

function count(calls: Record<string, number>, selections: Selection[]): void {
  for (const one of selections) {
    if (one.kind === 'fragment') count(calls, one.selections)
    else calls[one.name] = (calls[one.name] ?? 0) + 1
  }
}

function run({ roots, bucket }: AdminApiOptions, { operation, variables }: Ask, requested: number): Answer {
  const { data, errors, cost } = execute(operation, roots[operation.type], variables)
  const actual = Math.min(cost, requested)
  bucket.giveBack(requested - actual)
  const extensions = costs(bucket, requested, actual)
  // A wrong variable is refused as a whole, so that there is no data.
  if (errors.some((error) => error.extensions.code === 'INVALID_VARIABLE'))
    return { status: 200, body: { errors, extensions } }
  return { status: 200, body: errors.length > 0 ? { errors, data, extensions } : { data, extensions } }
}

const costs = (bucket: Bucket, requested: number, actual: number | null) => ({
  cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status() },
})

function throttled({ bucket, faultCounts }: AdminApiOptions, requested: number): Answer {
  faultCounts.throttled += 1
  const errors = [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation: DOCS } }]
  return { status: 200, body: { errors, extensions: costs(bucket, requested, null) } }
}

const tooDear = (cost: number): GraphqlError => ({
  message: `Query cost is ${cost}, which exceeds the single query max cost limit (${DEAREST}).`,
  extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: DEAREST, documentation: DOCS },
})
