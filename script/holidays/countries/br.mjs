// Lei 662/1949 as amended by Lei 10.607/2002 (seven civil days); Lei 6.802/1980 (12 October); Lei 14.759/2023
// (20 November, from 2024); Lei 9.093/1995, art. 2 (Good Friday); Código Eleitoral, Lei 4.737/1965, art. 380, with the
// Constitution, arts. 28, 29 and 77 (the days of elections; that of 2020 moved by Emenda Constitucional 107/2020).

import {dayOf, nth} from '../days.mjs'

// First rounds are held in the whole country; of the second ones only those for president, where there was one.
const firstRound = year => (year === 2020 ? dayOf(2020, 11, 15) : nth(1, 'sun', year, 10))
const secondRounds = {2018: '2018-10-28', 2022: '2022-10-30'}

export default {
  place: ['BR'],
  leave: ['Election Day'],
  rules: [
    {name: 'Election Day', on: year => (year % 2 ? [] : firstRound(year))},
    {name: 'Election Day', on: year => secondRounds[year] ?? []},
  ],
}
