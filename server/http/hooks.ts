/** Where platforms send their words: outside the API, for they sign and have no token. */
import type { Hono } from 'hono'
import { hear } from '../channels/intake/hear.ts'
import { Problem } from '../problem.ts'
import type { ServerDeps } from './deps.ts'
import { brokeOff } from './limits.ts'

export function mountHooks(app: Hono, { work, vault }: ServerDeps): void {
  app.post('/hooks/:connector', async (context) => {
    const body = new Uint8Array(
      await context.req.arrayBuffer().catch(() => {
        throw brokeOff()
      }),
    )
    const header = (name: string) => context.req.header(name)
    const answer = await hear(work, vault, context.req.param('connector'), { body, header })
    // The same for a connector that is not there: nobody is told which there are.
    if (answer === 'refused')
      throw new Problem(401, 'bad-signature', 'This is not signed as it must be. Nothing was changed.')
    return context.json({ answer })
  })
}
