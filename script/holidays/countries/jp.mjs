// Act on National Holidays (Act No. 178 of 1948). Amended by Act No. 43 of 2005 (Showa Day; a substitute is the next
// day that is no holiday; both from 2007), No. 43 of 2014 (Mountain Day, from 2016), No. 63 of 2017 (Emperor's Birthday
// on 23 February, from 2020) and No. 57 of 2018 (Sports Day, from 2020). Single days: Act No. 99 of 2018 (1 May and 22
// October 2019), the Olympic Special Measures Act, amended by Act No. 55 of 2018 (for 2020) and No. 68 of 2020 (2021).
// The equinoxes are declared in the Official Gazette each February for the year after.

import {dayOf, nth, plus, weekdayOf} from '../days.mjs'

// Art. 3(2): of a Sunday, the nearest day after it that is no holiday itself.
function substitute(sunday, taken) {
  let day = plus(sunday, 1)
  while (taken.has(day)) day = plus(day, 1)
  return day
}

// Civil day of the autumnal equinox in Japan, by the usual formula for 1980-2099.
const autumnalEquinox = year =>
  dayOf(year, 9, Math.floor(23.2488 + 0.242194 * (year - 1980)) - Math.floor((year - 1980) / 4))

// Art. 3(3): a day between two holidays is one too. In September that is a Tuesday after Respect for the Aged Day.
function betweenHolidays(year) {
  const day = plus(nth(3, 'mon', year, 9), 1)
  return plus(day, 1) === autumnalEquinox(year) ? day : []
}

export default {
  place: ['JP'],
  rename: {
    'Foundation Day': 'National Foundation Day',
    'Spring Equinox Day': 'Vernal Equinox Day',
    'Constitution Day': 'Constitution Memorial Day',
    'Respect-for-the-Aged Day': 'Respect for the Aged Day',
    'Coronation Day': 'Enthronement Day',
  },
  rules: [{name: "Citizens' Holiday", on: betweenHolidays}],
  observed: (day, taken) => (weekdayOf(day) === 'sun' ? substitute(day, taken) : day),
  calculatedFrom: '2028-01-01',
  calculated: ['Vernal Equinox Day', 'Autumnal Equinox Day', "Citizens' Holiday"],
}
