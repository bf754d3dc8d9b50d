using System.Globalization;
using System.Numerics;

namespace UsageAnalysis.Benchmarks.Counting.Questions;

/// <summary>One row of an answer, whoever gave it, so that answers can be compared.</summary>
/// <param name="Text">Everything that must be the same.</param>
/// <param name="About">What may differ a little, as percentiles from histograms do; null where there is none.</param>
sealed record Row(string Text, double? About = null)
{
    /// <summary>A row of these values.</summary>
    internal static Row Of(params IEnumerable<object?> values) => new(string.Join('|', values.Select(Word)));

    /// <summary>The same word for the same value, whatever type an engine has for it.</summary>
    static string Word(object? value) => value switch
    {
        null or DBNull => "–",
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        DateOnly day => Word(day.ToDateTime(TimeOnly.MinValue)),
        bool flag => flag ? "true" : "false",
        BigInteger or int or long or short => ((IFormattable)value).ToString("D", CultureInfo.InvariantCulture),
        decimal number => decimal.Truncate(number) == number
            ? decimal.Truncate(number).ToString("0", CultureInfo.InvariantCulture)
            : throw new ArgumentException($"{number} is not a whole number: give it as {nameof(About)}."),
        Guid id => id.ToString("D"),
        string text => text,
        _ => throw new ArgumentException($"There is no word for {value} of {value.GetType()}."),
    };
}
