/** The HTTP face: health, API, events, documents, and the built app. */
import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { mountDemo } from '../demo/routes.ts'
import { Problem } from '../problem.ts'
import { createContacts } from '../watch/contacts.ts'
import { SILENT } from '../watch/log.ts'
import { createMetrics } from '../watch/metrics.ts'
import { readGauges } from '../watch/read-gauges.ts'
import { unlessBrokenOff } from './broken-off.ts'
import type { ServerDeps, WiredDeps } from './deps.ts'
import { mountDocs } from './docs.ts'
import { answerProblem } from './errors.ts'
import { mountEvents } from './events.ts'
import { mountHealth } from './health.ts'
import { mountHooks } from './hooks.ts'
import { mount } from './mount.ts'
import { observe } from './observe.ts'
import { mountOidc } from './oidc.ts'
import { operations } from './operations/index.ts'
import { createReadiness } from './readiness.ts'
import { mountApp } from './static.ts'
import { never } from './stop.ts'

/** A push of the largest allowed batch is well below this. */
const MAX_BODY_BYTES = 4 * 1024 * 1024

function refuseBody(): never {
  throw new Problem(413, 'body-too-large', 'The body is larger than 4 MiB. Send it in parts; nothing was changed.')
}

const limitStream = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuseBody })

/** A body whose length is stated is judged by that, without opening it as a stream: that takes a tenth of a push. */
const limitBody: MiddlewareHandler = (context, next) => {
  // A photo has a limit of its own, and is never held in memory.
  if (context.req.path.startsWith('/api/v1/attachments/')) return next()
  const stated = context.req.header('content-length')
  if (stated === undefined || context.req.header('transfer-encoding') !== undefined)
    return unlessBrokenOff(limitStream(context, next))
  return Number(stated) > MAX_BODY_BYTES ? refuseBody() : next()
}

export function createApp(given: ServerDeps): Hono {
  const deps = wire(given)
  const { work, now, report, log, metrics, contacts, stop, readiness } = deps
  const app = new Hono()
  work.timing(metrics.committed)
  app.onError((error, context) => {
    readiness.met(error)
    return answerProblem(context, error, deps.report)
  })
  app.notFound((context) =>
    answerProblem(context, new Problem(404, 'not-found', `There is nothing at ${context.req.path}.`), deps.report),
  )
  app.use(observe({ log, metrics, contacts, stop }))
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        // zxing compiles its decoder from a bundled file.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
      },
      permissionsPolicy: { camera: ['self'], microphone: [], geolocation: [] },
      // The camera and the service worker need a secure context, but a site may end TLS at its proxy.
      strictTransportSecurity: false,
    }),
  )
  // Not on GET: looking for its body would cost more than many an answer.
  app.on(['POST', 'PUT'], ['/api/*', '/hooks/*'], limitBody)
  mountHealth(app, deps, readiness, { metrics, refresh: readGauges({ work, contacts, metrics, now, report }) })
  mountEvents(app, deps, metrics.streams)
  mountDocs(app)
  mountHooks(app, deps)
  mountOidc(app, deps)
  for (const operation of operations) mount(app, deps, operation)
  mountDemo(app, deps)
  mountApp(app, deps)
  return app
}

/** What nobody has given is made here, for this app alone. */
function wire(given: ServerDeps): WiredDeps {
  const { work, now } = given
  const stop = given.stop ?? never()
  return {
    ...given,
    log: given.log ?? SILENT,
    metrics: given.metrics ?? createMetrics(),
    contacts: given.contacts ?? createContacts(work, now),
    stop,
    readiness: createReadiness({ ...given, stop }),
    startedAt: now(),
  }
}
