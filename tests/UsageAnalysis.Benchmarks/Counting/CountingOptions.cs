using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using UsageAnalysis.Benchmarks.Counting.Data;

namespace UsageAnalysis.Benchmarks.Counting;

/// <summary>What the command line says.</summary>
/// <param name="Events">Of the largest size.</param>
/// <param name="Growth">Smaller sizes, rising, and the largest.</param>
/// <param name="Repetitions">Of each question; the median counts.</param>
/// <param name="Questions">Parts of the names of the questions to ask; empty for all.</param>
/// <param name="Data">Folder that keeps the data; null for none.</param>
/// <param name="Connection">Of a PostgreSQL that runs already; null for the embedded one.</param>
/// <param name="Database">Name of the database on it.</param>
/// <param name="Ingest">Whether ingest is measured too.</param>
sealed record CountingOptions(
    int Events, IReadOnlyList<int> Growth, int Repetitions, IReadOnlyList<string> Questions, string? Data, string? Connection,
    string Database, bool Ingest)
{
    static readonly Option<int> EventsOption = new("--events")
    {
        Description = "Events to load.", DefaultValueFactory = _ => DataSet.FullSize,
    };

    static readonly Option<int[]> GrowthOption = new("--growth")
    {
        Description = "Sizes at which the questions are asked on the way.", AllowMultipleArgumentsPerToken = true,
        CustomParser = Sizes,
        DefaultValueFactory = _ => [1_000_000, 3_000_000],
    };

    static readonly Option<int> RepetitionsOption = new("--repetitions")
    {
        Description = "How often each question is asked; the median counts.", DefaultValueFactory = _ => 7,
    };

    static readonly Option<string[]> QuestionsOption = new("--questions")
    {
        Description = "Parts of the names of the questions to ask; all without it.", AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    static readonly Option<string?> DataOption = new("--data")
    {
        Description = "Folder that keeps the data, so that the next run need not load it. Without it, all is deleted in the end.",
    };

    static readonly Option<string?> ConnectionOption = new("--connection")
    {
        Description = "Connection string of a PostgreSQL that runs already. Without it, the embedded one is started.",
    };

    static readonly Option<string> DatabaseOption = new("--database")
    {
        Description = "Name of the database that is made, or asked again.", DefaultValueFactory = _ => "counting",
    };

    static readonly Option<bool> NoIngestOption = new("--no-ingest") { Description = "Leaves ingest out." };

    internal static void AddTo(Command command)
    {
        EventsOption.Validators.Add(AtLeastOne);
        RepetitionsOption.Validators.Add(AtLeastOne);
        foreach (var option in (Option[])[EventsOption, GrowthOption, RepetitionsOption, QuestionsOption, DataOption, ConnectionOption,
            DatabaseOption, NoIngestOption])
            command.Add(option);
    }

    internal static CountingOptions Of(ParseResult result)
    {
        var events = result.GetValue(EventsOption);
        int[] sizes = [.. result.GetRequiredValue(GrowthOption).Where(size => size < events).Distinct().Order(), events];
        return new(events, sizes, result.GetValue(RepetitionsOption), result.GetRequiredValue(QuestionsOption), result.GetValue(DataOption),
            result.GetValue(ConnectionOption), result.GetRequiredValue(DatabaseOption), !result.GetValue(NoIngestOption));
    }

    static int[] Sizes(ArgumentResult result)
    {
        var sizes = new List<int>();
        foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0) sizes.Add(size);
            else result.AddError($"'{text}' is not a number of events. Sizes look like 1000000,3000000.");
        }
        return [.. sizes];
    }

    static void AtLeastOne(OptionResult result)
    {
        if (result.Tokens is not [var token]) return;
        if (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1)
            result.AddError($"'{token.Value}' is not a whole number from 1 to {int.MaxValue}.");
    }
}
