import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isSigned } from '../../../tests/contract/webhook-receiver.ts'
import { signatureOf } from './sign.ts'

const page = readFileSync(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8')

describe('signatures', () => {
  it('are as the page for receivers says', () => {
    const [, secret = ''] = /with the secret `([^`]+)`/.exec(page) ?? []
    const [body = ''] = /(?<=^ {4})\{"id".*\}$/m.exec(page) ?? []
    const [signature = '', time = ''] = /(?<=^ {4})t=(\d+),v1=[0-9a-f]{64}$/m.exec(page) ?? []
    expect(signatureOf([secret], Number(time), body)).toBe(signature)
    expect(isSigned(secret, signature, body, Number(time) + 60)).toBe(true)
  })

  it('of another body, secret or time are none', () => {
    const signature = signatureOf(['one secret'], 1_000, '{}')
    expect(isSigned('one secret', signature, '{}', 1_000)).toBe(true)
    expect(isSigned('one secret', signature, '{ }', 1_000)).toBe(false)
    expect(isSigned('another', signature, '{}', 1_000)).toBe(false)
    expect(isSigned('one secret', signature, '{}', 1_301)).toBe(false)
    expect(isSigned('one secret', signature.replace('t=1000', 't=1001'), '{}', 1_000)).toBe(false)
  })

  it('are made with each of several secrets', () => {
    const signature = signatureOf(['new', 'old'], 1_000, '{}')
    for (const secret of ['new', 'old']) expect(isSigned(secret, signature, '{}', 1_000)).toBe(true)
  })
})
