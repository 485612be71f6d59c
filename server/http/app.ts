/** The HTTP face: health, API, events, documents, and the built app. */
import { Hono } from 'hono'
import { mountDemo } from '../demo/routes.ts'
import { Problem } from '../problem.ts'
import { NO_PROXIES } from './client-address.ts'
import type { ServerDeps } from './deps.ts'
import { mountDocs } from './docs.ts'
import { answerProblem } from './errors.ts'
import { mountEvents } from './events.ts'
import { countRequests, mountHealth } from './health.ts'
import { mountHooks } from './hooks.ts'
import { limitAddress, limitBody } from './limits.ts'
import { mount } from './mount.ts'
import { operations } from './operations/index.ts'
import { createReadiness } from './readiness.ts'
import { securityHeaders } from './security-headers.ts'
import { mountApp } from './static.ts'
import { mountTrust } from './trust/routes.ts'

export function createApp(deps: ServerDeps): Hono {
  const app = new Hono()
  const readiness = createReadiness(deps)
  app.onError((error, context) => {
    readiness.met(error)
    return answerProblem(context, error, deps.report)
  })
  app.notFound((context) =>
    answerProblem(context, new Problem(404, 'not-found', `There is nothing at ${context.req.path}.`), deps.report),
  )
  app.use(countRequests)
  app.use(securityHeaders(deps.proxies ?? NO_PROXIES))
  app.use(limitAddress)
  app.use(limitBody)
  mountHealth(app, deps, readiness)
  mountEvents(app, deps)
  mountDocs(app)
  mountHooks(app, deps)
  for (const operation of operations) mount(app, deps, operation)
  mountDemo(app, deps)
  mountTrust(app, deps)
  mountApp(app, deps)
  return app
}
