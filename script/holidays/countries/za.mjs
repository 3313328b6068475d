// Public Holidays Act 36 of 1994, schedule 1; by section 2(1), when a holiday falls on a Sunday, the Monday after is
// one too. By section 2A the President declares single days: elections, and in 2016 and 2022 27 December in lieu of a
// Christmas Day on a Sunday, as the Monday was the Day of Goodwill already.

import {plus, weekdayOf} from '../days.mjs'

const declared = {'2016-12-25': '2016-12-27', '2022-12-25': '2022-12-27'}
const why = 'declared by the President under section 2A'

export default {
  place: ['ZA'],
  take: [
    "New Year's Day",
    'Human Rights Day',
    'Good Friday',
    'Family Day',
    'Freedom Day',
    "Workers' Day",
    'Youth Day',
    "National Women's Day",
    'Heritage Day',
    'Day of Reconciliation',
    'Christmas Day',
    'Day of Goodwill',
  ],
  observed: day => declared[day] ?? (weekdayOf(day) === 'sun' ? plus(day, 1) : day),
  changes: [
    {day: '2016-08-03', add: 'Local Government Elections', why},
    {day: '2019-05-08', add: 'National and Provincial Elections', why},
    {day: '2021-11-01', add: 'Local Government Elections', why},
    {day: '2023-12-15', add: 'Rugby World Cup Victory Holiday', why},
    {day: '2024-05-29', add: 'National and Provincial Elections', why},
    {day: '2026-11-04', add: 'Local Government Elections', why: 'announced with the day of the elections'},
  ],
}
