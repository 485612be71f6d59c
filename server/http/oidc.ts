/** To the identity provider and back: two addresses that a browser visits. What they lead to is a session like any other. */
import type { Context, Hono } from 'hono'
import { clearCookie, readCookie, writeCookie } from '../auth/oidc/cookie.ts'
import { admit, beginSignIn, takeBack } from '../auth/oidc/sign-ins.ts'
import { Problem } from '../problem.ts'
import type { OfficeSignIn, ServerDeps } from './deps.ts'

/** Why nobody was let in, as the office's page reads it. */
type Refused = 'nobody' | 'failed' | 'unreachable'

export function mountOidc(app: Hono, deps: ServerDeps): void {
  const { oidc, work } = deps
  if (!oidc) return
  app.get('/auth/oidc/start', async (context) => {
    const begun = await oidc.provider.begin().catch((error) => {
      deps.report(error, 'asking the identity provider')
      return undefined
    })
    if (!begun) return toOffice(context, oidc, refused('unreachable'))
    context.header('Set-Cookie', writeCookie(oidc.publicUrl, await beginSignIn(work, begun)))
    return leave(context, begun.url)
  })
  app.get('/auth/oidc/callback', async (context) => {
    const outcome = await comeBack(deps, oidc, context)
    // The cookie is needed once more, to hand in the code.
    if (outcome.startsWith('oidc-refused')) context.header('Set-Cookie', clearCookie(oidc.publicUrl))
    return toOffice(context, oidc, outcome)
  })
}

const refused = (why: Refused): string => `oidc-refused=${why}`

/** What stands behind the # of the office's address: no server and no proxy sees it. */
async function comeBack({ work, report }: ServerDeps, oidc: OfficeSignIn, context: Context): Promise<string> {
  const cookie = readCookie(oidc.publicUrl, context.req.header('cookie') ?? null)
  const begun = await takeBack(work, cookie, context.req.query('state') ?? '')
  if (!begun) return refused('failed')
  try {
    const identity = await oidc.provider.finish(new URL(context.req.url).search, begun)
    const code = await admit(work, cookie, identity)
    return code === undefined ? refused('nobody') : `oidc=${code}`
  } catch (error) {
    if (error instanceof Problem) throw error
    report(error, 'a sign-in at the identity provider')
    return refused('failed')
  }
}

const toOffice = (context: Context, { publicUrl }: OfficeSignIn, fragment: string): Response =>
  leave(context, `${new URL('/office/today', publicUrl).href}#${fragment}`)

function leave(context: Context, url: string): Response {
  context.header('Cache-Control', 'no-store')
  context.header('Referrer-Policy', 'no-referrer')
  return context.redirect(url)
}
