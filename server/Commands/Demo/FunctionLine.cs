namespace UsageAnalysis.Commands.Demo;

/// <summary>One function of a package, as its line in the tables of FunctionTables says.</summary>
/// <param name="Package">Package that offers it.</param>
/// <param name="Name">Unique within the package.</param>
/// <param name="Kind">function, script or query.</param>
/// <param name="MedianMs">Half of its runs take less, in milliseconds.</param>
/// <param name="Tags">What it is for.</param>
/// <param name="Inputs">Its parameters in order.</param>
/// <param name="Outputs">What it returns.</param>
/// <param name="Description">One line for people.</param>
/// <param name="Weight">How much people use it within its package; 0 = never.</param>
sealed record FunctionLine(
    string Package, string Name, string Kind, double MedianMs, string[] Tags,
    IReadOnlyList<Parameter> Inputs, IReadOnlyList<Parameter> Outputs, string Description, double Weight)
{
    /// <summary>All functions of all packages, the most used of a package first.</summary>
    public static IReadOnlyList<FunctionLine> All { get; } = [.. FunctionTables.All.SelectMany(Parse)];

    /// <summary>Whether the author of its package alone runs it.</summary>
    public bool IsPrototype { get; private init; }

    /// <summary>"Chem:fingerprints".</summary>
    public string QualifiedName { get; } = $"{Package}:{Name}";

    /// <summary>The source that its runs are logged under.</summary>
    public string Source => Kind switch
    {
        "script" => "script",
        "query" => "data-query",
        _ => Package == "Core" ? "function" : "function-package",
    };

    // A line with the package's name and a colon, then one line a function. Before the name, ~: never used, *: by its author alone.
    static IEnumerable<FunctionLine> Parse(string table)
    {
        var (package, rank) = ("", 0);
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.EndsWith(':'))
            {
                (package, rank) = (line[..^1], 0);
                continue;
            }
            yield return ParseLine(package, rank++, [.. line.Split('|').Select(cell => cell.Trim())]);
        }
    }

    // name | kind | median ms | tags | inputs -> outputs | description
    static FunctionLine ParseLine(string package, int rank, string[] cells)
    {
        var signature = cells[4].Split("->");
        var isLeft = cells[0][0] is '~' or '*';
        return new FunctionLine(package, cells[0].TrimStart('~', '*'), cells[1] switch { "f" => "function", "s" => "script", _ => "query" },
            double.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture), cells[3].Split(' '),
            Parameter.List(signature[0]), Parameter.List(signature[1]), cells[5],
            // Popular first; the floor makes sure that a function which is used at all is seen in half a year.
            isLeft ? 0 : 1 / Math.Pow(rank + 1, 0.8) + 0.05)
        {
            IsPrototype = cells[0][0] == '*',
        };
    }
}
