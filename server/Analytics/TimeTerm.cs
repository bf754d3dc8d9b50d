namespace UsageAnalysis.Analytics;

/// <summary>What a typed time is resolved against.</summary>
/// <param name="Now">The instant of asking, UTC.</param>
/// <param name="Zone">Whose calendar is meant.</param>
/// <param name="FirstEvent">Instant of the first event, UTC; null when there are no events.</param>
sealed record TimeContext(DateTime Now, TimeZoneInfo Zone, DateTime? FirstEvent)
{
    /// <summary>The current day, local.</summary>
    public DateTime Today => ZonedCalendar.ToLocal(Now, Zone).Date;

    /// <summary>The instant at which the current day ends, UTC.</summary>
    public DateTime EndOfToday => Instant(Today.AddDays(1));

    /// <summary>The instant at which the day of the first event begins, UTC.</summary>
    public DateTime Beginning => Instant(TimeRangePresets.FirstDay(FirstEvent, Today, Zone));

    /// <summary>The first instant at which the clocks show a time.</summary>
    public DateTime Instant(DateTime local) => ZonedCalendar.ToInstant(local, Zone);

    /// <summary>From one local time to another.</summary>
    public TimeRange Between(DateTime from, DateTime to) => new(Instant(from), Instant(to));
}

/// <summary>A stretch of time that words name. It may turn out to be empty.</summary>
abstract record TimeTerm
{
    /// <summary>Whether it begins with the first event.</summary>
    public virtual bool NeedsFirstEvent => false;

    /// <summary>From its first instant to the first one after it.</summary>
    public abstract TimeRange In(TimeContext context);
}

/// <summary>A day, or a time of which it is the day.</summary>
abstract record DayTerm : TimeTerm
{
    /// <summary>Its date.</summary>
    public abstract DateTime Date(TimeContext context);

    /// <inheritdoc/>
    public sealed override TimeRange In(TimeContext context) => context.Between(Date(context), Date(context).AddDays(1));
}

/// <summary>The day of a date.</summary>
sealed record DateTerm(DateTime Day) : DayTerm
{
    /// <inheritdoc/>
    public override DateTime Date(TimeContext context) => Day;
}

/// <summary>The day so many days before today.</summary>
sealed record DaysAgoTerm(int Days) : DayTerm
{
    /// <inheritdoc/>
    public override DateTime Date(TimeContext context) => context.Today.AddDays(-Days);
}

/// <summary>A time of a day: the whole hour, minute, second or part of one that it is precise to.</summary>
/// <param name="Day">Null where none is named: today.</param>
/// <param name="Time">What the clock shows.</param>
/// <param name="Length">How precise it is.</param>
sealed record ClockTerm(DayTerm? Day, TimeSpan Time, TimeSpan Length) : TimeTerm
{
    /// <inheritdoc/>
    public override TimeRange In(TimeContext context)
    {
        var from = context.Instant((Day?.Date(context) ?? context.Today) + Time);
        return new(from, from + Length);
    }
}

/// <summary>An instant with an offset of its own, and how precise it is.</summary>
sealed record InstantTerm(DateTime Start, TimeSpan Length) : TimeTerm
{
    /// <inheritdoc/>
    public override TimeRange In(TimeContext context) => new(Start, Start + Length);
}

/// <summary>A week, month, quarter or year by its first day.</summary>
sealed record CalendarTerm(TimeBucket Unit, DateTime Start) : TimeTerm
{
    /// <inheritdoc/>
    public override TimeRange In(TimeContext context) => context.Between(Start, Unit.Add(Start, 1));
}

/// <summary>Whole units so far before the current one; 0 is the current one, of which no more than today has come.</summary>
/// <param name="Unit">Minute, hour, or a calendar unit.</param>
/// <param name="Ago">Units between the first of them and the current one.</param>
/// <param name="Count">How many.</param>
sealed record UnitsTerm(TimeBucket Unit, int Ago, int Count) : TimeTerm
{
    /// <inheritdoc/>
    public override TimeRange In(TimeContext context)
    {
        if (Unit < TimeBucket.Day)
        {
            return new(Bucket(context, Ago).From, Bucket(context, Ago - Count + 1).To);
        }
        var current = Unit.StartOf(context.Today);
        var to = Unit.Add(current, Count - Ago);
        var tomorrow = context.Today.AddDays(1);
        return context.Between(Unit.Add(current, -Ago), to < tomorrow ? to : tomorrow);
    }

    TimeRange Bucket(TimeContext context, int ago)
    {
        var instant = context.Now - ago * Unit.NominalLength();
        var axis = TimeAxis.Of(new TimeRange(instant, instant.AddTicks(1)), Unit, context.Zone);
        return new(axis.Starts[0], axis.End);
    }
}

/// <summary>The last days, weeks or months, today included; the last hours or minutes to now.</summary>
sealed record LastTerm(TimeBucket Unit, int Count) : TimeTerm
{
    /// <inheritdoc/>
    public override TimeRange In(TimeContext context)
    {
        var tomorrow = context.Today.AddDays(1);
        return Unit < TimeBucket.Day
            ? new(context.Now - Count * Unit.NominalLength(), context.Now)
            : context.Between(Unit.Add(tomorrow, -Count), tomorrow);
    }
}

/// <summary>The moment of asking, without length.</summary>
sealed record NowTerm : TimeTerm
{
    /// <inheritdoc/>
    public override TimeRange In(TimeContext context) => new(context.Now, context.Now);
}

/// <summary>From the beginning of one stretch to the end of another.</summary>
sealed record FromToTerm(TimeTerm First, TimeTerm Last) : TimeTerm
{
    /// <inheritdoc/>
    public override TimeRange In(TimeContext context) => new(First.In(context).From, Last.In(context).To);
}

/// <summary>From the day of the first event to the beginning of a stretch, or to its end.</summary>
sealed record UpToTerm(TimeTerm Limit, bool Included) : TimeTerm
{
    /// <inheritdoc/>
    public override bool NeedsFirstEvent => true;

    /// <inheritdoc/>
    public override TimeRange In(TimeContext context) =>
        new(context.Beginning, Included ? Limit.In(context).To : Limit.In(context).From);
}

/// <summary>From the beginning of a stretch, or from its end, to the end of today.</summary>
sealed record OnwardTerm(TimeTerm Limit, bool Included) : TimeTerm
{
    /// <inheritdoc/>
    public override TimeRange In(TimeContext context) =>
        new(Included ? Limit.In(context).From : Limit.In(context).To, context.EndOfToday);
}

/// <summary>From the day of the first event to the end of today.</summary>
sealed record AllTimeTerm : TimeTerm
{
    /// <inheritdoc/>
    public override bool NeedsFirstEvent => true;

    /// <inheritdoc/>
    public override TimeRange In(TimeContext context) => new(context.Beginning, context.EndOfToday);
}
