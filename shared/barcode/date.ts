/** What is wrong with a date on a label. */
export type DateFault = 'digits' | 'month' | 'day'
export type DateResult = { ok: true; date: string } | { ok: false; fault: DateFault }

/**
 * The four-digit year meant by a two-digit one (GS1 General Specifications, section 7.12): from 49 years back to 50
 * years ahead of `currentYear`.
 */
export function fullYear(yy: number, currentYear: number): number {
  const century = currentYear - (currentYear % 100)
  const ahead = yy - (currentYear % 100)
  if (ahead >= 51) return century - 100 + yy
  if (ahead <= -50) return century + 100 + yy
  return century + yy
}

/** Days in a month of the Gregorian calendar; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/**
 * `YYMMDD` as printed → ISO date `YYYY-MM-DD`. Day 00 means the last day of the month, except where the AI wants an
 * exact day (7003 and other dates with a time): `dayZero: 'refused'`.
 */
export function isoFromYymmdd(
  digits: string,
  currentYear: number,
  dayZero: 'last-of-month' | 'refused' = 'last-of-month',
): DateResult {
  const yy = twoDigits(digits, 0)
  if (digits.length !== 6 || yy < 0) return { ok: false, fault: 'digits' }
  return isoDate(fullYear(yy, currentYear), twoDigits(digits, 2), twoDigits(digits, 4), dayZero)
}

/** `YYYYMMDD` → ISO date; the day must be exact. */
export function isoFromYyyymmdd(digits: string): DateResult {
  const high = twoDigits(digits, 0)
  const low = twoDigits(digits, 2)
  if (digits.length !== 8 || high < 0 || low < 0) return { ok: false, fault: 'digits' }
  return isoDate(high * 100 + low, twoDigits(digits, 4), twoDigits(digits, 6), 'refused')
}

function isoDate(year: number, month: number, day: number, dayZero: 'last-of-month' | 'refused'): DateResult {
  if (month < 0 || day < 0) return { ok: false, fault: 'digits' }
  if (month < 1 || month > 12) return { ok: false, fault: 'month' }
  const last = daysInMonth(year, month)
  if (day > last || (day === 0 && dayZero === 'refused')) return { ok: false, fault: 'day' }
  return { ok: true, date: `${String(year).padStart(4, '0')}-${padded(month)}-${padded(day === 0 ? last : day)}` }
}

/** The number written by the two digits at `at`, or −1 where they are not digits. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

function padded(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}
