// England and Wales. Good Friday and Christmas Day by common law; Easter Monday, the last Mondays of May and August,
// Boxing Day and its substitutes by the Banking and Financial Dealings Act 1971, schedule 1; New Year's Day, the first
// Monday of May, the substitutes on which that Act is silent, and days moved or added, by yearly Royal Proclamation
// under its section 1: 2020 (VE Day), 2022 (Platinum Jubilee, State Funeral), 2023 (Coronation).

import {plus, weekdayOf} from '../days.mjs'

// The first working day after a weekend that is no holiday itself.
function substitute(day, taken) {
  for (let next = plus(day, 1); ; next = plus(next, 1)) {
    if (!['sat', 'sun'].includes(weekdayOf(next)) && !taken.has(next)) return next
  }
}

export default {
  place: ['GB', 'ENG'],
  rename: {
    'Early May bank holiday (VE day)': 'Early May Bank Holiday (VE Day)',
    'Early May bank holiday': 'Early May Bank Holiday',
    'Spring bank holiday': 'Spring Bank Holiday',
    'Summer bank holiday': 'Summer Bank Holiday',
    'Queen’s Platinum Jubilee': 'Platinum Jubilee of Elizabeth II',
    "Queen Elizabeth's Funeral Day": 'State Funeral of Elizabeth II',
    "King Charles III's Coronation": 'Coronation of Charles III',
  },
  observed: (day, taken) => (['sat', 'sun'].includes(weekdayOf(day)) ? substitute(day, taken) : day),
}
