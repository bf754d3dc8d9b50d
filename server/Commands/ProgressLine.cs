using System.Globalization;

namespace UsageAnalysis.Commands;

/// <summary>
/// Shows how far a long job is, with its rate and the time that is left: one line that is drawn over on a terminal, else a line every few
/// seconds.
/// </summary>
/// <param name="output">Where it is shown; standard error as a rule, so that the summary on standard output stays clean.</param>
/// <param name="terminal">Whether a carriage return goes back to the start of the line there.</param>
/// <param name="unit">What is counted, in the plural: "events".</param>
/// <param name="time">Measures the rate.</param>
public sealed class ProgressLine(TextWriter output, bool terminal, string unit, TimeProvider time)
{
    const int BarCells = 24;
    static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(5);

    readonly long start = time.GetTimestamp();
    TimeSpan shownAt;
    int shownLength;

    /// <summary>On standard error, as a terminal when it is one.</summary>
    public static ProgressLine OnStandardError(string unit, TimeProvider time) =>
        new(Console.Error, !Console.IsErrorRedirected, unit, time);

    /// <summary>Says how far the job is; shows it when the last time is long enough ago.</summary>
    /// <param name="count">Units done.</param>
    /// <param name="fraction">Part of the job that is done, 0 to 1; null when nobody knows how much there is.</param>
    public void Report(long count, double? fraction)
    {
        var elapsed = time.GetElapsedTime(start);
        if (elapsed - shownAt < (terminal ? OnTerminal : Elsewhere))
        {
            return;
        }
        shownAt = elapsed;
        Show(Describe(count, fraction, elapsed));
    }

    /// <summary>Writes a message of its own line, and goes on below it.</summary>
    public void WriteLine(string message)
    {
        Clear();
        output.WriteLine(message);
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (shownLength > 0)
        {
            output.Write($"\r{new string(' ', shownLength)}\r");
            shownLength = 0;
        }
    }

    void Show(string text)
    {
        if (!terminal)
        {
            output.WriteLine(text);
            return;
        }
        output.Write($"\r{text.PadRight(shownLength)}");
        output.Flush();
        shownLength = text.Length;
    }

    string Describe(long count, double? fraction, TimeSpan elapsed)
    {
        var rate = count / Math.Max(elapsed.TotalSeconds, 0.001);
        var done = string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit}, {rate:N0}/s");
        if (fraction is not > 0)
        {
            return done;
        }
        var part = Math.Min(fraction.Value, 1);
        var left = TimeSpan.FromSeconds(Math.Ceiling(elapsed.TotalSeconds * (1 - part) / part));
        var cells = (int)(part * BarCells);
        var bar = terminal ? $"[{new string('#', cells)}{new string('.', BarCells - cells)}] " : "";
        return string.Create(CultureInfo.InvariantCulture, $"{bar}{part,4:P0}  {done}, {Duration(left)} left");
    }

    static string Duration(TimeSpan left) => left switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours} h {left.Minutes} min"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{left.Minutes} min {left.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{left.Seconds} s"),
    };
}
