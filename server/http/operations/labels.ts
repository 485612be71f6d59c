import * as v from 'valibot'
import {
  changeLabelSettings,
  giveOutSsccs,
  labelSettingsAnswer,
  labelSettingsInput,
  ssccInput,
} from '../../labels/sscc.ts'
import { decide } from '../decide.ts'
import { created, defineOperation, ok } from '../operation.ts'

export const labelOperations = [
  defineOperation({
    method: 'get',
    path: '/settings/labels',
    access: 'master:write',
    summary: 'What labels are made with, and how many SSCCs are left',
    answers: 'companyPrefix, extensionDigit, dates, nextSerial, serialsLeft; null where not set',
    async run({ deps }) {
      return ok(await deps.work.read(labelSettingsAnswer))
    },
  }),
  defineOperation({
    method: 'put',
    path: '/settings/labels',
    access: 'master:write',
    summary: 'Set what labels are made with',
    body: labelSettingsInput,
    answers: 'companyPrefix, extensionDigit, dates, nextSerial, serialsLeft',
    problems: ['serial-given-out'],
    async run({ deps, body }) {
      return ok(await deps.work.run(['settings labels'], (tx) => changeLabelSettings(tx, body)))
    },
  }),
  defineOperation({
    method: 'post',
    path: '/sscc',
    access: 'floor:ship',
    summary: 'Give out SSCCs, each once and never again',
    body: v.optional(ssccInput, {}),
    answers: '201: items, each 18 digits',
    problems: ['company-prefix-not-set', 'serials-used-up'],
    run(call) {
      return decide(call, 'POST /sscc', [], async (tx) => created({ items: await giveOutSsccs(tx, call.body.count) }))
    },
  }),
]
