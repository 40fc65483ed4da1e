//! The clock of this computer: today, and the time of signing with its offset.

use zicha_core::date::Date;
use zicha_core::sign::Moment;

/// Today where this computer stands; none outside the years core knows.
pub fn today() -> Option<Date> {
    let now = jiff::Zoned::now();
    let part = |part: i8| u32::try_from(part).ok();
    Date::new(i32::from(now.year()), part(now.month())?, part(now.day())?).ok()
}

/// Now, as RFC 3339 with the local offset.
pub fn moment() -> Option<Moment> {
    Moment::read(&jiff::Zoned::now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}
