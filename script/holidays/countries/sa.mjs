// Article 112 of the Labour Law (Royal Decree M/51 of 2005) and article 24 (up to 2019: 25) of its executive
// regulations: four days from the one after 29 Ramadan of the Umm al-Qura calendar, four from the standing at Arafat,
// National Day; from 2022 Founding Day (Royal Order A/371). One that falls on a weekly rest day is made up for by
// another "before or after", of the employer's choice, and so stays on its own day here.

export default {
  place: ['SA'],
  rename: {'End of Ramadan (Eid al-Fitr)': 'Eid al-Fitr', 'Feast of the Sacrifice (Eid al-Adha)': 'Eid al-Adha'},
  changes: [
    {day: '2015-09-22', drop: true, why: 'the month began by sight a day later than in the Umm al-Qura calendar'},
    {day: '2015-09-26', add: 'Eid al-Adha', why: 'the same'},
    {day: '2016-09-10', drop: true, why: 'the same'},
    {day: '2016-09-14', add: 'Eid al-Adha', why: 'the same'},
    {day: '2022-11-23', add: 'Victory over Argentina', why: 'royal order for the public and the private sector'},
  ],
  calculatedFrom: '2026-06-01',
  calculated: ['Eid al-Fitr', 'Eid al-Adha'],
}
