/** Dates, times and durations in several calendars and time zones: arithmetic, differences, rounding, texts. */
export function drive({ Temporal, ...library }, record, random) {
  record.log(Object.keys(library));
  const unit = () => random.pick(["years", "months", "weeks", "days", "hours", "minutes", "seconds", "nanosecond"]);
  for (let round = 0; round < 700; round++) {
    const calendar = random.pick(["iso8601", "iso8601", "gregory", "japanese"]);
    const zone = random.pick(["UTC", "Europe/Berlin", "America/New_York", "+05:30", "Nowhere/Here"]);
    const fields = {
      year: random.integer(1890, 2100),
      month: random.integer(0, 13),
      day: random.integer(1, 32),
      hour: random.integer(0, 24),
      minute: random.integer(0, 60),
      calendar,
    };
    const overflow = { overflow: random.pick(["constrain", "reject"]) };
    const duration = { [unit()]: random.integer(-20, 20), hours: random.integer(0, 50) };
    record.check("duration", () => Temporal.Duration.from(duration).toString());
    record.check("plain date", () => {
      const date = Temporal.PlainDate.from(fields, overflow);
      const later = date.add(duration);
      return [`${date}`, `${later}`, `${date.until(later, { largestUnit: unit() })}`, date.weekOfYear, date.inLeapYear];
    });
    record.check("zoned", () => {
      const zoned = Temporal.ZonedDateTime.from({ ...fields, timeZone: zone }, overflow);
      return [`${zoned}`, zoned.hoursInDay, `${zoned.add(duration)}`, `${zoned.round({ smallestUnit: "hour" })}`];
    });
    record.check("round", () =>
      Temporal.Duration.from(duration)
        .round({
          largestUnit: unit(),
          smallestUnit: unit(),
          relativeTo: Temporal.PlainDateTime.from(fields),
        })
        .toString(),
    );
    const text = `${fields.year}-0${random.integer(1, 9)}-${random.integer(10, 31)}T1${random.integer(0, 9)}:00${random.pick(["", "Z", "+01:00", "[UTC]", "[u-ca=hebrew]", "x"])}`;
    for (const type of [
      "Instant",
      "PlainDate",
      "PlainTime",
      "PlainDateTime",
      "PlainYearMonth",
      "PlainMonthDay",
      "ZonedDateTime",
    ])
      record.check(`${type} ${text}`, () => {
        const value = Temporal[type].from(text);
        return [`${value}`, value.toJSON(), Object.prototype.toString.call(value)];
      });
    record.check("locale", () => Temporal.PlainDate.from(fields).toLocaleString("en-GB", { timeZone: "UTC" }));
  }
  record.check("valueOf", () => Temporal.PlainDate.from("2024-01-01") < 1);
  record.check("without new", () => Temporal.PlainDate(2024, 1, 1));
  record.check("wrong this", () => Temporal.PlainDate.prototype.add.call({}, { days: 1 }));
}
