// The days that are public holidays by the Acts of all six states and both mainland territories: Holidays Act 1958
// (ACT), Public Holidays Act 2010 (NSW), Public Holidays Act 1981 (NT), Holidays Act 1983 (Qld), Holidays Act 1910
// and from 2024 Public Holidays Act 2023 (SA), Statutory Holidays Act 2000 (Tas), Public Holidays Act 1993 (Vic),
// Public and Bank Holidays Act 1972 (WA); and the National Day of Mourning, which each of them proclaimed for 22
// September 2022.

import {plus, weekdayOf} from '../days.mjs'

const isWeekend = day => ['sat', 'sun'].includes(weekdayOf(day))

// Christmas Day and Boxing Day go to the Monday and Tuesday after, whichever of the two is free.
function substitute(day, taken) {
  const next = plus(day, 1)
  return isWeekend(next) || taken.has(next) ? substitute(next, taken) : next
}

export default {
  place: ['AU'],
  // New Year's Day and Australia Day are ruled here, as date-holidays does not tell their substitutes from the days.
  take: ['Good Friday', 'Easter Monday', 'Anzac Day', 'Christmas Day', 'Boxing Day'],
  rules: [
    {name: "New Year's Day", on: year => `${year}-01-01`},
    {name: 'Australia Day', on: year => `${year}-01-26`},
    {name: 'National Day of Mourning for Elizabeth II', from: 2022, to: 2022, on: () => '2022-09-22'},
  ],
  observed: (day, taken, name) => (isWeekend(day) && name !== 'Anzac Day' ? substitute(day, taken) : day),
  // On a Sunday some observe the day itself, others the Monday: no day is common to all.
  changes: ['2021-04-25', '2027-04-25', '2032-04-25'].map(day => (
    {day, drop: true, why: 'observed on 26 April in the ACT, the NT and Queensland, on the day in NSW, Tas and Vic'}
  )),
}
