namespace UsageAnalysis.Benchmarks.Counting.Data;

/// <summary>A kind of event that a package makes. One that fails makes one more event type, that of its error.</summary>
/// <param name="Source">The stream.</param>
/// <param name="Type">What happened.</param>
/// <param name="Package">Whose.</param>
/// <param name="Function">Name within the package; null for gestures and audit.</param>
/// <param name="MedianMs">Of how long it takes; 0 for what is not timed.</param>
/// <param name="FailureRate">Share of the runs that carry an error.</param>
sealed record Kind(string Source, string Type, string Package, string? Function = null, double MedianMs = 0, double FailureRate = 0);

/// <summary>What one package makes, the popular kinds first.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Category">One of few.</param>
/// <param name="Functions">Runs of its functions, scripts and queries.</param>
/// <param name="Gestures">What people click, and what is kept about it.</param>
sealed record PackageKinds(string Name, string Category, Kind[] Functions, Kind[] Gestures)
{
    const int Packages = 60;

    /// <summary>Functions that fail, each in one way: 417 functions, 240 gestures and these make 700 event types.</summary>
    const int Failing = 43;

    static readonly string[] Names =
    [
        "Chem", "Charts", "Bio", "Tables", "Queries", "Files", "Peptides", "Statistics", "Docking", "Dendrogram", "Helm", "Sequences",
        "Curves", "Plates", "Assays", "Compounds", "Notebooks", "Scripting", "Maps", "Networks", "Images", "Spectra", "Kinetics",
        "Clusters", "Models", "Forecast", "Pipelines", "Samples", "Inventory", "Orders", "Reports", "Dashboards", "Search", "Tags",
        "Alerts", "Audit", "Admin", "Forms", "Wiki", "Meetings", "Tutorials", "Converters", "Excel", "Pdf", "Sparql", "Oracle", "Snowflake",
        "Athena", "Redshift", "Mongo", "Kafka", "Storage", "Backup", "Sketcher", "Reactions", "Toxicity", "Solubility", "Retrosynthesis",
        "Crystals", "Proteins",
    ];

    static readonly string[] Categories = ["Science", "Data", "Platform", "Connectors"];

    static readonly string[] Verbs = ["compute", "load", "align", "render", "fit", "export", "search", "convert", "score", "merge"];

    /// <summary>All packages, the popular ones first.</summary>
    internal static PackageKinds[] All(int seed)
    {
        var draw = Draw.Of(seed, 1);
        return [.. Enumerable.Range(0, Packages).Select(i => new PackageKinds(
            Names[i], Categories[i % Categories.Length], [.. FunctionsOf(i, ref draw)], [.. GesturesOf(i)]))];
    }

    static List<Kind> FunctionsOf(int package, ref Draw draw)
    {
        var kinds = new List<Kind>();
        for (var i = 0; i < 4 + package * 5 % 7; i++)
        {
            var source = ((i + package) % 7) switch { 0 => "script", 1 => "data-query", 2 => "function-package", _ => "function" };
            var median = source == "function-package" ? 0 : draw.LogNormal(250, 1.4);
            var fails = i == 1 && package < Failing;
            kinds.Add(new(source, "run", Names[package], Verbs[(i + package) % Verbs.Length] + Names[package], median,
                fails ? draw.Between(0.05, 0.5) : 0));
        }
        return kinds;
    }

    static Kind[] GesturesOf(int package) =>
    [
        new("usage", "click", Names[package]),
        new("audit", "opened", Names[package]),
        new("usage", "menu click", Names[package]),
        package % 6 == 5 ? new("error", "unhandled", Names[package]) : new("info", "dialog", Names[package]),
    ];
}
