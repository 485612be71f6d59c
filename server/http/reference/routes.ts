/** The reference, for people and machines. It is no secret: what the operations do is asked for with a token. */
import type { Context, Hono } from 'hono'
import { Problem } from '../../problem.ts'
import { clientOf, NO_PROXIES } from '../client-address.ts'
import type { ServerDeps } from '../deps.ts'
import { areas } from '../operations/index.ts'
import { once } from './once.ts'

/** With the product's next version it may be another. */
const ANEW = { 'Cache-Control': 'no-cache' }
const MOST_WORDS = 100

export function mountReference(app: Hono, { proxies = NO_PROXIES }: Pick<ServerDeps, 'proxies'>): void {
  const reference = once(readReference)
  app.get('/api/v1/openapi.json', async (context) => context.body((await reference()).document(), 200, JSON_HEADERS))
  app.get('/api/v1/openapi.d.ts', async (context) =>
    context.body((await reference()).types(), 200, { ...ANEW, 'Content-Type': 'text/plain; charset=utf-8' }),
  )
  app.get('/api/v1/postman.json', async (context) => {
    const { scheme, host } = clientOf(context, proxies)
    return context.body(JSON.stringify((await reference()).collection(`${scheme}://${host}/api/v1`)), 200, JSON_HEADERS)
  })
  app.get('/api/docs.css', async (context) =>
    context.body((await reference()).style, 200, { ...ANEW, 'Content-Type': 'text/css' }),
  )
  app.get('/api/docs', async (context) => {
    const asked = (context.req.query('q') ?? '').slice(0, MOST_WORDS).trim()
    const { page, found } = await reference()
    return shown(context, asked === '' ? page('') : found(asked))
  })
  app.get('/api/docs/:place', async (context) => {
    const place = context.req.param('place')
    return shown(context, (await reference()).page(place))
  })
}

const JSON_HEADERS = { ...ANEW, 'Content-Type': 'application/json' }

type Page = string | Promise<string>

function shown(context: Context, page: Page | undefined) {
  if (page === undefined) throw new Problem(404, 'not-found', 'The reference has no such page. Begin at /api/docs.')
  return context.html(page, 200, ANEW)
}

/** Read and made when first asked for: a server that starts has other things to do. */
async function readReference() {
  const [{ openApiDocument }, { typesOf }, { postmanCollection }, pages, lookup, { slugOf }, { REFERENCE_STYLE }] =
    await Promise.all([
      import('./document.ts'),
      import('./typescript.ts'),
      import('./postman.ts'),
      import('./page.ts'),
      import('./lookup-pages.ts'),
      import('./frame.ts'),
      import('./style.ts'),
    ])
  const document = once(openApiDocument)
  const places = new Map<string, () => Page>([
    ['', once(pages.indexPage)],
    ['webhooks', once(lookup.webhooksPage)],
    ['shapes', once(lookup.shapesPage)],
    ['problems', once(lookup.problemsPage)],
    ...areas.map((area) => [slugOf(area), once(() => pages.areaPage(area))] as const),
  ])
  return {
    style: REFERENCE_STYLE,
    document: once(() => JSON.stringify(document())),
    types: once(() => typesOf(document())),
    collection: postmanCollection,
    page: (slug: string): Page | undefined => places.get(slug)?.(),
    found: pages.foundPage,
  }
}
