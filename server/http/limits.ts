/** How much may be asked at once. What is larger is refused before it is read, in words. */
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Problem } from '../problem.ts'

/** A push of the largest allowed batch is well below this. */
const MAX_BODY_BYTES = 4 * 1024 * 1024
/** The longest cursor there is takes half of it. */
const MAX_ADDRESS = 8_000
const MAX_PARAMETERS = 100

function refuseBody(): never {
  throw new Problem(413, 'body-too-large', 'The body is larger than 4 MiB. Send it in parts; nothing was changed.')
}

const limitStream = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuseBody })

/** A body whose length is stated is judged by that, without opening it as a stream: that takes a tenth of a push. */
export const limitBody: MiddlewareHandler = async (context, next) => {
  // Looking for the body of a GET, which nobody reads, would cost more than many an answer.
  if (context.req.method === 'GET' || context.req.method === 'HEAD') return next()
  // A photo has a limit of its own, and is never held in memory.
  if (context.req.path.startsWith('/api/v1/attachments/')) return next()
  const stated = context.req.header('content-length')
  if (stated !== undefined && context.req.header('transfer-encoding') === undefined)
    return Number(stated) > MAX_BODY_BYTES ? refuseBody() : next()
  let isRead = false
  try {
    return await limitStream(context, () => {
      isRead = true
      return next()
    })
  } catch (error) {
    if (isRead || error instanceof Problem) throw error
    throw brokeOff()
  }
}

/** There is hardly anybody to hear it, but it is no fault of ours. */
export const brokeOff = (): Problem =>
  new Problem(400, 'body-broke-off', 'The body broke off. Nothing was changed; send it again.')

export const limitAddress: MiddlewareHandler = (context, next) => {
  const { url } = context.req
  const start = url.indexOf('/', url.indexOf('//') + 2)
  if (url.length - start > MAX_ADDRESS)
    throw new Problem(414, 'address-too-long', `An address has at most ${MAX_ADDRESS} characters. Nothing was changed.`)
  const query = url.indexOf('?')
  if (query >= 0 && url.slice(query).split('&', MAX_PARAMETERS + 1).length > MAX_PARAMETERS)
    throw new Problem(
      400,
      'too-many-parameters',
      `An address has at most ${MAX_PARAMETERS} parameters. Nothing was changed.`,
    )
  return next()
}
