/** Tells subscribers of new exceptions: one short message each, encrypted for their browser, to its push service. */
import webPush from 'web-push'
import { may } from '../../shared/rules/permissions.ts'
import type { Work } from '../db/work.ts'
import type { Severity } from '../exceptions/types.ts'
import type { PushKeys } from './keys.ts'
import { claimNews, type News } from './news.ts'
import { type Speaker, speakerOf } from './speaker.ts'
import { subscriptionsOf, unsubscribe } from './subscriptions.ts'

export interface TellDeps {
  work: Work
  keys: PushKeys
  /** Whom a push service may write to about this server: a mailto or https address. */
  contact: string
  fetch: typeof fetch
  report(error: unknown, about: string): void
}

export interface Message {
  title: string
  body: string
  /** The page that shows it. */
  url: string
}

const ORDER: readonly Severity[] = ['low', 'medium', 'high', 'severe']
/** A message about what has been settled since helps nobody. */
const LIVES_SECONDS = 4 * 3_600
const WAIT_MS = 10_000

export async function tellNews(deps: TellDeps, warehouse: string): Promise<void> {
  const subscriptions = await deps.work.read((reader) => subscriptionsOf(reader, warehouse))
  const news = await deps.work.run([], (tx) => claimNews(tx, warehouse))
  if (news.length === 0) return
  await Promise.all(
    subscriptions.map(async ({ subscription, roles }) => {
      const theirs = news.filter(({ severity }) => ORDER.indexOf(severity) >= ORDER.indexOf(subscription.atLeast))
      if (theirs.length === 0 || !may(roles, 'exceptions:read')) return
      await send(deps, subscription, messageOf(theirs, await speakerOf(subscription.language)))
    }),
  )
}

/** The worst in full, the others as a number: a phone shows two lines. */
function messageOf(news: readonly News[], { sentence, code }: Speaker): Message {
  const [worst] = [...news].sort((a, b) => ORDER.indexOf(b.severity) - ORDER.indexOf(a.severity))
  const others = news.length - 1
  const said = [worst?.detail ?? '', ...(others > 0 ? [`And ${others} more.`] : [])]
  return { title: code(worst?.type ?? 'exceptions'), body: said.map(sentence).join(' '), url: '/office/exceptions' }
}

async function send(
  { work, keys, contact, fetch, report }: TellDeps,
  { endpoint, keys: theirs }: { endpoint: string; keys: { p256dh: string; auth: string } },
  message: Message,
): Promise<void> {
  try {
    const details = webPush.generateRequestDetails({ endpoint, keys: theirs }, JSON.stringify(message), {
      vapidDetails: { subject: contact, ...keys },
      TTL: LIVES_SECONDS,
      urgency: 'high',
      topic: 'exceptions',
    })
    const response = await fetch(details.endpoint, {
      method: details.method,
      headers: details.headers as Record<string, string>,
      body: details.body === null ? null : new Uint8Array(details.body),
      redirect: 'error',
      signal: AbortSignal.timeout(WAIT_MS),
    })
    // The browser has given it up: so do we.
    if (response.status === 404 || response.status === 410) await work.run([], (tx) => unsubscribe(tx, endpoint, null))
    else if (!response.ok) throw new Error(`The push service answered ${response.status}.`)
  } catch (error) {
    report(error, `a notification by ${new URL(endpoint).host}`)
  }
}
