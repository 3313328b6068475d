// Civil days as text, "2026-03-07", and what the rules of holidays need of them.

const millisecondsADay = 86_400_000

export const dayOf = (year, month, date) => new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10)
export const yearOf = day => Number(day.slice(0, 4))
export const plus = (day, days) => new Date(Date.parse(day) + days * millisecondsADay).toISOString().slice(0, 10)

// "mon" … "sun"
export const weekdayOf = day => ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(day).getUTCDay()]

// The first such weekday on or after the day, on or before it.
export const onOrAfter = (weekday, day) => (weekdayOf(day) === weekday ? day : onOrAfter(weekday, plus(day, 1)))
export const onOrBefore = (weekday, day) => (weekdayOf(day) === weekday ? day : onOrBefore(weekday, plus(day, -1)))

// The nth such weekday of a month, n from 1.
export const nth = (n, weekday, year, month) => plus(onOrAfter(weekday, dayOf(year, month, 1)), 7 * (n - 1))

// Western Easter Sunday (the Gregorian computus as Meeus gives it).
export function easter(year) {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  return dayOf(year, month, ((h + l - 7 * m + 114) % 31) + 1)
}
