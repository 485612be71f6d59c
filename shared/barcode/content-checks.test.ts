import { describe, expect, it } from 'vitest'
import { parseElementString } from './gs1.ts'

// Element strings that differ in one rule each: [accepted, refused, kind of the refusal].
const pairs: [string, string, string][] = [
  ['00340063810000000421', '00340063810000000422', 'check-digit'],
  ['80131987654Ad4X4bL5ttr2310c2K', '80131987654Ad4X4bL5ttr2310c2L', 'check-digit'],
  ['17270200', '17270230', 'date'],
  ['7006270228', '7006270200', 'date'],
  ['725019640229', '725019640200', 'date'],
  ['7251196402292359', '7251196402292360', 'time'],
  ['70032712312359', '70032712312459', 'time'],
  ['800827123123', '800827123124', 'time'],
  ['80082712312359', '80082712312360', 'time'],
  ['8008271231235959', '8008271231235960', 'time'],
  ['43242712000000', '43242712322400', 'date'],
  ['800300614141000739', '800310614141000739', 'content'],
  ['800112341234512390', '800100001234512390', 'content'],
  ['800112341234512390', '800112341234512320', 'content'],
  ['80110', '801101', 'content'],
  ['422840', '422841', 'content'],
  ['7030999X', '7030998X', 'content'],
  ['4307US', '4307UX', 'content'],
  ['39129781', '39120011', 'content'],
  ['72529', '72523', 'content'],
  ['43211', '43212', 'content'],
  ['724110', '724111', 'content'],
  ['724180', '724100', 'content'],
  ['7041PX', '7041P-', 'content'],
  ['70401AB_', '70401AB/', 'content'],
  ['4330001000-', '4330001000+', 'content'],
  ['430918000000003600000000', '430918000000013600000000', 'content'],
  ['430900000000003600000000', '430900000000003600000001', 'content'],
  ['8006106141410007360102', '8006106141410007360302', 'content'],
  ['8006106141410007360202', '8006106141410007360002', 'content'],
  ['72581/2', '72582/1', 'content'],
  ['72582/2', '72580/2', 'content'],
  ['4300A%20B', '4300A%2', 'content'],
  ['8007DE89370400440532013000', '8007DE89370400440532013001', 'content'],
  ['8007GB82WEST12345698765432', '8007gb82WEST12345698765432', 'content'],
  ['8030AbC-_w==', '8030AbC=_w', 'charset'],
  ['8010A-1/#', '8010a-1', 'charset'],
  ['10a_?', '10a ', 'charset'],
  ['3712', '371A', 'charset'],
  ['8110106141416543213150110120', '8110106141416543213150110', 'content'],
  ['81101061414165432131501101203271231', '81101061414165432131501101203271331', 'content'],
  ['811010614141654321315011012032712314271230', '811010614141654321315011012032712304271231', 'content'],
  ['81101061414165432131501101205212345678', '81101061414165432131501101207', 'content'],
  ['8110106141416543213150110120101101209', '8110106141416543213150110120141101209', 'content'],
  ['811010614141654321315011012032712314271230', '811010614141654321315011012042712303271231', 'content'],
  ['811010614141654321315011012021101200614141', '811010614141654321315011012021101201614141', 'content'],
  ['8110106141416543213150110120610614141', '8110106141416543213150110120600614141', 'content'],
  ['811010614141654321315011012090011', '811010614141654321315011012093011', 'content'],
  ['81121106141416543210123456', '81122106141416543210123456', 'content'],
]

describe('content rules', () => {
  it.each(pairs)('%s is right and %s is wrong (%s)', (right, wrong, kind) => {
    const accepted = parseElementString(right, { currentYear: 2026 })
    expect(accepted.ok ? '' : accepted.error.message).toBe('')
    expect(parseElementString(wrong, { currentYear: 2026 })).toMatchObject({ ok: false, error: { kind } })
  })

  it('a device registration number has a letter', () => {
    const letters = parseElementString('80141987654Ad4X4bL5ttr2310c2K')
    expect(letters.ok).toBe(true)
    expect(parseElementString('80141987654236')).toMatchObject({ ok: false })
  })

  it('the message names element, AI and fault', () => {
    const result = parseElementString('17271301')
    expect(result).toMatchObject({ error: { message: 'The expiry date (17) is wrong: its month is not 01 to 12' } })
  })
})
