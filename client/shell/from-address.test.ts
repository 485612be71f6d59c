import { expect, it } from 'vitest'
import { enrolmentCode, readAddress } from './from-address.ts'

it('reads what led here, once, from behind the #', () => {
  expect(readAddress('#oidc=a-b_c')).toEqual({ kind: 'signed-in', code: 'a-b_c' })
  expect(readAddress('#oidc-refused=nobody')).toMatchObject({ kind: 'refused', say: expect.stringContaining('linked') })
  expect(readAddress('#oidc-refused=whatever')).toMatchObject({ say: expect.stringContaining('Try again') })
  expect(readAddress('#enrol=123456789012')).toEqual({ kind: 'enrol', code: '123456789012' })
  for (const nothing of ['', '#', '#top', '#enrol=', '#enrol=<b>']) expect(readAddress(nothing)).toBeNull()
})

it('takes a scanned enrolment as address or as bare code, with or without AIM identifier', () => {
  for (const text of [
    '123456789012',
    ' 123456789012 ',
    ']Q1123456789012',
    'https://lotline.example.com/#enrol=123456789012',
    ']Q1http://localhost:8787/#enrol=123456789012',
  ])
    expect(enrolmentCode(text), text).toBe('123456789012')
})
