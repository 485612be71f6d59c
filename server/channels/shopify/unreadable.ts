import type { CallFailure } from './graphql.ts'

export const unreadable: CallFailure = {
  kind: 'unsure',
  code: 'unreadable-answer',
  detail: 'The answer of Shopify could not be read.',
  advice: 'It is tried again by itself; nothing needs to be done.',
}
