using System.Globalization;

namespace UsageAnalysis.Analytics;

/// <summary>
/// Times by calendar and clock, each of which names the whole unit that it is precise to:
/// <code>
/// point := year | month year | year-month | "Q" quarter year | year-"Q" quarter | year-"W" week | day [["," | "T" | "at"] clock] | clock
/// day   := year-month-day | month/day/year | month day ["," ] year | day month year | "today" | "yesterday"
/// clock := hour [":" minute [":" second ["." fraction]]] ["am" | "pm"] ["Z" | offset]
/// </code>
/// </summary>
sealed class TimePointParser(TimeTokens tokens)
{
    const string Points = "a date, a time or words such as \"last week\"";

    static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;

    readonly TimeClockParser clock = new(tokens);

    /// <summary>The point that comes next.</summary>
    public TimeTerm Point()
    {
        if (tokens.TryWord("today"))
        {
            return clock.After(new DaysAgoTerm(0));
        }
        if (tokens.TryWord("yesterday"))
        {
            return clock.After(new DaysAgoTerm(1));
        }
        if (tokens.IsWord("q"))
        {
            var quarter = QuarterNumber();
            return Quarter(Year(), quarter);
        }
        if (MonthOf(tokens.Peek()) is { } month)
        {
            tokens.Take();
            return tokens.IsNumber(0, 1, 2) ? DayOfMonth(month) : Month(Year(), month);
        }
        return tokens.IsNumber(0, 4, 4) ? FromYear()
            : !tokens.IsNumber(0, 1, 2) ? throw tokens.Expected(Points)
            : tokens.IsSign('/', 1) ? Slashes()
            : MonthOf(tokens.Peek(IsOrdinal(1) ? 2 : 1)) is not null ? DayThenMonth()
            : clock.After(null);
    }

    TimeTerm FromYear()
    {
        var year = Year();
        if (tokens.IsWord("q"))
        {
            return Quarter(year, QuarterNumber());
        }
        if (tokens.IsSign('/') && tokens.IsJoined(0, 3))
        {
            tokens.Take();
            return Day(year, MonthNumber(), '/');
        }
        if (!tokens.IsSign('-') || !tokens.IsJoined(0, 1))
        {
            return new CalendarTerm(TimeBucket.Year, new DateTime(year, 1, 1));
        }
        if (tokens.Peek(1).Text is "q")
        {
            tokens.Take();
            return Quarter(year, QuarterNumber());
        }
        if (tokens.Peek(1).Text is "w")
        {
            tokens.Take();
            tokens.Take();
            return Week(year, tokens.Number(1, 2, "the number of a week"));
        }
        // Otherwise the hyphen leads to the end of a range: 1984-1986.
        if (!tokens.IsNumber(1, 1, 2))
        {
            return new CalendarTerm(TimeBucket.Year, new DateTime(year, 1, 1));
        }
        tokens.Take();
        var month = MonthNumber();
        return tokens.IsSign('-') && tokens.IsJoined(0, 1) && tokens.IsNumber(1, 1, 2) ? Day(year, month, '-') : Month(year, month);
    }

    TimeTerm Day(int year, int month, char separator) => tokens.TrySign(separator)
        ? clock.After(Date(year, month, tokens.Number(1, 2, "a day")))
        : throw tokens.Expected($"'{separator}'");

    TimeTerm Slashes()
    {
        var month = tokens.Number(1, 2, "a month");
        tokens.Take();
        var day = tokens.Number(1, 2, "a day");
        if (!tokens.TrySign('/'))
        {
            throw tokens.Expected("'/' and a year");
        }
        var year = Year();
        return month <= 12
            ? clock.After(Date(year, month, day))
            : throw tokens.Fault(FormattableString.Invariant(
                $"there is no month {month}. Dates with slashes are month/day/year; year-month-day is always understood"));
    }

    TimeTerm DayOfMonth(int month)
    {
        var day = tokens.Number(1, 2, "a day");
        TryOrdinal();
        tokens.TrySign(',');
        return clock.After(Date(Year(), month, day));
    }

    TimeTerm DayThenMonth()
    {
        var day = tokens.Number(1, 2, "a day");
        TryOrdinal();
        var month = MonthOf(tokens.Take())!.Value;
        tokens.TrySign(',');
        return clock.After(Date(Year(), month, day));
    }

    bool IsOrdinal(int ahead) => tokens.Peek(ahead).Text is "st" or "nd" or "rd" or "th";

    void TryOrdinal()
    {
        if (IsOrdinal(0))
        {
            tokens.Take();
        }
    }

    int QuarterNumber()
    {
        tokens.Take();
        var quarter = tokens.Number(1, 1, "the number of a quarter, 1 to 4,");
        return quarter is >= 1 and <= 4 ? quarter : throw tokens.Fault(FormattableString.Invariant($"there is no quarter {quarter}"));
    }

    int MonthNumber()
    {
        var month = tokens.Number(1, 2, "a month");
        return month is >= 1 and <= 12 ? month : throw tokens.Fault(FormattableString.Invariant($"there is no month {month}"));
    }

    int Year()
    {
        var year = tokens.Number(4, 4, "a year of four digits");
        return year >= TimeRange.Earliest.Year && year < TimeRange.Latest.Year
            ? year
            : throw tokens.Fault(FormattableString.Invariant($"the year {year} lies beyond {TimeRange.Limits}"));
    }

    DateTerm Date(int year, int month, int day) => day >= 1 && day <= DateTime.DaysInMonth(year, month)
        ? new DateTerm(new DateTime(year, month, day))
        : throw tokens.Fault(FormattableString.Invariant($"there is no day {day} in {Months[month - 1]} {year}"));

    CalendarTerm Week(int year, int week) => week >= 1 && week <= ISOWeek.GetWeeksInYear(year)
        ? new CalendarTerm(TimeBucket.Week, ISOWeek.ToDateTime(year, week, DayOfWeek.Monday))
        : throw tokens.Fault(FormattableString.Invariant($"there is no week {week} in {year}"));

    static CalendarTerm Quarter(int year, int quarter) => new(TimeBucket.Quarter, new DateTime(year, quarter * 3 - 2, 1));

    static CalendarTerm Month(int year, int month) => new(TimeBucket.Month, new DateTime(year, month, 1));

    // In full, or its first three letters; September also by four.
    static int? MonthOf(TimeToken token)
    {
        var month = token.Text is "sept" ? 8 : Array.FindIndex(Months, name => name.Length > 0 && (Is(name) || Is(name[..3])));
        return month < 0 ? null : month + 1;

        bool Is(string name) => token.Text.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
