/** What stands around every page of the reference: the search, and the way to the other pages. */
import { html } from 'hono/html'
import { type Area, areas } from '../operations/index.ts'

export type Html = ReturnType<typeof html>

export const slugOf = ({ name }: Pick<Area, 'name'>): string => name.toLowerCase().replaceAll(' ', '-')

const PAGES = [
  ['webhooks', 'Webhooks'],
  ['shapes', 'Shapes'],
  ['problems', 'Problems'],
] as const

export const frame = (title: string, place: string, asked: string, main: Html): Html => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="stylesheet" href="/api/docs.css" />
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
  </head>
  <body>
    <a class="skip" href="#main">To the content</a>
    <header class="top">
      <a class="home" href="/api/docs">Lotline API</a>
      <form class="search" action="/api/docs" role="search">
        <input type="search" name="q" value="${asked}" aria-label="Search operations" placeholder="orders, lot, insufficient-atp …" maxlength="100" />
        <button>Search</button>
      </form>
    </header>
    <div class="frame">
      <nav class="areas wide" aria-label="Areas">${navigation(place)}</nav>
      <nav class="areas narrow" aria-label="Areas">
        <details><summary>Areas</summary>${navigation(place)}</details>
      </nav>
      <main id="main">${main}</main>
    </div>
  </body>
</html>`

const navigation = (place: string): Html => html`<ul>
  ${[...areas.map((area) => [slugOf(area), area.name] as const), ...PAGES].map(
    ([slug, name]) =>
      html`<li><a href="/api/docs/${slug}"${slug === place ? html` aria-current="page"` : ''}>${name}</a></li>`,
  )}
</ul>`
