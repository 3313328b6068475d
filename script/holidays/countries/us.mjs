// 5 U.S.C. 6103(a); Juneteenth from 2021 by Pub. L. 117-17. A Saturday holiday is observed on the Friday before by
// 6103(b), a Sunday one on the Monday after by Executive Order 11582 of 1971. Inauguration Day, 6103(c), is one of the
// Washington area alone; days on which an executive order merely closed the federal offices are none.

import {plus, weekdayOf} from '../days.mjs'

export default {
  place: ['US'],
  rename: {
    'Martin Luther King Jr. Day': 'Birthday of Martin Luther King, Jr.',
    Juneteenth: 'Juneteenth National Independence Day',
    'Labour Day': 'Labor Day',
  },
  observed: day => plus(day, {sat: -1, sun: 1}[weekdayOf(day)] ?? 0),
}
