// Law No. 2429 of 17 March 1981 on the National Day and General Holidays; 1 May by Law No. 5892 of 2009, 15 July by Law
// No. 6752 of 25 October 2016 (first in 2017). The afternoons of 28 October and of the eves of both feasts (from 13:00)
// are half days and not here. The feasts are as the Diyanet's calendar has them, which calculates and does not sight.

import {dayOf, plus, yearOf} from '../days.mjs'

// The first days of the feasts.
const ramadan = `2015-07-17 2016-07-05 2017-06-25 2018-06-15 2019-06-04 2020-05-24 2021-05-13 2022-05-02 2023-04-21
  2024-04-10 2025-03-30 2026-03-20 2027-03-09 2028-02-26 2029-02-14 2030-02-04 2031-01-24 2032-01-14 2033-01-02
  2033-12-23 2034-12-12 2035-12-01`
const sacrifice = `2015-09-24 2016-09-12 2017-09-01 2018-08-21 2019-08-11 2020-07-31 2021-07-20 2022-07-09 2023-06-28
  2024-06-16 2025-06-06 2026-05-27 2027-05-16 2028-05-05 2029-04-24 2030-04-13 2031-04-02 2032-03-22 2033-03-11
  2034-03-01 2035-02-18`

const feast = (firsts, length) => year =>
  firsts
    .split(/\s+/)
    .filter(first => yearOf(first) === year)
    .flatMap(first => Array.from({length}, (_, i) => plus(first, i)))

export default {
  place: ['TR'],
  leave: [
    'Democracy and National Unity Day',
    'End of Ramadan (Eid al-Fitr)',
    'Feast of the Sacrifice (Eid al-Adha)',
  ],
  rules: [
    {name: 'Democracy and National Unity Day', from: 2017, on: year => dayOf(year, 7, 15)},
    {name: 'Ramadan Feast', on: feast(ramadan, 3)},
    {name: 'Sacrifice Feast', on: feast(sacrifice, 4)},
  ],
  calculatedFrom: '2028-01-01',
  calculated: ['Ramadan Feast', 'Sacrifice Feast'],
}
