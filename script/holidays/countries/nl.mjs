// Algemene termijnenwet (law of 25 July 1964), art. 3(1), with 5 May since 1982. Art. 3(2) and (3) put other days,
// such as Good Friday, on a level with holidays for time limits alone. King's Day is on the Saturday before if 27
// April is a Sunday, by royal decree; date-holidays knows.

import {dayOf} from '../days.mjs'

export default {
  place: ['NL'],
  leave: ['Good Friday', 'Easter Sunday', 'Pentecost'],
  rename: {
    'Boxing Day': 'Second Day of Christmas',
  },
  rules: [{name: 'Liberation Day', on: year => dayOf(year, 5, 5)}],
}
