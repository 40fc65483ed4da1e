//! The computer's clock. Everything else takes the day as an argument.

use zicha_core::date::Date;

/// Today where the computer stands; none when its clock shows a year no date can have.
pub fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    Date::new(i32::try_from(now.get_full_year()).ok()?, now.get_month() + 1, now.get_date()).ok()
}

/// This second with the local offset, RFC 3339 §5.6: `2026-03-01T09:30:00+08:00`.
pub fn now_rfc3339() -> String {
    let now = js_sys::Date::new_0();
    let local = Local {
        year: now.get_full_year(),
        month: now.get_month() + 1,
        day: now.get_date(),
        hour: now.get_hours(),
        minute: now.get_minutes(),
        second: now.get_seconds(),
        // JavaScript counts westwards: −480 in Beijing.
        east_minutes: -(now.get_timezone_offset() as i32),
    };
    local.rfc3339()
}

/// A reading of the clock on the wall.
struct Local {
    year: u32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
    east_minutes: i32,
}

impl Local {
    fn rfc3339(&self) -> String {
        let Local { year, month, day, hour, minute, second, east_minutes } = self;
        let sign = if *east_minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (east_minutes.unsigned_abs() / 60, east_minutes.unsigned_abs() % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{sign}{hours:02}:{minutes:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zicha_core::sign::Moment;

    fn check(east_minutes: i32, want: &str) {
        let local = Local { year: 2026, month: 3, day: 1, hour: 9, minute: 5, second: 0, east_minutes };
        assert_eq!(local.rfc3339(), want);
        assert!(Moment::read(want).is_some());
    }

    #[test]
    fn the_offset_has_its_sign_and_two_digits_each() {
        check(480, "2026-03-01T09:05:00+08:00");
        check(0, "2026-03-01T09:05:00+00:00");
        check(-210, "2026-03-01T09:05:00-03:30");
        check(345, "2026-03-01T09:05:00+05:45");
    }
}
