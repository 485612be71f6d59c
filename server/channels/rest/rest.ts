/**
 * REST and files, for any ERP or shop. What it is told stands in a log of events: it goes out from there as signed webhooks,
 * or is read there, or is written into a folder. What it sells comes in by our own API, or as files.
 */
import * as v from 'valibot'
import type { ConnectorKindOf } from '../connector.ts'
import { TOPICS } from './event.ts'
import { beginFollowing } from './follow-orders.ts'
import { postLetter } from './post.ts'

const folder = v.pipe(
  v.string('Give the folder as text.'),
  v.regex(/^(\/|[A-Za-z]:[\\/])/, 'Give the folder with its whole path.'),
  v.maxLength(1_000),
)

/** Keys that can be guessed are none. */
const SHORTEST_SECRET = 24
const secret = v.pipe(v.string(), v.minLength(SHORTEST_SECRET), v.maxLength(500))

const settings = v.object({
  topics: v.optional(v.array(v.picklist(TOPICS, `The topics are ${TOPICS.join(', ')}.`)), () => [...TOPICS]),
  /** `done` and `failed`: where files of `in` go; left out: below it. */
  folders: v.optional(
    v.object({
      in: v.optional(folder),
      out: v.optional(folder),
      done: v.optional(folder),
      failed: v.optional(folder),
    }),
    {},
  ),
  /** Files of availability are written that often at most. */
  everySeconds: v.optional(
    v.pipe(v.number('Give everySeconds as a number.'), v.integer(), v.minValue(1), v.maxValue(86_400)),
    60,
  ),
})
export type RestSettings = v.InferOutput<typeof settings>

const credentials = v.object({
  signingSecret: v.optional(secret),
  /** While it is being changed, what is sent is signed with both. */
  previousSecret: v.optional(secret),
})
type Credentials = v.InferOutput<typeof credentials>

export const restSettings = (given: unknown): RestSettings => v.parse(settings, given)

export const rest: ConnectorKindOf = {
  kind: 'rest',
  // The address is where webhooks go; whoever reads the log, or files, has none.
  overHttp: false,
  sells: false,
  confirms: false,
  settings,
  credentials,
  batch: 100,
  byLog: true,
  lacks({ baseUrl, credentials: given }) {
    if (baseUrl === null || (given as Credentials).signingSecret !== undefined) return null
    return {
      field: 'credentials.signingSecret',
      detail: `Webhooks are signed: give a secret of at least ${SHORTEST_SECRET} characters.`,
    }
  },
  begin: beginFollowing,
  open({ baseUrl, credentials: given }, outside) {
    const { signingSecret, previousSecret } = given as Credentials
    const secrets = [signingSecret, previousSecret].filter((one) => one !== undefined)
    return {
      publish: () => Promise.reject(new Error('This kind is told by its log.')),
      read: () => Promise.reject(new Error('What it shows cannot be asked.')),
      ...(baseUrl !== null && { tell: (letter) => postLetter({ address: baseUrl, secrets }, outside, letter) }),
    }
  },
}
