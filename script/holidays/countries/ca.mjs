// Canada Labour Code, R.S.C. 1985, c. L-2, s. 166 (the general holidays) and s. 193(2) (one on a free Saturday or
// Sunday is granted on the working day beside it; federal government, Canada Post and banks keep the one after).
// Holidays Act, R.S.C. 1985, c. H-5 (Victoria Day, Canada Day, Remembrance Day). National Day for Truth and
// Reconciliation by S.C. 2021, c. 11, in force on 3 August 2021. Thanksgiving by the proclamation of 31 January 1957.

import {dayOf, nth, onOrBefore, plus, weekdayOf} from '../days.mjs'

const isWeekend = day => ['sat', 'sun'].includes(weekdayOf(day))
const nextFree = (day, taken) => (isWeekend(day) || taken.has(day) ? nextFree(plus(day, 1), taken) : day)

export default {
  place: ['CA'],
  take: ["New Year's Day", 'Good Friday', 'Canada Day', 'Labour Day', 'Christmas Day'],
  rules: [
    {name: 'Victoria Day', on: year => onOrBefore('mon', dayOf(year, 5, 24))},
    {name: 'National Day for Truth and Reconciliation', from: 2021, on: year => dayOf(year, 9, 30)},
    {name: 'Thanksgiving', on: year => nth(2, 'mon', year, 10)},
    {name: 'Remembrance Day', on: year => dayOf(year, 11, 11)},
    {name: 'Boxing Day', on: year => dayOf(year, 12, 26)},
  ],
  observed: (day, taken) => (isWeekend(day) ? nextFree(plus(day, 1), taken) : day),
}
