/** What is sent to the addresses of connectors of kind rest: a request of ours, and so no operation. */
import { TOPICS, type Topic } from '../../channels/rest/event.ts'
import { eventExamples, type JsonSchema, sources } from './described.ts'

export interface Webhook {
  topic: Topic
  summary: string
  schema: JsonSchema
  example: unknown
}

const SUMMARIES: Record<Topic, string> = {
  availability: 'How many units of a listing may be sold now',
  orders: 'How an order stands; told whenever that has changed',
  shipments: 'What has left, with its cartons and lots',
}

/** Of each event, whatever its topic. */
export const WEBHOOK_HEADERS: Record<string, string> = {
  'lotline-event': 'The topic.',
  'lotline-delivery': 'Id of the event: the same at each attempt, and when it is told again.',
  'lotline-position': 'Its place in the log.',
  'lotline-signature':
    't=…,v1=…: seconds since 1970, and HMAC-SHA256 in hex, with the connector’s signingSecret, over t, a full stop and the bytes of the body. There are two of v1 while the secret is being changed.',
}

export const ABOUT_WEBHOOKS =
  'Sent as POST to the baseUrl of a connector of kind rest. Answer 2xx within 20 seconds, as soon as the event is kept. Events come at least once, those of one listing or order one after another.'

export const webhooks = (): Webhook[] =>
  TOPICS.map((topic) => ({
    topic,
    summary: SUMMARIES[topic],
    schema: {
      type: 'object',
      properties: {
        id: { type: 'string', format: 'uuid' },
        topic: { const: topic },
        at: { type: 'string', format: 'date-time', description: 'When it was written.' },
        data: sources.events[topic],
      },
      required: ['id', 'topic', 'at', 'data'],
    },
    example: eventExamples[topic],
  }))
