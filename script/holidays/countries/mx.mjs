// Ley Federal del Trabajo, art. 74: I-VI and VIII the yearly days (three of them on Mondays since DOF 17-01-2006), VII
// the day the president takes office (1 December; 1 October since DOF 30-09-2024), IX those of ordinary elections.
// LGIPE, art. 22: the day of the ordinary federal elections, the first Sunday of June every third year, is no working
// day in the whole country. In 2018 it was the first Sunday of July (reform DOF 10-02-2014, transitory article 2).

import {dayOf, nth} from '../days.mjs'

export default {
  place: ['MX'],
  leave: ['Change of Federal Government'],
  rename: {"Benito Juárez's birthday": "Benito Juárez's Birthday"},
  rules: [
    {
      name: 'Change of Federal Government',
      on: year => ((year - 2018) % 6 ? [] : dayOf(year, year < 2024 ? 12 : 10, 1)),
    },
    {
      name: 'Federal Election Day',
      on: year => ((year - 2015) % 3 ? [] : nth(1, 'sun', year, year === 2018 ? 7 : 6)),
    },
  ],
}
