// What date-holidays says of a country's public holidays, as it says it: "day<TAB>name" a line. For compare.

import Holidays from 'date-holidays'
import {firstYear, lastYear} from './calendar.mjs'
import {plus} from './days.mjs'

const millisecondsADay = 86_400_000
const {default: law} = await import(`./countries/${process.argv[2]}.mjs`)
const source = new Holidays(...law.place)

for (let year = firstYear; year <= lastYear; year++) {
  for (const each of source.getHolidays(year, 'en').filter(holiday => holiday.type === 'public')) {
    const days = Math.max(1, Math.round((each.end - each.start) / millisecondsADay))
    for (let i = 0; i < days; i++) console.log(`${plus(each.date.slice(0, 10), i)}\t${each.name}`)
  }
}
