/** What each call goes through: token, bucket, a failure before acting, the handler, an answer lost after acting. */
import type { Context, Handler } from 'hono'
import type { Buckets } from './buckets.ts'
import { type Counters, endingOf } from './counters.ts'
import type { Credentials } from './credentials.ts'
import { AnswerLost, errorList, quotaExceeded, Refusal, serverError, unauthorized } from './errors.ts'
import type { Faults } from './faults.ts'
import { type Call, OPERATIONS, type Operation } from './operations.ts'
import type { Random } from './random.ts'

export type Answer = (context: Context) => Promise<Response> | Response

export interface Gate {
  /** An operation of the API, with a token and a usage plan. */
  operation(name: Operation, answer: Answer): Handler
  /** What has neither: the token endpoint and presigned URLs. */
  open(name: Call, answer: Answer): Handler
}

interface Parts {
  credentials: Credentials
  buckets: Buckets
  faults: Faults
  counters: Counters
  random: Random
}

async function answerOrRefusal(context: Context, answer: Answer): Promise<Response> {
  try {
    return await answer(context)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return context.json(errorList(error), error.status)
  }
}

/** The models promise the limit on 200, 400 and 404 only; the real gateway sends it on most 429s as well. */
const showsLimit = (status: number) => status < 300 || [400, 404, 429].includes(status)

export function createGate({ credentials, buckets, faults, counters, random }: Parts): Gate {
  const open = (name: Call, answer: Answer) => async (context: Context) => {
    const failing: Answer = (inner) => {
      if (faults.strikes('serverError', name)) throw serverError(random.chance(0.5) ? 500 : 503)
      return answer(inner)
    }
    const response = await answerOrRefusal(context, failing)
    response.headers.set('x-amzn-RequestId', random.uuid())
    const lost = response.ok && faults.strikes('timeoutAfter', name)
    counters.count(name, lost ? 'timedOut' : endingOf(response.status))
    if (lost) throw new AnswerLost(`${name} acted, and its answer was lost`)
    return response
  }
  const operation = (name: Operation, answer: Answer) => {
    const guarded = open(name, (context) => {
      const refused = credentials.refuse(context.req.header('x-amz-access-token'))
      if (refused) throw unauthorized(refused)
      if (!buckets.take(name)) throw quotaExceeded()
      return answer(context)
    })
    return async (context: Context) => {
      const response = await guarded(context)
      if (showsLimit(response.status)) response.headers.set('x-amzn-RateLimit-Limit', String(OPERATIONS[name].rate))
      return response
    }
  }
  return { operation, open }
}
