namespace UsageAnalysis.Analytics;

/// <summary>
/// The grammar of typed times. An expression is a stretch, one from a stretch to another, or all before or after one:
/// <code>
/// whole   := ("before" | "until") stretch | "after" stretch | ("since" | "from") stretch [to stretch] | "between" stretch "and" stretch
///          | "all time" | ["on" | "in" | "at" | "during"] stretch [to stretch]
/// to      := "to" | "until" | "through" | "-" | ".."
/// stretch := ["the"] ("this" unit | "last" (unit | number units) | "previous" (unit | number units) | number units "ago" | "now" | time)
/// </code>
/// Times by calendar and clock are those of <see cref="TimePointParser"/>.
/// </summary>
sealed class TimeExpressionParser(TimeTokens tokens)
{
    // So many days before now are earlier than any limit.
    const double MostDays = 85_000;

    const string Units = "a unit (minute, hour, day, week, month, quarter or year)";

    readonly TimePointParser points = new(tokens);

    /// <summary>The whole text.</summary>
    public TimeTerm Whole()
    {
        var term = Expression();
        return tokens.Peek().Kind == TimeTokenKind.End ? term : throw tokens.Expected("nothing more");
    }

    TimeTerm Expression()
    {
        if (tokens.TryWord("before"))
        {
            return new UpToTerm(Stretch(), false);
        }
        if (tokens.TryWord("until", "till"))
        {
            return new UpToTerm(Stretch(), true);
        }
        if (tokens.TryWord("after"))
        {
            return new OnwardTerm(Stretch(), false);
        }
        if (tokens.TryWord("since", "from"))
        {
            var from = Stretch();
            return TryTo() ? FromTo(from, Stretch()) : new OnwardTerm(from, true);
        }
        if (tokens.TryWord("between"))
        {
            var from = Stretch();
            return tokens.TryWord("and") ? FromTo(from, Stretch()) : throw tokens.Expected("'and'");
        }
        if (tokens.TryWord("all"))
        {
            return tokens.TryWord("time") ? new AllTimeTerm() : throw tokens.Expected("'time'");
        }
        tokens.TryWord("on", "in", "at", "during");
        var first = Stretch();
        return TryTo() ? FromTo(first, Stretch()) : first is NowTerm ? new UnitsTerm(TimeBucket.Minute, 0, 1) : first;
    }

    bool TryTo() => tokens.TryWord("to", "until", "till", "through") || tokens.TrySign('-')
        || (tokens.IsSign('.', 0) && tokens.IsSign('.', 1) && tokens.TrySign('.') && tokens.TrySign('.'));

    // "2024-06-03 9:00 - 17:00" is the afternoon of that day.
    static FromToTerm FromTo(TimeTerm first, TimeTerm last) =>
        new(first, last is ClockTerm { Day: null } && first is ClockTerm { Day: { } day } ? (ClockTerm)last with { Day = day } : last);

    TimeTerm Stretch()
    {
        tokens.TryWord("the");
        if (tokens.TryWord("now"))
        {
            return new NowTerm();
        }
        if (tokens.TryWord("this", "current"))
        {
            return UnitsAgo(Unit() ?? throw tokens.Expected(Units), 0, 1);
        }
        if (tokens.TryWord("last", "past"))
        {
            return Unit() is { } unit ? UnitsAgo(unit, 1, 1) : Counted((of, count) => new LastTerm(of, count));
        }
        if (tokens.TryWord("previous"))
        {
            return Unit() is { } unit ? UnitsAgo(unit, 1, 1) : Counted((of, count) => new UnitsTerm(of, count, count));
        }
        if (tokens.IsNumber(0, 1, 9) && UnitOf(tokens.Peek(1)) is not null)
        {
            var ago = Counted((of, count) => UnitsAgo(of, count, 1));
            return tokens.TryWord("ago") ? ago : throw tokens.Expected("'ago'");
        }
        return points.Point();
    }

    static TimeTerm UnitsAgo(TimeBucket unit, int ago, int count) =>
        unit == TimeBucket.Day ? new DaysAgoTerm(ago) : new UnitsTerm(unit, ago, count);

    TimeTerm Counted(Func<TimeBucket, int, TimeTerm> term)
    {
        var count = tokens.Number(1, 9, $"a number or {Units}");
        var unit = Unit() ?? throw tokens.Expected(Units);
        return count == 0 ? throw tokens.Fault("0 is no number of units that time could have")
            : count * unit.NominalLength().TotalDays > MostDays ? throw tokens.Fault($"it reaches beyond {TimeRange.Limits}")
            : term(unit, count);
    }

    TimeBucket? Unit()
    {
        var unit = UnitOf(tokens.Peek());
        if (unit is not null)
        {
            tokens.Take();
        }
        return unit;
    }

    static TimeBucket? UnitOf(TimeToken token) => token.Text switch
    {
        "minute" or "minutes" or "min" or "mins" => TimeBucket.Minute,
        "hour" or "hours" => TimeBucket.Hour,
        "day" or "days" => TimeBucket.Day,
        "week" or "weeks" => TimeBucket.Week,
        "month" or "months" => TimeBucket.Month,
        "quarter" or "quarters" => TimeBucket.Quarter,
        "year" or "years" => TimeBucket.Year,
        _ => null,
    };
}
