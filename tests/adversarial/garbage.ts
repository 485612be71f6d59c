/** What broken or hostile clients send: values of every kind where a field of a certain name is expected. */
import fc from 'fast-check'

/** Text with everything in it that has ever broken a database or a parser. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 300 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    'A\u0000B',
    '\u001f',
    '\ud800',
    'x\udfff',
    '\uffff',
    "'; drop table stock; --",
    '%',
    '_',
    '\\',
    '"',
    '../../etc/passwd',
    '__proto__',
    'constructor',
    'toString',
    'null',
    'NaN',
    '1e400',
    '-0',
    'A/B/C',
    '😀'.repeat(20),
    'İ',
    '2026-02-30',
    '9999-12-31',
    '0000-00-00',
  ),
)

export const nastyNumber: fc.Arbitrary<number> = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1, -1, 0.1, 10_000_000, 10_000_001, 2 ** 31, 2 ** 53, -(2 ** 53), 1e300, Number.MIN_VALUE),
)

export const nasty: fc.Arbitrary<unknown> = fc.oneof(
  nastyText,
  nastyNumber,
  fc.constantFrom(null, undefined, true, false, [], {}, [[]], { amount: 1e300, currency: 'USD' }),
  fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
)

/** A value for a field, mostly as it should be, now and then not. */
export const mostly = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: good as fc.Arbitrary<unknown>, weight: 7 }, { arbitrary: nasty, weight: 2 })
