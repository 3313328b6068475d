// Holidays Act 1998: the schedule; by section 4(2), when a holiday falls on a Sunday, the next day that is none itself;
// by section 5, single days declared by the President: SG50 and polling days. The days of the four moving feasts are
// those that the Ministry of Manpower announced, up to 2027. Later ones are calculated:
//   Vesak Day  the 15th of the fourth Chinese month, as it was every year from 2015 to 2027
//   Deepavali  the day at whose dawn (06:00) the 14th tithi of the dark half holds, before the new moon with the Sun in
//              sidereal Libra; the first day, if there are two; so was every day from 2004 to 2027
//   Hari Raya  1 Shawwal and 10 Dhu al-Hijjah; a month begins with the sunset at which the Moon, seen from Singapore,
//              stands 3° high and 6.4° from the Sun (the rule of MUIS since 2021)

import {plus, weekdayOf, yearOf} from '../days.mjs'

const gazettedTo = 2027

const hariRayaPuasa = [
  '2015-07-17', '2016-07-06', '2017-06-25', '2018-06-15', '2019-06-05', '2020-05-24', '2021-05-13', '2022-05-03',
  '2023-04-22', '2024-04-10', '2025-03-31', '2026-03-21', '2027-03-10', '2028-02-27', '2029-02-15', '2030-02-04',
  '2031-01-25', '2032-01-14', '2033-01-03', '2033-12-23', '2034-12-12', '2035-12-01',
]
const hariRayaHaji = [
  '2015-09-24', '2016-09-12', '2017-09-01', '2018-08-22', '2019-08-11', '2020-07-31', '2021-07-20', '2022-07-10',
  '2023-06-29', '2024-06-17', '2025-06-07', '2026-05-27', '2027-05-17', '2028-05-05', '2029-04-25', '2030-04-14',
  '2031-04-03', '2032-03-22', '2033-03-12', '2034-03-02', '2035-02-19',
]
const vesak = [
  '2015-06-01', '2016-05-21', '2017-05-10', '2018-05-29', '2019-05-19', '2020-05-07', '2021-05-26', '2022-05-15',
  '2023-06-02', '2024-05-22', '2025-05-12', '2026-05-31', '2027-05-20', '2028-05-09', '2029-05-27', '2030-05-16',
  '2031-06-04', '2032-05-23', '2033-05-13', '2034-06-01', '2035-05-22',
]
const deepavali = [
  '2015-11-10', '2016-10-29', '2017-10-18', '2018-11-06', '2019-10-27', '2020-11-14', '2021-11-04', '2022-10-24',
  '2023-11-12', '2024-10-31', '2025-10-20', '2026-11-08', '2027-10-28', '2028-10-17', '2029-11-05', '2030-10-26',
  '2031-11-14', '2032-11-02', '2033-10-22', '2034-11-09', '2035-10-30',
]

const of = days => year => days.filter(day => yearOf(day) === year)

const moving = [
  {name: 'Hari Raya Puasa', on: of(hariRayaPuasa)},
  {name: 'Hari Raya Haji', on: of(hariRayaHaji)},
  {name: 'Vesak Day', on: of(vesak)},
  {name: 'Deepavali', on: of(deepavali)},
]

const firstFree = (day, taken) => (taken.has(day) ? firstFree(plus(day, 1), taken) : day)

export default {
  place: ['SG'],
  take: ["New Year's Day", 'Chinese New Year', 'Good Friday', 'Labour Day', 'National Day', 'Christmas Day'],
  rules: moving,
  observed: (day, taken) => (weekdayOf(day) === 'sun' ? firstFree(day, taken) : day),
  changes: [
    {day: '2015-08-07', add: 'SG50 Public Holiday', why: 'fifty years of independence'},
    {day: '2015-09-11', add: 'Polling Day', why: 'general election'},
    {day: '2020-07-10', add: 'Polling Day', why: 'general election'},
    {day: '2023-09-01', add: 'Polling Day', why: 'presidential election'},
    {day: '2025-05-03', add: 'Polling Day', why: 'general election'},
  ],
  calculatedFrom: `${gazettedTo + 1}-01-01`,
  calculated: moving.map(each => each.name),
}
