/** The HTTP face: health, API, events, documents, and the built app. */
import { Hono } from 'hono'
import { mountDemo } from '../demo/routes.ts'
import { createLists } from '../lists/lists.ts'
import { Problem } from '../problem.ts'
import { createContacts } from '../watch/contacts.ts'
import { SILENT } from '../watch/log.ts'
import { createMetrics } from '../watch/metrics.ts'
import { readGauges } from '../watch/read-gauges.ts'
import { NO_PROXIES } from './client-address.ts'
import type { ServerDeps, WiredDeps } from './deps.ts'
import { answerProblem } from './errors.ts'
import { mountEvents } from './events.ts'
import { mountHealth } from './health.ts'
import { mountHooks } from './hooks.ts'
import { limitAddress, limitBody } from './limits.ts'
import { mount } from './mount.ts'
import { observe } from './observe.ts'
import { mountOidc } from './oidc.ts'
import { operations } from './operations/index.ts'
import { createReadiness } from './readiness.ts'
import { mountReference } from './reference/routes.ts'
import { securityHeaders } from './security-headers.ts'
import { mountApp } from './static.ts'
import { never } from './stop.ts'
import { mountTrust } from './trust/routes.ts'

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
  app.use(securityHeaders(deps.proxies ?? NO_PROXIES))
  app.use(limitAddress)
  app.use(limitBody)
  mountHealth(app, deps, readiness, { metrics, refresh: readGauges({ work, contacts, metrics, now, report }) })
  mountEvents(app, deps, metrics.streams)
  mountReference(app, deps)
  mountHooks(app, deps)
  mountOidc(app, deps)
  for (const operation of operations) mount(app, deps, operation)
  mountDemo(app, deps)
  mountTrust(app, deps)
  mountApp(app, deps)
  return app
}

/** What nobody has given is made here, for this app alone. */
function wire(given: ServerDeps): WiredDeps {
  const { work, now } = given
  const stop = given.stop ?? never()
  return {
    ...given,
    lists: given.lists ?? createLists(work),
    log: given.log ?? SILENT,
    metrics: given.metrics ?? createMetrics(),
    contacts: given.contacts ?? createContacts(work, now),
    stop,
    readiness: createReadiness({ ...given, stop }),
    startedAt: now(),
  }
}
