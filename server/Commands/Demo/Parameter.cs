using System.Globalization;

namespace UsageAnalysis.Commands.Demo;

/// <summary>A parameter of functions: its type and the values that people give it.</summary>
/// <param name="Name">The same name means the same thing in all functions.</param>
/// <param name="Type">string, int, double, bool, column, dataframe or file.</param>
/// <param name="Values">
/// "a..b": numbers between, the low ones more often; "@pool": from a pool; else the values themselves, the usual first, between semicolons.
/// </param>
sealed record Parameter(string Name, string Type, string Values)
{
    static readonly Dictionary<string, Parameter> Known = ParameterTable.Text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('|'))
        .Select(cells => new Parameter(cells[0].Trim(), cells[1].Trim(), cells[2].Trim()))
        .ToDictionary(parameter => parameter.Name);

    // How much more often people take the usual value.
    const double Skew = 2.5;

    readonly double[] range = Values.Split("..") is [var low, var high] ? [Parse(low), Parse(high)] : [];
    readonly string[] choices = [.. Values.Split(';').Select(value => value.Trim())];

    /// <summary>The parameters with these names, separated by blanks.</summary>
    public static IReadOnlyList<Parameter> List(string names) =>
        [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => Known[name])];

    /// <summary>Whether it takes or gives a table of the session rather than a value of its own.</summary>
    public bool IsTable => Type == "dataframe";

    /// <summary>Whether it takes a stored file.</summary>
    public bool IsFile => Type == "file";

    /// <summary>A value as JSON data: string, long, double or bool.</summary>
    public object Draw(Dice dice) => Type switch
    {
        "int" => (long)Number(dice),
        "double" => Math.Round(Number(dice), 3),
        "bool" => dice.Skewed(choices, Skew) == "true",
        _ => Values.StartsWith('@') ? ValuePools.Draw(Values, dice) : dice.Skewed(choices, Skew),
    };

    double Number(Dice dice) => range is [var low, var high]
        ? low * Math.Pow(high / low, Math.Pow(dice.Unit(), 1.6))
        : Parse(dice.Skewed(choices, Skew));

    static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);
}
