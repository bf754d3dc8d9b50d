using System.Globalization;

namespace UsageAnalysis.Analytics;

/// <summary>Times of a day in typed times; the grammar is told by <see cref="TimePointParser"/>.</summary>
sealed class TimeClockParser(TimeTokens tokens)
{
    const int MostFraction = 9;

    /// <summary>What follows a day: a time of it, or the whole of it. Without a day, a time must follow: one of today.</summary>
    public TimeTerm After(DayTerm? day)
    {
        // Joined by a T, a time is of the ISO, where an offset may begin with a hyphen.
        var joined = day is not null && tokens.IsWord("t") && tokens.IsNumber(1, 1, 2);
        if (joined)
        {
            tokens.Take();
        }
        else if (day is not null && !TryBegin())
        {
            return day;
        }
        return Clock(day, joined);
    }

    bool TryBegin()
    {
        var between = tokens.IsWord("at") || tokens.IsSign(',') ? 1 : 0;
        if (!tokens.IsNumber(between, 1, 2) || !(tokens.IsSign(':', between + 1) || tokens.Peek(between + 1).Text is "am" or "pm"))
        {
            return false;
        }
        if (between == 1)
        {
            tokens.Take();
        }
        return true;
    }

    TimeTerm Clock(DayTerm? day, bool joined)
    {
        var hour = tokens.Number(1, 2, "an hour");
        var (time, length) = (TimeSpan.Zero, TimeSpan.FromHours(1));
        var bare = !tokens.IsSign(':');
        if (tokens.TrySign(':'))
        {
            (time, length) = (TimeSpan.FromMinutes(Sixtieth("minute")), TimeSpan.FromMinutes(1));
            if (tokens.TrySign(':'))
            {
                (time, length) = (time + TimeSpan.FromSeconds(Sixtieth("second")), TimeSpan.FromSeconds(1));
                if (tokens.IsSign('.') && tokens.IsNumber(1, 1, MostFraction) && tokens.IsJoined(0, 1))
                {
                    (var fraction, length) = Fraction();
                    time += fraction;
                }
            }
        }
        var half = tokens.IsWord("am", "pm") ? tokens.Take().Text : null;
        if (bare && half is null && !joined)
        {
            throw tokens.Expected("':' and minutes, 'am', 'pm' or the rest of a date");
        }
        time += TimeSpan.FromHours(Hour(hour, half));
        return Offset(joined) is not { } offset ? new ClockTerm(day, time, length)
            : day is DateTerm date ? new InstantTerm(DateTime.SpecifyKind(date.Day + time - offset, DateTimeKind.Utc), length)
            : throw tokens.Fault("a time with an offset from UTC needs a date");
    }

    int Hour(int hour, string? half) => half switch
    {
        null when hour <= 23 => hour,
        not null when hour is >= 1 and <= 12 => hour % 12 + (half == "pm" ? 12 : 0),
        _ => throw tokens.Fault(string.Create(CultureInfo.InvariantCulture, $"there is no hour {hour}{(half is null ? "" : " " + half)}")),
    };

    int Sixtieth(string unit)
    {
        var number = tokens.Number(2, 2, $"a {unit} of two digits");
        return number < 60 ? number : throw tokens.Fault(FormattableString.Invariant($"there is no {unit} {number}"));
    }

    // The log keeps whole microseconds, so nothing is more precise.
    (TimeSpan Time, TimeSpan Length) Fraction()
    {
        tokens.Take();
        var digits = tokens.Take().Text;
        var microseconds = long.Parse(digits.PadRight(6, '0')[..6], NumberStyles.None, CultureInfo.InvariantCulture);
        return (TimeSpan.FromMicroseconds(microseconds), TimeSpan.FromMicroseconds(Math.Pow(10, Math.Max(0, 6 - digits.Length))));
    }

    TimeSpan? Offset(bool joined)
    {
        if (tokens.TryWord("z", "utc", "gmt"))
        {
            return TimeSpan.Zero;
        }
        var west = joined && tokens.IsSign('-') && tokens.IsNumber(1, 2, 2) && tokens.IsSign(':', 2) && tokens.IsJoined(0, 3);
        if (!west && !tokens.IsSign('+'))
        {
            return null;
        }
        tokens.Take();
        var hours = tokens.Number(2, 2, "an offset such as +02:00");
        if (!tokens.TrySign(':'))
        {
            throw tokens.Expected("':' and the minutes of an offset");
        }
        var offset = new TimeSpan(hours, Sixtieth("minute"), 0);
        return hours > 14 ? throw tokens.Fault("an offset is at most 14 hours") : west ? -offset : offset;
    }
}
