/** What the settings mean for one return. Apart from their schema: who only reads them needs no validation. */
import type { Question, ReturnReason, ReturnSettings } from './return-settings.ts'

interface ChannelNamed {
  channel: string
  kind: string
}

const isFor = (named: readonly string[], { channel, kind }: ChannelNamed): boolean =>
  named.length === 0 || named.includes(channel) || named.includes(kind)

/** The reasons that a return over this channel may have. */
export const reasonsOf = ({ reasons }: ReturnSettings, channel: ChannelNamed): ReturnReason[] =>
  reasons.filter((one) => isFor(one.channels, channel))

/** All that is to be looked at, of every list that applies; each question once. */
export function questionsFor({ checklists }: ReturnSettings, group: string | null, channel: ChannelNamed): Question[] {
  const asked = checklists
    .filter((list) => list.group === null || list.group === group)
    .filter((list) => list.channel === null || isFor([list.channel], channel))
    .flatMap(({ questions }) => questions)
  return [...new Map(asked.map((question) => [question.code, question])).values()]
}

export const reworkCostOf = ({ reworkCost, reworkCosts }: ReturnSettings, group: string | null): number =>
  reworkCosts.find((one) => one.group === group)?.cost ?? reworkCost

/** Whether it goes through quality inspection before it is sold again. */
export const wantsQuality = ({ reasons }: ReturnSettings, reasonCode: string): boolean =>
  reasons.find((one) => one.code === reasonCode)?.inspection === 'quality'

/** A reason that nobody has described may well: it counts. */
export const speaksAgainstGoods = ({ reasons }: ReturnSettings, reasonCode: string): boolean =>
  reasons.find((one) => one.code === reasonCode)?.quality ?? true
