// 5 U.S.C. 6103; Juneteenth from 2021 by Pub. L. 117-17. The moved days by 6103(b) and Executive Order 11582.

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
