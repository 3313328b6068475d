// Days of the Islamic calendar as date-holidays calculates it (Umm al-Qura), for countries whose days it lacks.

import Holidays from 'date-holidays'
import {plus} from './days.mjs'

const millisecondsADay = 86_400_000

// The days of a Gregorian year on such dates: islamic(2033, '30 Ramadan', '1 Shawwal P3D'). A 30th in a month of 29
// days is the first of the next.
export function islamic(year, ...dates) {
  const source = new Holidays('SA', {timezone: 'UTC'})
  const rules = dates.map(date => `${date}${/ P\d+D$/.test(date) ? '' : ' P1D'}`)
  for (const rule of rules) source.setHoliday(rule, {name: {en: rule}, type: 'observance'})
  const found = source.getHolidays(year, 'en').filter(each => rules.includes(each.rule))
  const days = found.flatMap(({date, start, end}) => {
    const count = Math.round((end - start) / millisecondsADay)
    return Array.from({length: count}, (_, i) => plus(date.slice(0, 10), i))
  })
  return [...new Set(days)].sort()
}
