// The three national holidays, which the states' Industrial Establishments (National and Festival Holidays) Acts and
// Shops Acts prescribe for employers, and yearly orders of the Department of Personnel for the offices of the Union.

export default {
  place: ['IN'],
  take: ['Republic Day', 'Independence Day', 'Gandhi Jayanti'],
}
