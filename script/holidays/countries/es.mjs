// Estatuto de los Trabajadores, art. 37.2, and Real Decreto 2001/1983, art. 45, with the resolution of the labour
// directorate on the holidays of each year. The rest of a Sunday holiday goes to the Monday, and there every community
// may have another day of its own instead: neither the Sunday nor the Monday is one of the whole country.

import {weekdayOf} from '../days.mjs'

export default {
  place: ['ES'],
  rename: {
    Assumption: 'Assumption Day',
    'Fiesta Nacional de España': 'National Day of Spain',
    'Día de la Constitución Española': 'Constitution Day',
  },
  observed: day => (weekdayOf(day) === 'sun' ? null : day),
}
