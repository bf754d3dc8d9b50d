namespace UsageAnalysis.Analytics;

/// <summary>
/// A range of time as people type it, for example "last 3 days" or "before 2020". Understood once, and resolved against the clock of
/// whoever asks.
/// </summary>
public sealed class TimeExpression
{
    /// <summary>Examples of what can be typed, for errors.</summary>
    internal const string Forms =
        "Write for example \"this week\", \"last 3 days\", \"June 2024\", \"before 2020\", \"10/17/2019 5:24 pm\" " +
        "or \"2024-01-01 - 2024-03-31\".";

    const int MostCharacters = 200;

    readonly TimeTerm term;

    TimeExpression(string text, TimeTerm term) => (Text, this.term) = (text, term);

    /// <summary>As it was typed.</summary>
    public string Text { get; }

    /// <summary>Whether the range begins with the first event.</summary>
    public bool NeedsFirstEvent => term.NeedsFirstEvent;

    /// <summary>Understands a text, in upper or lower case.</summary>
    /// <exception cref="InvalidScopeException">Quotes the text, says where it stops making sense, and shows what is understood.</exception>
    public static TimeExpression Parse(string text)
    {
        var tokens = new TimeTokens(text);
        return text.Length <= MostCharacters
            ? new TimeExpression(text, new TimeExpressionParser(tokens).Whole())
            : throw tokens.Fault(FormattableString.Invariant($"it has {text.Length:N0} characters, but may have at most {MostCharacters}"));
    }

    /// <summary>The range that is meant.</summary>
    /// <param name="now">The instant of asking, UTC.</param>
    /// <param name="zone">Whose calendar is meant.</param>
    /// <param name="firstEvent">
    /// Instant of the first event, UTC; null when there are no events. Looked at only where <see cref="NeedsFirstEvent"/>.
    /// </param>
    /// <exception cref="InvalidScopeException">The range is empty, or too early or late.</exception>
    public TimeRange Resolve(DateTime now, TimeZoneInfo zone, DateTime? firstEvent)
    {
        // The log keeps whole microseconds.
        var range = term.In(new TimeContext(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)), zone, firstEvent));
        return range.From < range.To ? range.Checked() : throw Empty(range, zone, firstEvent);
    }

    InvalidScopeException Empty(TimeRange range, TimeZoneInfo zone, DateTime? firstEvent)
    {
        var quoted = TimeTokens.Quoted(Text);
        return new InvalidScopeException(term is UpToTerm
            ? $"The range {quoted} is empty: " + (firstEvent is { } first
                ? $"the first event is of {ZonedCalendar.ToLocal(first, zone):yyyy-MM-dd}. Choose a later end."
                : "there are no events before it. Choose a later end, or ask for ALL_TIME.")
            : $"The range {quoted} is empty: in {zone.Id} it would begin at {range.From:O} and end at {range.To:O}. "
                + "The end must be after the beginning.");
    }
}
